import { formatDay } from "../../../time/calendar.ts";
import type { Figure, FigureKind } from "../text-request.ts";
import type { Mention } from "./mentions.ts";

/** From this value on decimals may be rounded away: "73 %" for 72.5. */
const ROUNDS_FROM = 10;
const MINUTES_PER_HOUR = 60;
const MINUTES_PER_HALF_DAY = 720;

/** Whether a figure supports a mention, in one of its kinds. */
export function supports(figure: Figure, mention: Mention, mayBeClock: boolean): boolean {
  if (mention.isUnreadable === true) return false;
  if (mention.kind === undefined) {
    return (
      equals(figure, mention) || (mayBeClock && figure.kind === "time" && isHour(figure, mention))
    );
  }
  switch (mention.kind) {
    case "date":
      return figure.kind === "date" && isDate(figure.value, mention);
    case "time":
      return (
        figure.kind === "time" &&
        (figure.value === mention.value || isTwelveHourClock(figure, mention))
      );
    case "hours":
      return (
        (figure.kind === "duration" && isRounded(figure.value / MINUTES_PER_HOUR, mention)) ||
        (figure.kind === "time" && mayBeClock && isHour(figure, mention))
      );
    case "minutes":
      return figure.kind === "duration" && isRounded(figure.value, mention);
    case "other":
      return false;
    default:
      return figure.kind === kindOf(mention.kind) && isRounded(figure.value, mention);
  }
}

function kindOf(kind: Exclude<FigureKind, "date" | "time" | "duration">): FigureKind {
  return kind;
}

/** Compares a number without a unit with a figure in its simplest unit. */
function equals(figure: Figure, mention: Mention): boolean {
  if (figure.kind === "date" || figure.kind === "time") return false;
  return isRounded(figure.value, mention);
}

function isHour(figure: Figure, mention: Mention): boolean {
  const minute = mention.value * MINUTES_PER_HOUR;
  return figure.value === minute;
}

/** "9:30" is wrong for half past nine in the evening; "9:30 pm" has already been converted. */
function isTwelveHourClock(figure: Figure, mention: Mention): boolean {
  return figure.value === mention.value % (2 * MINUTES_PER_HALF_DAY);
}

function isDate(day: number, { value, year }: Mention): boolean {
  const [ownYear, month, dayOfMonth] = formatDay(day).split("-").map(Number);
  return (
    value === (month ?? 0) * 100 + (dayOfMonth ?? 0) && (year === undefined || year === ownYear)
  );
}

/** Whether the mention is the value rounded to its digits. A sign may be dropped but not added. */
function isRounded(value: number, { value: said, decimals, isNegative }: Mention): boolean {
  if (isNegative && value > 0) return false;
  const size = Math.abs(value);
  if (size === said) return true;
  if (Number.isInteger(size)) return false;
  if (decimals === 0) return size >= ROUNDS_FROM && Math.round(size) === said;
  const scale = 10 ** decimals;
  return Math.round(size * scale) / scale === said;
}
