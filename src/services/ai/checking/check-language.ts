import type { Locale } from "../../../messages/locale.ts";
import type { Violation } from "./violation.ts";

/** Frequent words that do not occur in the other languages of this list. */
const STOP_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words(
    "the and of is are was were your you with for than from that this have has had by it be will more most at on in an not no one or about what when which today yesterday tomorrow session sessions if so there their them then they his her its can could may would should our we out up but all any each week day rated",
  ),
  cs: words(
    "v ve k ke z nad pod mezi vaší svou své svůj které něco nic " +
      "je jsou byl byla bylo byly se na za pro než ale nebo jako ze si vás vám vaše vašich vaším váš dnes včera zítra sezení které který která že už ještě není jen také při před po od podle víc více méně dne den dny týden týdnu může můžete máte bude budou by bylo kdy kde co jak tak aby když ve hodnocení zatím ani této tento tato toto tuto",
  ),
  sk: words(
    "sú alebo ale iba pretože vaše dnes včera zajtra nie ste máte ktoré ktorý ešte než keď aby ako",
  ),
  pl: words(
    "jest są nie się że dla jako lub twoje dzisiaj wczoraj jutro który które sesja sesji przez oraz ale",
  ),
  de: words(
    "der die das und ist sind sie nicht mit ein eine für auf heute gestern morgen ihre ihr haben wird sitzung sitzungen",
  ),
  fr: words(
    "le la les et est sont vous avec pour une un des vos votre aujourd hier demain dans que qui séance séances",
  ),
  es: words(
    "el la los las es son con para una un sus su hoy ayer mañana que sesiones sesión usted más por del",
  ),
};

/** Languages whose list contains a word. */
const LANGUAGES_OF = new Map<string, string[]>();
for (const [language, stop] of Object.entries(STOP_WORDS)) {
  for (const word of stop) {
    const languages = LANGUAGES_OF.get(word) ?? [];
    languages.push(language);
    LANGUAGES_OF.set(word, languages);
  }
}

const WORD = /\p{L}+/gu;
const CZECH_LETTER = /[ěščřžůďťň]/;
const CZECH_DIACRITICS = /[áéíóúýěščřžůďťň]/;
/** A shorter text is not checked for its language. */
const MIN_JUDGED_WORDS = 4;
/** From this many words on, a sentence must contain some of its language's frequent words. */
const MIN_OWN_WORDS_FROM = 9;
/** From this many words on, a Czech sentence must contain letters with diacritics. */
const MIN_DIACRITICS_FROM = 9;

/** @param text in lower case, with the person's own names blanked out */
export function checkLanguage(text: string, locale: Locale): Violation[] {
  const found = text.match(WORD) ?? [];
  if (locale === "en") {
    const czech = found.filter((word) => CZECH_LETTER.test(word));
    if (czech.length > 0) return [{ kind: "language", found: czech[0] ?? "" }];
  }
  if (found.length < MIN_JUDGED_WORDS) return [];
  const counts = countStopWords(found);
  const own = counts.get(locale) ?? 0;
  for (const [language, count] of counts) {
    if (language !== locale && count > own) return [{ kind: "language", found: language }];
  }
  if (own === 0 && found.length >= MIN_OWN_WORDS_FROM) return [{ kind: "language", found: "" }];
  if (locale === "cs" && found.length >= MIN_DIACRITICS_FROM && !CZECH_DIACRITICS.test(text)) {
    return [{ kind: "language", found: "" }];
  }
  return [];
}

function countStopWords(found: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of found) {
    for (const language of LANGUAGES_OF.get(word) ?? []) {
      counts.set(language, (counts.get(language) ?? 0) + 1);
    }
  }
  return counts;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}
