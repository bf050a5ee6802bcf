/**
 * Lower bound over languages: Czech has the fewest characters per token, English about four. It gives a safe upper
 * bound of the number of tokens.
 */
const CHARACTERS_PER_TOKEN = 2.5;

export function estimateTokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}
