/** On the heap 1.2 to 2 bytes for each character of its JSON were measured; its bytes as an answer are kept beside it. */
const BYTES_PER_CHARACTER = 2.6;

/** Its key, and its place in a map. */
const BESIDE_BYTES = 200;

/** About what a value takes that is remembered. */
export function rememberedBytes(value: object): number {
  return Math.ceil(BESIDE_BYTES + BYTES_PER_CHARACTER * JSON.stringify(value).length);
}
