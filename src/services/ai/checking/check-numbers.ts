import type { Locale } from "../../../messages/locale.ts";
import type { Figure } from "../text-request.ts";
import { findMentions, type Mention, mayBeClock } from "./mentions.ts";
import { supports } from "./supports.ts";
import type { Violation } from "./violation.ts";
import { wordsToDigits } from "./words-to-digits.ts";

/** Multiples and fractions, which only a figure of kind ratio can support. */
const RATIOS: Readonly<Record<Locale, RegExp>> = {
  en: /(?<!\p{L})(?:twice|thrice|half|halves|halved|a third|thirds?(?= of)|two-thirds|(?:a |three )?quarters?|a? ?dozens?|doubled?|doubling|tripled?|triple|quadrupled?|hundreds|thousands|millions?|tenfold|\p{L}+fold)(?!\p{L})/gu,
  cs: /(?<!\p{L})(?:\p{L}+krát|polovin\p{L}*|polovič\p{L}*|půl\p{L}*|třetin\p{L}*|čtvrtin\p{L}*|pětin\p{L}*|desetin\p{L}*|tucet|tuct\p{L}*|\p{L}+násob\p{L}*|stovk\p{L}*|stovek|desítk\p{L}*|desítek|milion\p{L}*|milión\p{L}*|čtvrthodin\p{L}*)(?!\p{L})/gu,
};

/** Words that end like multiples but are none. */
const NO_RATIO = new Set([
  "tentokrát",
  "nejednou",
  "mnohokrát",
  "několikrát",
  "dvojkrát",
  "manifold",
]);

/** "half an hour" is 30 minutes. */
const HALF_HOURS: Readonly<Record<Locale, readonly (readonly [RegExp, string])[]>> = {
  en: [
    [/(?<!\p{L})(?:half an|a half) hour(?!\p{L})/giu, "30 minutes"],
    [/(?<!\p{L})(?:a )?quarter of an hour(?!\p{L})/giu, "15 minutes"],
    [/(?<!\p{L})an hour(?!\p{L})/giu, "60 minutes"],
  ],
  cs: [
    [/(?<!\p{L})půl ?hodin(?:y|a|u|ou)?(?:ov\p{L}+)?(?!\p{L})/giu, "30 minut"],
    [/(?<!\p{L})čtvrt ?hodin(?:y|a|u|ou)?(?!\p{L})/giu, "15 minut"],
    [/(?<!\p{L})na hodinu(?!\p{L})/giu, "na 60 minut"],
    [/(?<!\p{L})hodinu (?=pauz|přestáv|odpoč|volna|práce)/giu, "60 minut "],
  ],
};

const HOUR = /hour|hodin/i;

const ROMAN =
  /(?<![\p{L}\d])(?=[MDCLXVI]{2,}(?![\p{L}\d]))M*(?:C[MD]|D?C*)(?:X[CL]|L?X*)(?:I[XV]|V?I*)(?![\p{L}\d])/u;
/** Cheap filter: few texts need the full expression for Roman numerals. */
const ROMAN_DIGITS = /[MDCLXVI]{2}/;
const FOREIGN_DIGIT = /[[\p{N}--[0-9]]💯🔟\u{20E3}\u{1F550}-\u{1F567}]/v;

/** Finds numbers in a text, in digits or words, that no figure supports. */
export function checkNumbers(
  text: string,
  figures: readonly Figure[],
  locale: Locale,
): Violation[] {
  const foreign = FOREIGN_DIGIT.exec(text) ?? (ROMAN_DIGITS.test(text) ? ROMAN.exec(text) : null);
  if (foreign !== null) return [{ kind: "number", found: foreign[0] }];
  const violations: Violation[] = [];
  const { lower, mentions } = read(text, locale);
  for (const { mention, isClock, found } of mentions) {
    if (!figures.some((figure) => supports(figure, mention, isClock))) {
      violations.push({ kind: "number", found });
    }
  }
  for (const [ratio] of lower.matchAll(RATIOS[locale])) {
    if (NO_RATIO.has(ratio) || figures.some(({ kind }) => kind === "ratio")) continue;
    violations.push({ kind: "number", found: ratio });
  }
  return violations;
}

export interface ReadMention {
  readonly mention: Mention;
  /** Whether a number without a unit may be an hour here. */
  readonly isClock: boolean;
  readonly found: string;
}

/** All numbers that a text states, in digits or words. */
export function readMentions(text: string, locale: Locale): readonly ReadMention[] {
  return read(
    text
      .normalize("NFKC")
      .replaceAll(/\p{Zs}/gu, " ")
      .replaceAll(/[–—−]/g, "-"),
    locale,
  ).mentions;
}

function read(text: string, locale: Locale) {
  let original = text;
  if (HOUR.test(text)) {
    for (const [pattern, digits] of HALF_HOURS[locale]) {
      original = original.replace(pattern, digits);
    }
  }
  original = wordsToDigits(original, locale);
  const lower = original.toLowerCase();
  const found = /\d/.test(lower) ? findMentions(lower, original, locale) : [];
  const mentions = found.map(
    (mention): ReadMention => ({
      mention,
      isClock: mayBeClock(mention, lower),
      found: original.slice(mention.start, mention.end),
    }),
  );
  return { lower, mentions };
}
