import type { Locale } from "../../../messages/locale.ts";
import { isoWeekday } from "../../../time/calendar.ts";
import type { Figure } from "../text-request.ts";
import type { Violation } from "./violation.ts";

/** Names of the presets in every language, and Czech names that no button has. */
const PRESET_NAME =
  /(?<!\p{L})(?:Deep Work|Quick Tasks|Flow Mode)(?!\p{L})|(?<!\p{L})(?:hlubok(?:á|é|ou) prác(?:e|i|í)|rychl(?:é|ých|ými) úkol(?:y|ů)|plynul(?:ý|ého|ému|ým) režim\p{L}*)(?!\p{L})/giu;
/** "Learning" is also an ordinary word. It is a name only next to the kind it names. */
const NAMED =
  /(?<!\p{L})(?:preset|předvolb\p{L}+|category|categories|theme|kategori\p{L}+|téma\p{L}*|tématu)(?: is| je|:)? (\p{Lu}[\p{L}\d.+#-]*(?: \p{Lu}[\p{L}\d.+#-]*)*)/gu;
const QUOTED = /[„“”"«»‚‘‹›]([^„“”"«»‚‘‹›]{2,})[“”"«»‘‹›]/gu;
const CAPITAL = /(?<=[\p{Ll}\d,;)…%–-] )\p{Lu}[\p{L}\d+#]*/gu;

/** Capitalised words that are not anybody's own names. */
const USUAL_CAPITALS =
  /^(?:I|XP|OK|Pomodoro|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|March|April|May|June|July|August|September|October|November|December|V[yáa]š?\p{Ll}*|Vám\p{Ll}*|Va[šs]\p{Ll}*)$/u;

const WEEKDAYS: Readonly<Record<Locale, readonly RegExp[]>> = {
  en: ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"].map(
    (stem) => new RegExp(`(?<!\\p{L})${stem}days?(?!\\p{L})`, "iu"),
  ),
  cs: [
    "pondělí\\p{L}*|pondělk\\p{L}*|pondělní\\p{L}*",
    "úterý\\p{L}*|úterk\\p{L}*|úterní\\p{L}*|úterek",
    "střed(?:a|y|u|ě|ou|ách|ám|ami)|středeční\\p{L}*",
    "čtvrt(?:ek|ku|kem|ky|cích|kům)|čtvrteční\\p{L}*",
    "pát(?:ek|ku|kem|ky|cích|kům)|páteční\\p{L}*",
    "sobot\\p{L}*",
    "neděl\\p{L}*",
  ].map((forms) => new RegExp(`(?<!\\p{L})(?:${forms})(?!\\p{L})`, "iu")),
};
const ANY_WEEKDAY = /day|pond|úter|stře|čtvr|pát|sobo|neděl/i;

export interface SayableWords {
  /** All allowed names, in lower case. */
  readonly names: readonly string[];
  /** All words of these names and of the template, in lower case. */
  readonly words: ReadonlySet<string>;
  readonly unsayable: RegExp | undefined;
  readonly figures: readonly Figure[];
  readonly template: string;
}

/** Finds names that are not allowed, and weekdays that neither a figure nor the template mentions. */
export function checkNames(text: string, sayable: SayableWords, locale: Locale): Violation[] {
  const violations: Violation[] = [];
  const refuse = (found: string) => violations.push({ kind: "name", found });
  const isName = (name: string) => {
    const lower = name.toLowerCase();
    return sayable.names.some((one) => one === lower || one.includes(lower));
  };
  for (const [preset] of text.matchAll(PRESET_NAME)) if (!isName(preset)) refuse(preset);
  for (const [, written = ""] of text.matchAll(NAMED)) {
    const name = written.replace(/\.$/, "");
    const [first = ""] = name.toLowerCase().split(" ");
    if (!isName(name) && !sayable.words.has(first)) refuse(name);
  }
  for (const [, name = ""] of text.matchAll(QUOTED)) if (!isName(name)) refuse(name);
  for (const [word] of text.matchAll(CAPITAL)) {
    if (!USUAL_CAPITALS.test(word) && !sayable.words.has(word.toLowerCase())) refuse(word);
  }
  const unsayable = sayable.unsayable?.exec(text);
  if (unsayable && !isName(unsayable[0]) && !sayable.template.includes(unsayable[0]))
    refuse(unsayable[0]);
  if (ANY_WEEKDAY.test(text)) checkWeekdays(text, sayable, locale, refuse);
  return violations;
}

function checkWeekdays(
  text: string,
  { figures, template }: SayableWords,
  locale: Locale,
  refuse: (found: string) => void,
): void {
  WEEKDAYS[locale].forEach((pattern, index) => {
    const found = pattern.exec(text);
    if (found === null || pattern.test(template)) return;
    const isDated = figures.some(
      ({ kind, value }) => kind === "date" && isoWeekday(value) === index + 1,
    );
    if (!isDated) refuse(found[0]);
  });
}
