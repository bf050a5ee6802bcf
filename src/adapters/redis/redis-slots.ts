/** A cluster parts all keys among its nodes by these. */
export const SLOTS = 16_384;

/** What of a key decides on its slot: the text in the first pair of braces, when there is any. */
export function slotName(key: string): string {
  return /^[^{]*\{([^}]+)\}/.exec(key)?.[1] ?? key;
}

/**
 * The slot of a key: CRC-16 of its name, polynomial 0x1021, starting at 0 (XMODEM).
 *
 * @see Redis Cluster specification, "Key distribution model"
 */
export function slotOf(key: string): number {
  let crc = 0;
  for (const byte of Buffer.from(slotName(key))) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
    }
    crc &= 0xffff;
  }
  return crc % SLOTS;
}
