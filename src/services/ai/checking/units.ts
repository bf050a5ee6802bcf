/** What a number counts: kinds of figures, and `clock` for an hour without minutes. */
export type MentionKind =
  | "sessions"
  | "days"
  | "weeks"
  | "percent"
  | "points"
  | "hours"
  | "minutes"
  | "time"
  | "date"
  | "xp"
  | "ordinal"
  | "ratio"
  | "count"
  | "other";

/** Adjectives between a number and its noun: "4 completed sessions". */
const BETWEEN = String.raw`(?:[ -](?!and\b|or\b|to\b|of\b|at\b|in\b|is\b|are\b)\p{L}+){0,2}?`;
const END = String.raw`(?!\p{L})`;

const UNITS = [
  [
    "points",
    String.raw`[ -]?(?:percentage points?|procentní\p{L}* bod\p{L}*)|[ -](?:points?|bod(?:y|ů|u|ech|em|ům|o\p{L}+)?)${END}| ?\/ ?100(?!\d)| (?:out )?of (?:100|a hundred)(?!\d)| (?:ze|z) 100(?!\d)`,
  ],
  ["percent", String.raw`[ -]?(?:%|percent${END}|per ?cent${END}|pct${END}|procent\p{L}*)`],
  ["xp", `[ -]?xp${END}`],
  [
    "minutes",
    String.raw`[ -]?(?:(?:more|extra|další\p{L}*) )?(?:min${END}|mins${END}|minutes?${END}|minut\p{L}*)`,
  ],
  ["hours", String.raw`[ -]?(?:h${END}|hrs?${END}|hours?${END}|hodin\p{L}*)`],
  [
    "sessions",
    String.raw`${BETWEEN}[ -](?:sessions?|pomodoros?|blocks?|sezení\p{L}*|blok\p{L}*|pomodor\p{L}*)${END}`,
  ],
  ["days", `${BETWEEN}[ -](?:days?|dn(?:y|ů|í|ech|ům|em|i)|den|dní|workdays?)${END}`],
  ["weeks", String.raw`${BETWEEN}[ -](?:weeks?|týdn\p{L}+|týden)${END}`],
  [
    "count",
    String.raw`${BETWEEN}[ -](?:tasks?|úkol\p{L}*|breaks?|přestáv\p{L}*|pauz\p{L}*|categor(?:y|ies)|kategori\p{L}*|check-?ins?|ratings?|hodnocení\p{L}*|topics?|témat\p{L}*|areas?|oblast\p{L}*|steps?|krok\p{L}*|goals?|cíl\p{L}*|achievements?|úspěch\p{L}*|notes?|poznám\p{L}*|findings?|odchyl\p{L}*|signals?|signál\p{L}*|quests?|výzv\p{L}*)${END}`,
  ],
  [
    "other",
    String.raw`${BETWEEN}[ -](?:months?|měsíc\p{L}*|years?|rok\p{L}*|let${END}|seconds?|sekund\p{L}*|vteřin\p{L}*|people|lid\p{L}*|litres?|liters?|glasses|sklenic\p{L}*|euros?|dollars?|korun\p{L}*|kč|km|kg|levels?|úrov\p{L}*|stars?|hvězd\p{L}*|weekends?|víkend\p{L}*|mornings?|evenings?|ran|večer\p{L}*|minutes?)${END}`,
  ],
] as const satisfies readonly (readonly [MentionKind, string])[];

const AHEAD: readonly (readonly [MentionKind, RegExp])[] = UNITS.map(([kind, source]) => [
  kind,
  new RegExp(`^(?:${source})`, "u"),
]);

/** Matches a unit at the start of a text. */
export const UNIT_AHEAD = new RegExp(`^(?:${UNITS.map(([, source]) => source).join("|")})`, "u");

const ORDINAL_SUFFIX = /^(?:st|nd|rd|th)(?!\p{L})/u;
/** "2." before a lower-case letter is an ordinal; "Máte 4. Pak" ends a sentence. */
const ORDINAL_STOP = /^\. ?\p{Ll}/u;
const HALF_DAY = /^ ?([ap])\.?m\b\.?/u;
const OCLOCK = /^ ?o['’]clock/u;

export interface UnitAhead {
  readonly kind: MentionKind;
  /** Length of the unit in characters. */
  readonly length: number;
  /** Half of the day: "p" adds 720 minutes to the hour. */
  readonly halfDay?: "a" | "p";
}

/**
 * Reads the unit in the text after a number.
 * @param after in lower case
 * @param original as written; the case of the next letter identifies an ordinal
 */
export function unitAhead(after: string, original: string): UnitAhead | undefined {
  const halfDay = HALF_DAY.exec(after);
  if (halfDay !== null) {
    return { kind: "time", length: halfDay[0].length, halfDay: halfDay[1] === "p" ? "p" : "a" };
  }
  if (OCLOCK.test(after)) return { kind: "time", length: 0 };
  if (ORDINAL_SUFFIX.test(after)) return { kind: "ordinal", length: 2 };
  if (ORDINAL_STOP.test(original)) return { kind: "ordinal", length: 1 };
  const first = after.charCodeAt(0);
  // A unit begins only with one of these: space, hyphen, %, /, a letter.
  if (!(first === 32 || first === 45 || first === 37 || first === 47 || first > 96))
    return undefined;
  for (const [kind, pattern] of AHEAD) {
    const found = pattern.exec(after);
    if (found !== null) return { kind, length: found[0].length };
  }
  return undefined;
}

/** "Sessions: 4", "Sezení dnes: 4–6". */
const BEFORE: readonly (readonly [MentionKind, RegExp])[] = [
  ["sessions", /(?:sessions?|sezení)(?: \p{L}+){0,2}: ?(?:\d+ ?- ?)?$/u],
  ["days", /(?:days?|dny|dnů|dní)(?: \p{L}+){0,2}: ?(?:\d+ ?- ?)?$/u],
  ["percent", /(?:percent|procenta?)(?: \p{L}+){0,2}: ?$/u],
  ["minutes", /(?:minutes?|minuty?)(?: \p{L}+){0,2}: ?$/u],
  ["xp", /xp: ?$/u],
];

export function unitBefore(before: string): MentionKind | undefined {
  return before.includes(":") ? BEFORE.find(([, pattern]) => pattern.test(before))?.[0] : undefined;
}
