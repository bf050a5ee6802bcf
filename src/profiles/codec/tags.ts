/**
 * The first byte of a value. A byte below `NULL` is itself the value, a small integer. A byte from `SHAPE` on begins an
 * object with a known list of keys, and contains the number of that list.
 */
export const TAG = {
  NULL: 0x40,
  FALSE: 0x41,
  TRUE: 0x42,
  /** A double in eight bytes, little-endian. */
  DOUBLE: 0x43,
  /** A single-precision number in four bytes, for numbers that it represents exactly. */
  SINGLE: 0x44,
  /** An integer with its sign in the lowest bit, seven bits per byte. */
  WHOLE: 0x45,
  /** The length in bytes, then UTF-8. */
  TEXT: 0x46,
  /** The length, then the values. */
  LIST: 0x47,
  /** The length, then numbers and runs. */
  NUMBERS: 0x48,
  /** In `NUMBERS`: the number of repetitions of the number that follows. */
  RUN: 0x49,
  /** An object with a new list of keys: their number, the keys, then the values. */
  OBJECT: 0x4a,
  /** In `NUMBERS`: a number of zeros. */
  ZEROS: 0x4b,
  /** A number with at most three decimals: its thousandfold as an integer, encoded like `WHOLE`. */
  DECIMAL: 0x4c,
  /** The first of the tags that form an integer together with one more byte. */
  SHORT: 0x50,
  SHAPE: 0x80,
} as const;

/** The number of the last list of keys that a tag can name. */
export const LAST_SHAPE = 0x7f;

/** The smallest `SHORT` integer. The largest is its absolute value minus one. */
export const LEAST_SHORT = -128 * (TAG.SHAPE - TAG.SHORT);

/** The shortest run. Fewer equal numbers in a row are written one by one. */
export const LEAST_RUN = 3;
