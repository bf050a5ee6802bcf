/**
 * The first byte of a value. Below `NULL` it is the value itself, a small whole number; from `SHAPE` on it is an object whose
 * keys are known, and the number of that list of keys.
 */
export const TAG = {
  NULL: 0x40,
  FALSE: 0x41,
  TRUE: 0x42,
  /** Eight bytes, little-endian. */
  DOUBLE: 0x43,
  /** Four bytes, for numbers that lose nothing by it. */
  SINGLE: 0x44,
  /** A whole number, its sign in the lowest bit, seven bits a byte. */
  WHOLE: 0x45,
  /** Its length in bytes, then UTF-8. */
  TEXT: 0x46,
  /** Its length, then as many values. */
  LIST: 0x47,
  /** Its length, then numbers and runs. */
  NUMBERS: 0x48,
  /** In `NUMBERS`: how often the number that follows is repeated. */
  RUN: 0x49,
  /** An object that teaches its keys: how many, then the keys, then the values. */
  OBJECT: 0x4a,
  /** In `NUMBERS`: so many zeros. */
  ZEROS: 0x4b,
  /** A number with at most three decimals: a thousand of it as a whole number, as `WHOLE` has it. */
  DECIMAL: 0x4c,
  /** The first of the tags that with one byte more are a whole number. */
  SHORT: 0x50,
  SHAPE: 0x80,
} as const;

/** The number of the last list of keys that a tag can name. */
export const LAST_SHAPE = 0x7f;

/** Whole numbers from this negative one on, up to without its opposite, are `SHORT`. */
export const LEAST_SHORT = -128 * (TAG.SHAPE - TAG.SHORT);

/** Fewer equal numbers in a row are written one by one. */
export const LEAST_RUN = 3;
