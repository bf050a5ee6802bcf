import type { Locale } from "../../../messages/locale.ts";
import { type EpochDay, formatDay } from "../../../time/calendar.ts";
import { clockText } from "../../answers/clock-text.ts";
import type { FigureKind } from "../text-request.ts";

/** A number with the kind of thing it counts, from which a message parameter and a figure are built. */
export interface Amount {
  readonly kind: FigureKind;
  readonly value: number;
}

const amount =
  (kind: FigureKind) =>
  (value: number): Amount => ({ kind, value });

export const sessions = amount("sessions");
export const days = amount("days");
export const percent = amount("percent");
export const points = amount("points");
/** In minutes. */
export const duration = amount("duration");
/** Minute of the day. */
export const time = amount("time");

/** Kinds by which messages select plural forms; the others are only displayed. */
const PLURAL_KINDS: ReadonlySet<FigureKind> = new Set([
  "sessions",
  "days",
  "weeks",
  "xp",
  "ordinal",
  "count",
]);

const ENGLISH_MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );
const CZECH_MONTHS =
  "ledna února března dubna května června července srpna září října listopadu prosince".split(" ");

/** Message parameter for an amount. */
export function parameterOf(given: Amount, locale: Locale): string | number {
  return PLURAL_KINDS.has(given.kind) ? given.value : shownAmount(given, locale);
}

/** Amount as displayed, with a narrow no-break space before its unit. */
export function shownAmount({ kind, value }: Amount, locale: Locale): string {
  switch (kind) {
    case "percent":
      return locale === "cs" ? `${decimal(value, locale)}\u202f%` : `${decimal(value, locale)}%`;
    case "duration":
      return shownDuration(Math.round(value));
    case "time":
      return clockText(value).replace(/^0/, "");
    case "date":
      return shownDate(value, locale);
    default:
      return decimal(value, locale);
  }
}

/** Cached: creating one takes as long as wording a sentence. */
const DECIMALS: Readonly<Record<Locale, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat("en", { maximumFractionDigits: 1 }),
  cs: new Intl.NumberFormat("cs", { maximumFractionDigits: 1 }),
};

function decimal(value: number, locale: Locale): string {
  return DECIMALS[locale].format(value);
}

function shownDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest}\u202fmin`;
  return rest === 0 ? `${hours}\u202fh` : `${hours}\u202fh ${rest}\u202fmin`;
}

function shownDate(day: EpochDay, locale: Locale): string {
  const [, month = 1, dayOfMonth] = formatDay(day).split("-").map(Number);
  return locale === "cs"
    ? `${dayOfMonth}. ${CZECH_MONTHS[month - 1]}`
    : `${dayOfMonth} ${ENGLISH_MONTHS[month - 1]}`;
}
