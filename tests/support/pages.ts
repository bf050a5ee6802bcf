/** Every page, by its address below `/ui`. */
export const PAGES = [
  "",
  "/week",
  "/patterns",
  "/load",
  "/record",
  "/briefing",
  "/sessions",
  "/settings",
  "/import",
];

/** The pages of the invented year. */
export const EXAMPLE_PAGES = [
  "/example",
  "/example-week",
  "/example-patterns",
  "/example-load",
  "/example-record",
];
