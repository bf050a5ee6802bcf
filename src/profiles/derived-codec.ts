import { crc32 } from "node:zlib";
import type { EpochDay } from "../time/calendar.ts";
import { type Shape, shapeOf } from "./codec/shapes.ts";
import { StateReader } from "./codec/state-reader.ts";
import { StateWriter } from "./codec/state-writer.ts";

const WORD_BYTES = 4;
const NOTHING = new Uint8Array();

/** The stored parts of a person: the length of the derived values, the derived values, the profile. */
export interface StoredParts {
  readonly profile: Uint8Array;
  readonly derived: Uint8Array;
}

const writer = new StateWriter();

export function joinParts({ profile, derived }: StoredParts): Uint8Array {
  writer.word(derived.byteLength);
  writer.raw(derived);
  writer.raw(profile);
  return writer.take();
}

/** A profile without derived values. */
export function withNothingDerived(profile: Uint8Array): Uint8Array {
  return joinParts({ profile, derived: NOTHING });
}

/** @returns nothing for bytes of another form */
export function splitParts(bytes: Uint8Array): StoredParts | undefined {
  if (bytes.byteLength < WORD_BYTES) return undefined;
  const length = Buffer.from(bytes.buffer, bytes.byteOffset, WORD_BYTES).readUInt32LE();
  const end = WORD_BYTES + length;
  if (end > bytes.byteLength) return undefined;
  return { derived: bytes.subarray(WORD_BYTES, end), profile: bytes.subarray(end) };
}

const SHAPES: readonly Shape[] = [shapeOf(["day", "values"])];

/** Encodes the values that were derived from a profile on a day, by name. */
export function encodeDerived(day: EpochDay, values: Readonly<Record<string, object>>): Uint8Array {
  writer.state({ day, values }, SHAPES);
  const content = writer.take();
  writer.raw(content);
  writer.word(crc32(content));
  return writer.take();
}

export interface DerivedRead {
  readonly values: Readonly<Record<string, object>>;
  readonly heapBytes: number;
}

/** @returns nothing for values of another day, and for damaged bytes */
export function decodeDerived(bytes: Uint8Array, day: EpochDay): DerivedRead | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.length - WORD_BYTES;
  if (end < 0 || crc32(buffer.subarray(0, end)) !== buffer.readUInt32LE(end)) return undefined;
  const reader = new StateReader(buffer);
  const read = reader.state(SHAPES);
  if (!isDerived(read) || read.day !== day) return undefined;
  return { values: read.values, heapBytes: reader.heapBytes };
}

interface Derived {
  readonly day: EpochDay;
  readonly values: Readonly<Record<string, object>>;
}

/** Checks the outer form only, because the checksum proves that `encodeDerived` wrote the value. */
function isDerived(value: unknown): value is Derived {
  return typeof value === "object" && value !== null && "values" in value;
}
