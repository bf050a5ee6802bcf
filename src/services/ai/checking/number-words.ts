import type { Locale } from "../../../messages/locale.ts";

/**
 * `one` counts only before a unit: "one thing at a time" is no figure. A `hundred` multiplies the number before it.
 * `hundreds` are forms that occur only after a number.
 */
type Role = "one" | "digit" | "teen" | "ten" | "pair" | "hundred" | "hundreds" | "thousand";

export interface NumberWord {
  readonly role: Role;
  readonly value: number;
}

const EN_DIGITS = "zero one two three four five six seven eight nine".split(" ");
const EN_TEENS =
  "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
const EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** All grammatical cases of 0 to 9. */
const CS_DIGITS = [
  "nula nuly nule nulu nulou",
  "jeden jedna jedno jednoho jedné jednomu jednu jednom jedním jednou",
  "dva dvě dvou dvěma",
  "tři tří třem třech třemi",
  "čtyři čtyř čtyřem čtyřech čtyřmi",
  "pět pěti",
  "šest šesti",
  "sedm sedmi",
  "osm osmi",
  "devět devíti",
].map((forms) => forms.split(" "));
const CS_TEENS = [
  "deset deseti desíti",
  "jedenáct jedenácti",
  "dvanáct dvanácti",
  "třináct třinácti",
  "čtrnáct čtrnácti",
  "patnáct patnácti",
  "šestnáct šestnácti",
  "sedmnáct sedmnácti",
  "osmnáct osmnácti",
  "devatenáct devatenácti",
].map((forms) => forms.split(" "));
const CS_TENS = "dvacet třicet čtyřicet padesát šedesát sedmdesát osmdesát devadesát".split(" ");
/** Forms before `a` in "pětadvacet". */
const CS_BEFORE_A = [
  ["jeden", "jedn"],
  ["dva", "dv"],
  ["tři"],
  ["čtyři"],
  ["pět"],
  ["šest"],
  ["sedm"],
  ["osm"],
  ["devět"],
];

export const NUMBER_WORDS: Readonly<Record<Locale, ReadonlyMap<string, NumberWord>>> = {
  en: englishWords(),
  cs: czechWords(),
};

function englishWords(): Map<string, NumberWord> {
  const words = new Map<string, NumberWord>();
  EN_DIGITS.forEach((word, value) => {
    words.set(word, { role: value === 1 ? "one" : "digit", value });
  });
  EN_TEENS.forEach((word, index) => {
    words.set(word, { role: "teen", value: 10 + index });
  });
  EN_TENS.forEach((word, index) => {
    words.set(word, { role: "ten", value: 20 + 10 * index });
  });
  words.set("hundred", { role: "hundred", value: 100 });
  words.set("thousand", { role: "thousand", value: 1000 });
  return words;
}

function czechWords(): Map<string, NumberWord> {
  const words = new Map<string, NumberWord>();
  CS_DIGITS.forEach((forms, value) => {
    for (const form of forms) words.set(form, { role: value === 1 ? "one" : "digit", value });
  });
  CS_TEENS.forEach((forms, index) => {
    for (const form of forms) words.set(form, { role: "teen", value: 10 + index });
  });
  CS_TENS.forEach((ten, index) => {
    const value = 20 + 10 * index;
    for (const end of ["", "i"]) {
      words.set(ten + end, { role: "ten", value });
      addPairs(words, ten, end, value);
    }
  });
  words.set("sto", { role: "hundred", value: 100 });
  words.set("stem", { role: "hundred", value: 100 });
  for (const form of ["sta", "stu", "stě", "set", "stům", "stech", "sty"]) {
    words.set(form, { role: "hundreds", value: 100 });
  }
  for (const form of ["tisíc", "tisíce", "tisíci", "tisícům", "tisících"]) {
    words.set(form, { role: "thousand", value: 1000 });
  }
  return words;
}

/** "pětadvacet" and "dvacetpět", in all their cases. */
function addPairs(words: Map<string, NumberWord>, ten: string, end: string, tens: number): void {
  CS_BEFORE_A.forEach((stems, index) => {
    const pair: NumberWord = { role: "pair", value: tens + index + 1 };
    for (const stem of stems) words.set(`${stem}a${ten}${end}`, pair);
    if (stems.includes("dva")) words.set(`dvaa${ten}${end}`, pair);
    for (const form of CS_DIGITS[index + 1] ?? []) words.set(ten + end + form, pair);
  });
}
