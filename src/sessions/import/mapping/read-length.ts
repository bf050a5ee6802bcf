/** Minutes per unit, by the first letters of the unit in a header or after a number. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:ms|millis)/i, 1 / 60_000],
  [/^(?:s|sec|secs|second|seconds|sekund\p{L}*|vteřin\p{L}*)$/iu, 1 / 60],
  [/^(?:m|min|mins|minute|minutes|minut\p{L}*)$/iu, 1],
  [/^(?:h|hr|hrs|hour|hours|hod|hodin\p{L}*|std|stunden?)$/iu, 60],
];
/** A longer text is not a duration. */
const MAX_CHARACTERS = 60;
const NUMBER = /^\d+(?:[.,]\d+)?$/;
const PARTS = /^(?:\d+(?:[.,]\d+)?\s*\p{L}+\.?[\s,]*)+$/u;
const ISO = /^P(?:(\d+)D)?T?(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?$/i;
const CLOCK = /^(\d+):(\d{1,2})(?::(\d{1,2}(?:\.\d+)?))?(?:\s*(\p{L}+)\.?)?$/u;

/**
 * Minutes of a duration as people and programs write it: `1:30` and `1:30:00` (hours first), `1:30 h`, `25:00 min`,
 * `1h 30m`, `90 min`, `PT1H30M`, or a number in the unit of the header (minutes if it names none).
 * @returns the text itself when it is none of these, so that validation rejects it
 */
export function readLength(text: string | undefined, header: string): number | string | undefined {
  if (text === undefined || text.length > MAX_CHARACTERS) return text;
  if (NUMBER.test(text)) return numberOf(text) * headerUnit(header);
  return clockMinutes(text) ?? isoMinutes(text) ?? partMinutes(text) ?? text;
}

/** The unit, if there is one, is that of the first number. */
function clockMinutes(text: string): number | undefined {
  const [, first, second, third, word] = CLOCK.exec(text) ?? [];
  if (first === undefined) return undefined;
  const unit = word === undefined ? 60 : unitOf(word);
  if (unit === 60) return Number(first) * 60 + Number(second) + Number(third ?? 0) / 60;
  return unit === 1 && third === undefined ? Number(first) + Number(second) / 60 : undefined;
}

function headerUnit(header: string): number {
  const words = header.split(/[^\p{L}]+/u).filter((word) => word !== "");
  return words.map(unitOf).find((unit) => unit !== undefined) ?? 1;
}

function unitOf(word: string): number | undefined {
  return UNITS.find(([letters]) => letters.test(word))?.[1];
}

function isoMinutes(text: string): number | undefined {
  const match = ISO.exec(text);
  if (match === null || !/\d/.test(text)) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return days * 1440 + hours * 60 + minutes + seconds / 60;
}

function partMinutes(text: string): number | undefined {
  if (!PARTS.test(text)) return undefined;
  let minutes = 0;
  for (const [, number = "", word = ""] of text.matchAll(/(\d+(?:[.,]\d+)?)\s*(\p{L}+)/gu)) {
    const unit = unitOf(word);
    if (unit === undefined) return undefined;
    minutes += numberOf(number) * unit;
  }
  return minutes;
}

function numberOf(text: string): number {
  return Number(text.replace(",", "."));
}
