/**
 * Days as numbers. A day is an *epoch day*: whole days since 1970-01-01, which is 0. Weekdays are ISO 8601 numbers, 1 =
 * Monday … 7 = Sunday. The wire format's 0 = Monday exists only in code that reads requests or presents answers.
 */

/** Whole days since 1970-01-01 in some local calendar. */
export type EpochDay = number;

/** 1 = Monday … 7 = Sunday. */
export type IsoWeekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const MS_PER_DAY = 86_400_000;
export const MINUTES_PER_DAY = 1440;

/** 0001-01-01: the earliest day that can be stored or written. */
export const FIRST_DAY: EpochDay = -719_162;
/** 9999-12-31: the latest day that can be stored. */
export const LAST_DAY: EpochDay = 2_932_896;

/** ISO weekday of an epoch day; 1970-01-01 was a Thursday (4). */
export function isoWeekday(day: EpochDay): IsoWeekday {
  return (((((day + 3) % 7) + 7) % 7) + 1) as IsoWeekday;
}

/** Answers contain the same few days repeatedly, and formatting a day costs more than a lookup. */
const written = new Map<EpochDay, string>();
/** Maximum number of cached days, about eleven years. */
const MAX_WRITTEN = 4000;

/** `YYYY-MM-DD` of an epoch day between years 0001 and 9999. */
export function formatDay(day: EpochDay): string {
  const known = written.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
  if (written.size >= MAX_WRITTEN) written.clear();
  written.set(day, text);
  return text;
}

/**
 * Epoch day of `YYYY-MM-DD`, or `undefined` when the text is not a date that exists.
 * @example parseDay("1970-01-02") // => 1
 * @example parseDay("2026-02-29") // => undefined
 * @example parseDay("0000-12-31") // => undefined
 */
export function parseDay(text: string): EpochDay | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(ms)) return undefined;
  const day = ms / MS_PER_DAY;
  return day >= FIRST_DAY && formatDay(day) === text ? day : undefined;
}
