/**
 * Czech and English inflectional endings without diacritics, longest first. The remaining stem is not a dictionary
 * form; it only has to be equal for all forms of a word.
 *
 * @see Savoy, Light stemming approaches for the French, Portuguese, German and Hungarian languages (2006)
 * @see Dolamic & Savoy, Indexing and stemming approaches for the Czech language (2009); both remove case endings and
 *   leave derivation mostly alone
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

/** Shorter stems would conflate unrelated words. */
const MIN_STEM = 4;
/** Words up to this length are not stemmed. */
const MAX_SHORT_WORD = 4;

/**
 * Removes a word's inflection.
 *
 * @param word lower-case letters without diacritics, as returned by `foldedWords`
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
