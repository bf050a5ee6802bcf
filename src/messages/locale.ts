/** Languages the service speaks. Each has one complete catalogue in this folder. */
export const LOCALES = ["en", "cs"] as const;

export type Locale = (typeof LOCALES)[number];
