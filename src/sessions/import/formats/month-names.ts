/** Languages in which phones and desktops write dates into exports. */
const LANGUAGES = [
  ...["en", "cs", "sk", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "da", "nb", "fi", "hu"],
  ...["ro", "ru", "uk", "tr", "ca"],
];

let known: ReadonlyMap<string, number> | undefined;

/** Month 1–12 of a word in full or short form and in any case; `undefined` when it is not a month. */
export function monthOf(word: string): number | undefined {
  known ??= monthsByName();
  return known.get(plain(word));
}

/** A word that means different months in different languages is left out. */
function monthsByName(): ReadonlyMap<string, number> {
  const months = new Map<string, number>();
  const ambiguous = new Set<string>();
  for (const [name, month] of allNames()) {
    const key = plain(name);
    if ((months.get(key) ?? month) !== month) ambiguous.add(key);
    months.set(key, month);
  }
  for (const name of ambiguous) months.delete(name);
  return months;
}

/** Names alone and next to a day, where many languages use another form. */
function* allNames(): Iterable<readonly [string, number]> {
  for (const language of LANGUAGES) {
    for (const length of ["long", "short"] as const) {
      for (const day of [undefined, "numeric"] as const) {
        const format = new Intl.DateTimeFormat(language, { month: length, day, timeZone: "UTC" });
        for (let month = 1; month <= 12; month++) {
          const parts = format.formatToParts(Date.UTC(2026, month - 1, 2));
          yield [parts.find(({ type }) => type === "month")?.value ?? "", month];
        }
      }
    }
  }
}

/** Removes case, accents and the dot of a short form. */
function plain(word: string): string {
  return word
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/[^\p{L}]/gu, "");
}
