/** Letters of Czech, Slovak and Polish in Windows-1250 at positions of rare characters in Windows-1252. */
const CENTRAL_EUROPEAN = new Set([
  0x8a, 0x8d, 0x8e, 0x9a, 0x9d, 0x9e, 0xec, 0xf8, 0xf9, 0xb9, 0xb3,
]);
/** ä ö ü ß ñ: the same in both code pages, and far more frequent in Western languages. */
const WESTERN = new Set([0xe4, 0xf6, 0xfc, 0xdf, 0xf1]);

/** Name of the probable encoding of bytes that are not UTF-8, for an error message. */
export function likelyEncoding(bytes: Uint8Array): string {
  const isCentral = bytes.some((byte) => CENTRAL_EUROPEAN.has(byte));
  const isWestern = bytes.some((byte) => WESTERN.has(byte));
  return isCentral && !isWestern ? "Windows-1250" : "Windows-1252";
}
