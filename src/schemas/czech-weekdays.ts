/** Names that two routes have in every language, Monday first: they are words of the interface, not texts. */
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
