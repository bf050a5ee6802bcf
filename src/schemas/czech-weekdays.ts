/** Czech names that two routes use in every language, Monday first: clients treat them as identifiers. */
export const CZECH_WEEKDAYS_CAPITALISED = [
  "Pondělí",
  "Úterý",
  "Středa",
  "Čtvrtek",
  "Pátek",
  "Sobota",
  "Neděle",
] as const;

export const CZECH_WEEKDAYS_ASCII = [
  "Pondeli",
  "Utery",
  "Streda",
  "Ctvrtek",
  "Patek",
  "Sobota",
  "Nedele",
] as const;
