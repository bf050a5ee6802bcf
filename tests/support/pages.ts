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
