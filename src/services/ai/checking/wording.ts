import type { Locale } from "../../../messages/locale.ts";
import type { Violation, ViolationKind } from "./violation.ts";

/** Answers are plain text, because some clients insert them as HTML. */
const MARKUP =
  /[<>{}`|\\]|&#?\w+;|\*\*|__|\p{L}_\p{L}|^#{1,6} |^\s*[*-] |\]\(|https?:|www\.|\/\/|":|^\s*\[|\$\{|\b(?:system|assistant|user)\s*:/imu;

/** Control, bidirectional and invisible characters, lone surrogates, private use, and the replacement character. */
const CHARACTERS = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u{FFFD}]/u;
const CHARACTERS_BUT_BREAKS = /[\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u{FFFD}]|(?!\n)\p{Cc}/u;
/** Letters of other scripts, and digits other than 0 to 9. */
const FOREIGN = /[\p{L}--\p{Script=Latin}]|[\p{N}--[0-9]]/v;

const LEAK =
  /system prompt|language model|\bas an ai\b|ignore (?:all |the |any )?(?:previous|above)|my instructions|these instructions|syst[eé]mov\p{L}+ (?:prompt|pokyn)|jazykov\p{L}+ model|jako (?:um[ěe]l[áa] inteligence|ai\b)|ignoruj\p{L}* p[řr]edchoz|moje (?:pokyny|instrukce)/iu;

/** Headings of data in a prompt; in lower case they are ordinary words. */
const PROMPT_HEADINGS = /\b(?:FACTS|NOTES)\b/;

const CLINICAL: Readonly<Record<Locale, RegExp>> = {
  en: /(?<!\p{L})(?:burn(?:t|ed)?[ -]?outs?|burning out|syndrome?s?|depress\p{L}*|anxi\p{L}*|disorders?|diagnos\p{L}*|therap\p{L}*|medic(?:al|ation|ations|ine|ines)|adhd|insomni\p{L}*|patholog\p{L}*|symptoms?|clinical\p{L}*|psychiatr\p{L}*|psycholog\p{L}*|antidepress\p{L}*|illness\p{L}*|diseases?|patholog\p{L}*|trauma\p{L}*|doctors?|panic attacks?|chronic\p{L}*|exhaustion)(?!\p{L})/iu,
  cs: /(?<!\p{L})(?:vyhoř\p{L}*|vyhoret\p{L}*|syndrom\p{L}*|depres\p{L}*|úzkost\p{L}*|poruch\p{L}*|diagnó\p{L}*|diagnost\p{L}*|terapi\p{L}*|terapeut\p{L}*|lék(?:y|ů|ům|em|ař\p{L}*)|léčb\p{L}*|léči\p{L}*|adhd|nespavost\p{L}*|příznak\p{L}*|symptom\p{L}*|psychiatr\p{L}*|psycholog\p{L}*|antidepres\p{L}*|nemoc\p{L}*|chorob\p{L}*|klinick\p{L}*|trauma\p{L}*|chronick\p{L}*|vyčerpání)(?!\p{L})/iu,
};

const CAUSE: Readonly<Record<Locale, RegExp>> = {
  en: /(?<!\p{L})(?:because of|due to|owing to|caus(?:e|es|ed|ing)(?: by)?|leads? to|led to|results? (?:in|from)|resulted in|as a result|makes you(?:r)?|is why|thanks to|triggers?|triggered by|stems? from)(?!\p{L})/iu,
  cs: /(?<!\p{L})(?:způsobuj\p{L}*|způsobi\p{L}*|způsobí|způsoben\p{L}*|kvůli|v důsledku|důsledk\p{L}*|ved(?:e|ou|lo|la) k|zapříči\p{L}*|příčin\p{L}*|má za následek|následk\p{L}*|vinou|díky)(?!\p{L})/iu,
};

/** Checks for wording that is never allowed, whatever the facts. */
export function checkWording(
  text: string,
  locale: Locale,
  { allowsBreaks }: { readonly allowsBreaks: boolean },
): Violation[] {
  const violations: Violation[] = [];
  const refuse = (kind: ViolationKind, pattern: RegExp) => {
    const found = pattern.exec(text);
    if (found !== null) violations.push({ kind, found: found[0] });
  };
  refuse("characters", allowsBreaks ? CHARACTERS_BUT_BREAKS : CHARACTERS);
  refuse("characters", FOREIGN);
  refuse("markup", MARKUP);
  refuse("leak", LEAK);
  refuse("leak", PROMPT_HEADINGS);
  refuse("clinical", CLINICAL[locale]);
  refuse("cause", CAUSE[locale]);
  return violations;
}
