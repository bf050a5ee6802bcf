import type { Locale } from "../../../messages/locale.ts";
import { NUMBER_WORDS, type NumberWord } from "./number-words.ts";
import { UNIT_AHEAD } from "./units.ts";

const WORD = /\p{L}+/gu;

/** Czech adjectives of measure, which form one word with their number: "padesátiminutový". */
const MEASURE = /^(\p{L}+?)(minutov|hodinov|denní|týdenní)(\p{L}*)$/u;
const MEASURE_UNITS: Readonly<Record<string, string>> = {
  minutov: "minut",
  hodinov: "hodin",
  denní: "dní",
  týdenní: "týdnů",
};
/** Special forms of numbers before such an ending. */
const BEFORE_MEASURE: Readonly<Record<string, number>> = {
  jedno: 1,
  dvou: 2,
  tří: 3,
  čtyř: 4,
  sto: 100,
};

interface Run {
  readonly start: number;
  end: number;
  /** Completed thousands. */
  thousands: number;
  /** The remainder below 1,000. */
  rest: number;
  last: NumberWord;
  isOne: boolean;
}

/** Replaces number words by digits. */
export function wordsToDigits(text: string, locale: Locale): string {
  const lower = text.toLowerCase();
  const words = NUMBER_WORDS[locale];
  let result = "";
  let copied = 0;
  let run: Run | undefined;

  function finish(): void {
    if (run === undefined) return;
    const { start, end, thousands, rest, isOne } = run;
    run = undefined;
    if (isOne && !UNIT_AHEAD.test(lower.slice(end, end + 60))) return;
    result += text.slice(copied, start) + String(thousands + rest);
    copied = end;
  }

  for (const { 0: word, index } of lower.matchAll(WORD)) {
    const end = index + word.length;
    const found = words.get(word);
    if (found === undefined) {
      if (run !== undefined && !(word === "and" && isJoined(lower.slice(run.end, index)))) finish();
      const adjective = locale === "cs" ? measure(word, words) : undefined;
      if (adjective !== undefined) {
        result += text.slice(copied, index) + adjective;
        copied = end;
      }
      continue;
    }
    if (run === undefined || !extend(run, found, end, lower.slice(run.end, index))) {
      finish();
      run = begin(found, index, end);
    }
  }
  finish();
  return copied === 0 ? text : result + text.slice(copied);
}

function isJoined(between: string): boolean {
  return between === " " || between === "-";
}

function begin(word: NumberWord, start: number, end: number): Run | undefined {
  // "set" and "sty" are numbers only after another number.
  if (word.role === "hundreds") return undefined;
  const thousands = word.role === "thousand" ? 1000 : 0;
  const rest = thousands === 0 ? word.value : 0;
  return { start, end, thousands, rest, last: word, isOne: word.role === "one" };
}

/** @returns whether the word continues the number */
function extend(run: Run, word: NumberWord, end: number, between: string): boolean {
  const withAnd =
    between === " and " && (run.last.role === "hundred" || run.last.role === "thousand");
  if (!withAnd && !isJoined(between)) return false;
  const { rest } = run;
  switch (word.role) {
    case "one":
    case "digit":
      if (!(rest % 100 >= 20 && rest % 10 === 0 && run.last.role === "ten") && rest % 100 !== 0)
        return false;
      if (rest === 0 && run.thousands === 0) return false;
      run.rest += word.value;
      break;
    case "teen":
    case "ten":
    case "pair":
      if (rest % 100 !== 0 || rest + run.thousands === 0) return false;
      run.rest += word.value;
      break;
    case "hundred":
    case "hundreds":
      if (rest > 9 || rest < 1) return false;
      run.rest = rest * 100;
      break;
    case "thousand":
      if (run.thousands > 0) return false;
      run.thousands = rest * 1000;
      run.rest = 0;
      break;
  }
  run.end = end;
  run.last = word;
  run.isOne = false;
  return true;
}

function measure(word: string, words: ReadonlyMap<string, NumberWord>): string | undefined {
  const parts = MEASURE.exec(word);
  if (parts === null) return undefined;
  const [, before = "", ending = ""] = parts;
  const value = BEFORE_MEASURE[before] ?? words.get(before)?.value;
  return value === undefined ? undefined : `${value} ${MEASURE_UNITS[ending]}`;
}
