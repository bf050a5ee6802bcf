import type { MessageKey } from "../../messages/en.ts";
import { type Locale, type MessageParameters, translate } from "../../messages/translate.ts";

/** Texts, numbers and dates of one language. */
export interface Words {
  readonly locale: Locale;
  text(key: MessageKey, parameters?: MessageParameters): string;
  /** A number with at most one decimal. */
  number(value: number): string;
  /** A probability in per cent, never 0 % or 100 %: an uncertain value is not shown as certain. */
  percent(share: number): string;
  /** `Mon`, `2 March`, `Monday, 2 March 2026`; from `YYYY-MM-DD`. */
  weekday(date: string): string;
  day(date: string): string;
  longDate(date: string): string;
  /** `Mar`, `March 2026` */
  month(date: string): string;
  monthOfYear(date: string): string;
  /** `2 to 8` of sessions; a single number where both ends are the same. */
  range(lower: number, upper: number): string;
  /** A range such as `23 February – 1 March`, in its shortest form. */
  days(first: string, last: string): string;
}

export function wordsIn(locale: Locale): Words {
  const region = locale === "en" ? "en-GB" : locale;
  const number = new Intl.NumberFormat(region, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(region, { style: "percent" });
  const format = (options: Intl.DateTimeFormatOptions) => {
    const dates = new Intl.DateTimeFormat(region, { ...options, timeZone: "UTC" });
    return (date: string) => dates.format(dayMs(date));
  };
  const day = rememberDays(format({ day: "numeric", month: "long" }));
  return {
    locale,
    text: (key, parameters) => translate(locale, key, parameters),
    number: (value) => number.format(value),
    percent(share) {
      if (share > 0.99) return translate(locale, "ui.over", { limit: percent.format(0.99) });
      if (share < 0.01) return translate(locale, "ui.under", { limit: percent.format(0.01) });
      return percent.format(share);
    },
    weekday: format({ weekday: "short" }),
    day,
    longDate: format({ dateStyle: "full" }),
    month: format({ month: "short" }),
    monthOfYear: format({ month: "long", year: "numeric" }),
    range: (lower, upper) =>
      lower === upper ? number.format(lower) : translate(locale, "ui.range", { lower, upper }),
    days(first, last) {
      if (first === last) return day(first);
      if (first.slice(0, 7) !== last.slice(0, 7)) return `${day(first)} – ${day(last)}`;
      // `Intl` would shorten the Czech month to its number.
      return `${Number(first.slice(8))}${locale === "cs" ? "." : ""}–${day(last)}`;
    },
  };
}

function dayMs(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** Memoizes formatted days: the year's picture formats hundreds of them. */
function rememberDays(format: (date: string) => string): (date: string) => string {
  const known = new Map<string, string>();
  return (date) => {
    const dayOfYear = date.slice(-5);
    const text = known.get(dayOfYear) ?? format(date);
    known.set(dayOfYear, text);
    return text;
  };
}
