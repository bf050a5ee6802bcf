/**
 * Endings that Czech and English words take when they are inflected, on words without diacritics, longest first. What is
 * left is no dictionary form; it only has to be the same for the forms of one word.
 *
 * Modelled on the light stemmers of Savoy, "Light stemming approaches for the French, Portuguese, German and Hungarian
 * languages" (2006), and Dolamic & Savoy, "Indexing and stemming approaches for the Czech language" (2009), which remove
 * case endings and leave derivation mostly alone.
 */
const ENDINGS = [
  ..."ovanimi ovaneho ovanych ovanemu".split(" "),
  ..."ovanim ovanou ovavat ations izing ising iness ingly".split(" "),
  ..."ovani ovana ovane ovany ostech ostmi osti ation ments ement ovych ovymi ovemu oveho".split(
    " ",
  ),
  ..."ovat ovou ovym ovem ovim ment ness able ible ings ying tion enim eni ani aci ych ymi eho emu".split(
    " ",
  ),
  ..."ost ami emi imi ach ech ich ing ies ied ers ous ove ovi uje uji".split(" "),
  ..."ed er es ou ym im em um am ho mi".split(" "),
  ..."s a e i o u y".split(" "),
].sort((one, other) => other.length - one.length);

/** Shorter stems would join words that have nothing in common. */
const MIN_STEM = 4;
/** Words up to this length stay as they are. */
const MAX_SHORT_WORD = 4;

/**
 * A word without its inflection.
 *
 * @param word lower-case letters without diacritics, as `foldedWords` gives them
 */
export function lightStem(word: string): string {
  if (word.length <= MAX_SHORT_WORD || /\d/.test(word)) return word;
  for (const ending of ENDINGS) {
    if (word.length - ending.length >= MIN_STEM && word.endsWith(ending)) {
      return word.slice(0, word.length - ending.length);
    }
  }
  return word;
}
