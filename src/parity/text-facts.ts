/** Of the commonest words of either language those that the other does not have. */
const CZECH =
  /\b(je|jsou|se|na|pro|ve|si|nebo|podle|den|dne|dni|pri|bez|zatim|dnes|vice|mate|data|sezeni|hodin[ay]?)\b/giu;
const ENGLISH = /\b(the|is|are|of|and|for|with|your|you|than|not|at|in|this|have|has)\b/giu;
const CZECH_LETTERS = /[ěščřžýáíéúůďťňó]/iu;

/** The language that a sentence is in; undefined when it is too short to tell. */
export function languageOf(text: string): "cs" | "en" | undefined {
  if (CZECH_LETTERS.test(text)) return "cs";
  const czech = text.match(CZECH)?.length ?? 0;
  const english = text.match(ENGLISH)?.length ?? 0;
  if (czech === english) return undefined;
  return czech > english ? "cs" : "en";
}

/** The numbers that a sentence states, with a decimal comma or point. */
export function numbersIn(text: string): number[] {
  return [...text.matchAll(/(?<![\p{L}\d])\d+(?:[.,]\d+)?/gu)].map(([found]) =>
    Number(found.replace(",", ".")),
  );
}
