import type { Locale } from "../../../messages/locale.ts";
import { type MentionKind, unitAhead, unitBefore } from "./units.ts";

/** A number stated in a text. */
export interface Mention {
  /** Undefined: a number without a unit, which may be of any kind. */
  kind: MentionKind | undefined;
  /** In minutes for durations and times; month · 100 + day for dates. */
  readonly value: number;
  readonly isNegative: boolean;
  readonly decimals: number;
  /** Year of a date that states it. */
  readonly year?: number;
  /** Written in a form that the language does not have, so its value is unknown. */
  readonly isUnreadable?: true;
  readonly start: number;
  readonly end: number;
}

const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    "january|jan|ledna|leden|lednu",
    "february|feb|února|únor|únoru",
    "march|mar|března|březen|březnu",
    "april|apr|dubna|duben|dubnu",
    "may|května|květen|květnu",
    "june|jun|června|červen|červnu",
    "july|jul|července|červenec|červenci",
    "august|aug|srpna|srpen|srpnu",
    "september|sept|sep|září",
    "october|oct|října|říjen|říjnu",
    "november|nov|listopadu|listopad",
    "december|dec|prosince|prosinec|prosinci",
  ].flatMap((names, index) => names.split("|").map((name): [string, number] => [name, index + 1])),
);
const MONTH = Object.keys(MONTHS)
  .sort((a, b) => b.length - a.length)
  .join("|");

/** Longest forms first. */
const FORMS: Readonly<Record<Locale, RegExp>> = {
  en: forms(),
  cs: forms(String.raw`(?<numeric>\d{1,2}\. ?\d{1,2}\.(?: ?\d{4}(?!\d))?)`),
};

function forms(...own: readonly string[]): RegExp {
  const all = [
    String.raw`(?<iso>\d{4}-\d{2}-\d{2})(?!\d)`,
    ...own,
    String.raw`(?<dayMonth>\d{1,2}(?:\.|st|nd|rd|th)? ?(?:of )?(?:${MONTH})(?!\p{L})\.?(?:,? \d{4}(?!\d))?)`,
    String.raw`(?<monthDay>(?<!\p{L})(?:${MONTH})\.? \d{1,2}(?:st|nd|rd|th)?(?![\d:%]|\p{L}|[.,]\d)(?:,? \d{4}(?!\d))?)`,
    String.raw`(?<time>\d{1,2}:\d{2}(?![\d:])(?: ?[ap]\.?m\b\.?)?)`,
    String.raw`(?<long>\d+ ?(?:h|hours?|hrs?|hodin\p{L}*)(?!\p{L})(?:,| and| a)? ?\d{1,3} ?(?:min|mins|minutes?|minut\p{L}*)(?!\p{L}))`,
    String.raw`(?<ratio>\d+ ?\/ ?(?!100(?!\d))\d+|\d+(?:[.,]\d+)?(?: ?x(?!\p{L})|krát|-?fold|-?násob\p{L}*))`,
    String.raw`(?<number>\d[\d,. ]*\d|\d)`,
  ];
  return new RegExp(all.join("|"), "gu");
}

/** The verb in "4 may be enough" is not a month. */
const SMALL_MONTH = /\b(?:may|mar)\b/;

const CLOCK_BEFORE = /(?:^|[^\p{L}])(?:v|ve|kolem) $/u;
const ABOUT_CLOCK =
  /(?:^|[^\p{L}])(?:at|around|by|before|after|until|till|from|since|v|ve|kolem|od|do|po|před) $/u;
/** Texts between two numbers that share the unit of the second. */
const SHARES_UNIT = /^(?: ?- ?| to | až | and | a | or | nebo | of | out of | z | ze | ?, ?| i )$/u;

/** All numbers of a text in order. Number words must already be converted to digits. */
export function findMentions(lower: string, original: string, locale: Locale): Mention[] {
  const mentions: Mention[] = [];
  for (const found of lower.matchAll(FORMS[locale])) {
    for (const mention of read(found, lower, original, locale)) {
      // "64 of 100" is one number, and the scale belongs to its unit.
      if (mention.start >= (mentions.at(-1)?.end ?? 0)) mentions.push(mention);
    }
  }
  for (let index = mentions.length - 2; index >= 0; index--) {
    const one = mentions[index];
    const next = mentions[index + 1];
    if (one === undefined || next === undefined || one.kind !== undefined) continue;
    if (SHARES_UNIT.test(lower.slice(one.end, next.start))) one.kind = next.kind;
  }
  return mentions;
}

function read(
  found: RegExpExecArray,
  lower: string,
  original: string,
  locale: Locale,
): readonly Mention[] {
  const text = found[0];
  const start = found.index;
  const end = start + text.length;
  const { iso, numeric, dayMonth, monthDay, time, long, ratio } = found.groups ?? {};
  const plain = { isNegative: false, decimals: 0, start, end };
  if (iso !== undefined) {
    const [year, month, day] = iso.split("-").map(Number);
    return [
      { ...plain, kind: "date", value: (month ?? 0) * 100 + (day ?? 0), ...(year && { year }) },
    ];
  }
  if (numeric !== undefined) {
    const [day, month, year] = numeric.split(".").map(Number);
    return [
      { ...plain, kind: "date", value: (month ?? 0) * 100 + (day ?? 0), ...(year && { year }) },
    ];
  }
  if (dayMonth !== undefined || monthDay !== undefined) {
    return SMALL_MONTH.test(original.slice(start, end))
      ? numbers(text, start, lower, original, locale)
      : [named(text, plain)];
  }
  if (time !== undefined) return [{ ...plain, kind: "time", value: clock(time) }];
  if (long !== undefined) {
    const [hours, minutes] = long.match(/\d+/g) ?? [];
    return [{ ...plain, kind: "minutes", value: Number(hours) * 60 + Number(minutes) }];
  }
  if (ratio !== undefined) return [{ ...plain, kind: "ratio", value: fraction(ratio) }];
  return numbers(text, start, lower, original, locale);
}

function named(text: string, plain: Omit<Mention, "kind" | "value">): Mention {
  const [day, year] = text.match(/\d+/g) ?? [];
  return {
    ...plain,
    kind: "date",
    value: monthIn(text) * 100 + Number(day),
    ...(year !== undefined && { year: Number(year) }),
  };
}

function monthIn(text: string): number {
  for (const [word] of text.matchAll(/\p{L}+/gu)) {
    const month = MONTHS[word];
    if (month !== undefined) return month;
  }
  return 0;
}

function clock(text: string): number {
  const [hours, minutes] = text.match(/\d+/g) ?? [];
  return withHalfDay(Number(hours) * 60 + Number(minutes), /([ap])\.?m/.exec(text)?.[1]);
}

function withHalfDay(minute: number, half: string | undefined): number {
  if (half === "p" && minute < 720) return minute + 720;
  return half === "a" && minute >= 720 ? minute - 720 : minute;
}

function fraction(text: string): number {
  const [over, under] = text.replaceAll(",", ".").match(/\d+(?:\.\d+)?/g) ?? [];
  return under === undefined ? Number(over) : Number(over) / Number(under);
}

/** A run of digits, spaces, stops and commas. Each sign is part of a number or ends one. */
const NUMBER: Readonly<Record<Locale, RegExp>> = {
  en: /\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|\d+(?:\.\d+)?/g,
  cs: /\d{1,3}(?: \d{3})+(?:,\d+)?(?!\d)|\d+(?:,\d+)?/g,
};
/** A separator of another language within a number. */
const FOREIGN: Readonly<Record<Locale, RegExp>> = {
  en: /\d,\d|\d \d{3}(?!\d)|\d\.\d+\.\d/,
  cs: /\d\.\d|\d,\d{3}(?!\d)|\d,\d+,\d/,
};

function numbers(
  run: string,
  start: number,
  lower: string,
  original: string,
  locale: Locale,
): Mention[] {
  const mentions: Mention[] = [];
  const withoutGroups = locale === "en" ? run.replaceAll(/\d{1,3}(?:,\d{3})+(?!\d)/g, "1") : run;
  const isForeign = FOREIGN[locale].test(withoutGroups);
  for (const { 0: digits, index } of run.matchAll(NUMBER[locale])) {
    const from = start + index;
    mentions.push({
      ...one(digits, from, lower, original, locale),
      ...(isForeign && { isUnreadable: true as const }),
    });
  }
  return mentions;
}

function one(
  digits: string,
  start: number,
  lower: string,
  original: string,
  locale: Locale,
): Mention {
  const end = start + digits.length;
  const plain =
    locale === "en" ? digits.replaceAll(",", "") : digits.replaceAll(" ", "").replace(",", ".");
  const before = lower.slice(Math.max(0, start - 40), start);
  const ahead = unitAhead(lower.slice(end, end + 60), original.slice(end, end + 4));
  const value = Number(plain);
  const mention = {
    kind: ahead?.kind ?? unitBefore(before),
    value,
    isNegative: /(?:^|[\s(])-$/u.test(before),
    decimals: plain.includes(".") ? plain.length - plain.indexOf(".") - 1 : 0,
    start,
    end: end + (ahead?.length ?? 0),
  };
  if (ahead?.halfDay !== undefined)
    return { ...mention, value: withHalfDay(value * 60, ahead.halfDay) };
  if (ahead?.kind === "time") return { ...mention, value: value * 60 };
  if (mention.kind === "hours" && CLOCK_BEFORE.test(before)) {
    return { ...mention, kind: "time", value: value * 60 };
  }
  return mention;
}

/** Whether a number without a unit may be an hour: "at 9". */
export function mayBeClock(mention: Mention, lower: string): boolean {
  return ABOUT_CLOCK.test(lower.slice(Math.max(0, mention.start - 12), mention.start));
}
