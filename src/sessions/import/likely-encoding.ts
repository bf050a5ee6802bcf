/** Letters of Czech, Slovak and Polish in Windows-1250 at positions of rare characters in Windows-1252. */
const CENTRAL_EUROPEAN = new Set([
  0x8a, 0x8d, 0x8e, 0x9a, 0x9d, 0x9e, 0xb3, 0xb9, 0xc8, 0xd8, 0xec, 0xf8, 0xf9,
]);
/** ä ö ü ß ñ å æ: the same or absent in Windows-1250, and far more frequent in Western languages. */
const WESTERN = new Set([0xdf, 0xe4, 0xe5, 0xe6, 0xf1, 0xf6, 0xfc]);
/** First non-ASCII byte. */
const HIGH = 0x80;
/** Latin text rarely has so many letters with accents in a row; Cyrillic and Japanese words are longer. */
const RUN = 3;

/** Name of the probable encoding of bytes that are not UTF-8, for an error message. */
export function likelyEncoding(bytes: Uint8Array): string {
  if (hasRun(bytes)) return ofOtherScript(bytes);
  const isCentral = bytes.some((byte) => CENTRAL_EUROPEAN.has(byte));
  const isWestern = bytes.some((byte) => WESTERN.has(byte));
  return isCentral && !isWestern ? "Windows-1250" : "Windows-1252";
}

function hasRun(bytes: Uint8Array): boolean {
  let length = 0;
  return bytes.some((byte) => {
    length = byte >= HIGH ? length + 1 : 0;
    return length >= RUN;
  });
}

/** Encodings of other scripts, each with the characters that its text has when it is decoded rightly. */
const OTHER_SCRIPTS = [
  ["windows-1251", "Windows-1251", /^(?:\p{Lu}?\p{Ll}+)$/u],
  ["koi8-r", "KOI8-R", /^(?:\p{Lu}?\p{Ll}+)$/u],
  ["shift_jis", "Shift JIS", /^[\u3040-\u30ff\p{sc=Han}]+$/u],
  ["gb18030", "GB 18030", /^\p{sc=Han}+$/u],
] as const;

function ofOtherScript(bytes: Uint8Array): string {
  const scores = OTHER_SCRIPTS.map(([label, name, words]) => {
    const text = new TextDecoder(label).decode(bytes);
    const found = text.match(/[^\p{ASCII}]+/gu) ?? [];
    return { name, share: found.filter((word) => words.test(word)).length / found.length };
  });
  return scores.reduce((best, next) => (next.share > best.share ? next : best)).name;
}
