import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Locale } from "../../../../../src/messages/locale.ts";
import { checkText } from "../../../../../src/services/ai/checking/check-text.ts";
import { NUMBER_WORDS } from "../../../../../src/services/ai/checking/number-words.ts";
import { wordsToDigits } from "../../../../../src/services/ai/checking/words-to-digits.ts";
import { figure, textRequestOf } from "./text-request-of.ts";

const FIGURES = [
  figure("sessions", 4),
  figure("sessions", 6),
  figure("sessions", 11),
  figure("sessions", 21),
  figure("percent", 72.5),
  figure("points", -10),
  figure("duration", 154),
  figure("duration", 52),
  figure("days", 3),
  figure("time", 9 * 60),
  // 2026-11-28.
  figure("date", 20_785),
];

const RIGHT: Readonly<Record<Locale, readonly string[]>> = {
  en: [
    "Sessions: 4–6.",
    "One thing at a time.",
    "Four sessions, 72.5% on average.",
    "Between 4 and 6 sessions.",
    "On November 28th you did 4 sessions",
    "on 28 November",
    "10 points lower",
    "2 h 34 min",
    "154 minutes",
    "start at 9 a.m.",
    "start at nine",
    "a 52-minute block",
    "2.6 hours",
    "4 of 6 sessions",
    "3 days in a row",
    "Twenty-one sessions",
    "You have 4; that may be enough.",
    "seventy-three percent",
    "73 per cent",
    "four completed sessions",
  ],
  cs: [
    "Po čtyřech sezeních si odpočiňte.",
    "Jednadvacet sezení",
    "52minutový blok v 9:00",
    "Začněte v 9 hodin.",
    "Řada má tři dny.",
    "Dělejte jednu věc po druhé.",
    "Máte 4. Pak si odpočiňte.",
    "mezi 4 a 6 sezeními",
    "28. listopadu",
    "28. 11. 2026 máte 4 sezení",
    "o deset bodů níž",
    "73 %",
    "72,5 % a 4 sezení",
    "Soustředění 2 h 34 min.",
    "padesátidvouminutový",
    "začněte v devět hodin",
    "4 ze 6 sezení",
    "třídenní řada",
    "padesát dva minut",
    "dvaapadesát minut",
    "tři dny po sobě",
    "4 dokončená sezení",
  ],
};

const WRONG: Readonly<Record<Locale, readonly string[]>> = {
  en: [
    "Take half of your sessions",
    "72,5 %",
    "twice",
    "5 sessions",
    "IV sessions",
    "4 minutes",
    "28 October",
    "November 28, 2025",
    "four hundred sessions",
    "9:30",
    "9 pm",
    "4 years",
    "a dozen sessions",
    "+100%",
    "3x better",
    "4/5",
    "-4 sessions",
    "an hour",
    "in 2019",
    "6 days off",
    "1,250 sessions",
    "４5 sessions",
  ],
  cs: [
    "Máte 72,5 sezení.",
    "Dejte si 6 dnů volna.",
    "Třikrát lepší.",
    "Polovina sezení.",
    "Jedno sezení.",
    "1.250 sezení",
    "Top 1 %.",
    "Od roku 2019",
    "٤ sezení",
    "čtyři sta",
    "Soustředění 2 h 57 min.",
    "za 9 hodin",
    "29. listopadu",
    "72.5 %",
    "dvanáct sezení",
    "čtyřminutový blok",
    "půl hodiny",
    "11. sezení",
  ],
};

for (const locale of ["en", "cs"] as const) {
  describe(`numbers in ${locale}`, () => {
    const request = textRequestOf(locale, FIGURES);
    const numbersIn = (text: string) =>
      checkText(request, "text", text).filter(({ kind }) => kind === "number");

    for (const text of RIGHT[locale]) {
      test(`"${text}" says nothing but figures`, () => {
        assert.deepEqual(numbersIn(text), []);
      });
    }
    for (const text of WRONG[locale]) {
      test(`"${text}" says what no figure supports`, () => {
        assert.notDeepEqual(numbersIn(text), []);
      });
    }
  });
}

test("a figure of another member supports nothing", () => {
  const other = { ...figure("sessions", 4), member: ["other"] };
  const request = textRequestOf("en", [other]);
  assert.equal(checkText(request, "text", "You did 4 sessions.")[0]?.kind, "number");
});

test("every English number from 0 to 999 is read back", () => {
  for (let value = 0; value <= 999; value++) {
    for (const words of [english(value), english(value).replace(" and ", " ")]) {
      assert.equal(wordsToDigits(`${words} sessions`, "en"), `${value} sessions`);
    }
  }
});

test("every Czech number from 0 to 999 is read back in every case, joined and inverted too", () => {
  for (let value = 0; value <= 999; value++) {
    for (const words of czech(value)) {
      assert.equal(wordsToDigits(`${words} sezení`, "cs"), `${value} sezení`, words);
    }
  }
});

const DIGITS = "zero one two three four five six seven eight nine".split(" ");
const TEENS =
  "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
const TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

function english(value: number): string {
  if (value < 10) return DIGITS[value] ?? "";
  if (value < 20) return TEENS[value - 10] ?? "";
  if (value < 100) {
    const tens = TENS[Math.floor(value / 10)] ?? "";
    return value % 10 === 0 ? tens : `${tens}-${DIGITS[value % 10]}`;
  }
  const hundreds = `${DIGITS[Math.floor(value / 100)]} hundred`;
  return value % 100 === 0 ? hundreds : `${hundreds} and ${english(value % 100)}`;
}

/** All words of the table with a value below 100, and with the hundreds that fit their case. */
function czech(value: number): string[] {
  const below = (rest: number) =>
    [...NUMBER_WORDS.cs].filter(([, word]) => word.role !== "hundreds" && word.value === rest);
  if (value < 100) {
    const one = below(value).map(([form]) => form);
    if (value < 20 || value % 10 === 0) return one;
    const tens = below(value - (value % 10)).map(([form]) => form);
    const digits = below(value % 10).map(([form]) => form);
    return [...one, ...tens.flatMap((ten) => digits.map((digit) => `${ten} ${digit}`))];
  }
  const count = Math.floor(value / 100);
  const hundreds =
    count === 1
      ? ["sto"]
      : below(count).flatMap(([form]) =>
          ["stě", "sta", "set", "stům", "stech", "sty"].map((end) => `${form} ${end}`),
        );
  const rest = value % 100;
  const tails = rest === 0 ? [""] : czech(rest).map((words) => ` ${words}`);
  // All hundreds with one tail, and one of the hundreds with all tails.
  return [
    ...hundreds.map((words) => words + (tails[0] ?? "")),
    ...tails.map((tail) => (hundreds[0] ?? "") + tail),
  ];
}
