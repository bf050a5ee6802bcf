import type { DateOrder } from "../../../domain/date-order.ts";
import { isAmbiguousDate, readSlashedDate } from "./date-order.ts";

const DOTTED = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/;
const YEAR_FIRST = /^(\d{4})[/.-]?(\d\d)[/.-]?(\d\d)$/;
/** 9:05, 9:05:07, 9.05, with AM or PM in the spellings of several languages. */
const CLOCK = /^(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?:[.,]\d+)?(?:\s*([ap])\.?\s?m\.?)?$/i;

/** A date as trackers write it, as `YYYY-MM-DD`; what is none as it is, for the check to refuse. */
export function readDate(text: string | undefined, order?: DateOrder): string | undefined {
  if (text === undefined) return undefined;
  const dotted = DOTTED.exec(text);
  if (dotted !== null) return `${dotted[3]}-${two(dotted[2])}-${two(dotted[1])}`;
  if (YEAR_FIRST.test(text)) return text.replace(YEAR_FIRST, "$1-$2-$3");
  const certain = isAmbiguousDate(text) ? order : "day-first";
  if (certain === undefined) return text;
  return readSlashedDate(text, certain) ?? readSlashedDate(text, "month-first") ?? text;
}

/** A time of day as trackers write it, as `HH:MM:SS`; what is none as it is. */
export function readClock(text: string | undefined): string | undefined {
  const match = CLOCK.exec(text ?? "");
  if (match === null) return text;
  const [, hour, minute, second = "00", half] = match;
  const hours =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  return `${two(hours)}:${minute}:${second}`;
}

/** A date and a time of day in one text, with or without an offset. */
export function readMoment(text: string | undefined, order?: DateOrder): string | undefined {
  const match = /^(\S+?(?:\.\s\S+?\.\s\d{4})?),?(?:\s+|T)(.+?)\s*(Z|[+-]\d\d:?\d\d)?$/.exec(
    text ?? "",
  );
  if (match === null) return text;
  const [, date, clock, offset = ""] = match;
  return `${readDate(date, order)}T${readClock(clock)}${offset.replace(/([+-]\d\d)(\d\d)$/, "$1:$2")}`;
}

function two(value: number | string | undefined): string {
  return String(value).padStart(2, "0");
}
