/** Czech needs most; English about four. Bounds the number of tokens from above well enough. */
const CHARACTERS_PER_TOKEN = 2.5;

export function estimateTokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}
