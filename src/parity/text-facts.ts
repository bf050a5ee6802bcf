/** The most frequent words of either language that do not occur in the other. */
const CZECH =
  /\b(je|jsou|se|na|pro|ve|si|nebo|podle|den|dne|dni|pri|bez|zatim|dnes|vice|mate|data|sezeni|hodin[ay]?)\b/giu;
const ENGLISH = /\b(the|is|are|of|and|for|with|your|you|than|not|at|in|this|have|has)\b/giu;
const CZECH_LETTERS = /[ěščřžýáíéúůďťňó]/iu;

/** Language of a sentence; `undefined` when it is too short to detect. */
export function languageOf(text: string): "cs" | "en" | undefined {
  if (CZECH_LETTERS.test(text)) return "cs";
  const czech = text.match(CZECH)?.length ?? 0;
  const english = text.match(ENGLISH)?.length ?? 0;
  if (czech === english) return undefined;
  return czech > english ? "cs" : "en";
}

/** Numbers stated in a sentence, with a decimal comma or point. */
export function numbersIn(text: string): number[] {
  return [...text.matchAll(/(?<![\p{L}\d])\d+(?:[.,]\d+)?/gu)].map(([found]) =>
    Number(found.replace(",", ".")),
  );
}
