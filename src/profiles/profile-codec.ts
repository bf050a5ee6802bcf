import { crc32 } from "node:zlib";
import { advanceState, emptyProfile, MODEL_NAMES, type Profile } from "../models/profile.ts";
import type { ModelName } from "../models/registry.ts";
import type { EpochDay } from "../time/calendar.ts";
import type { StatedDays } from "../time/stated-days.ts";
import { type Shapes, shapesOf } from "./codec/shapes.ts";
import { StateReader } from "./codec/state-reader.ts";
import { StateWriter } from "./codec/state-writer.ts";
import { openedProfile } from "./opened-profile.ts";

/** The version of the format. It is raised when the encoding of the same values changes. */
const FORMAT = 1;

const SHAPES = new Map<ModelName, Shapes>(
  MODEL_NAMES.map((name) => [name, shapesOf(emptyProfile()[name])]),
);

/** A checksum of the format and of the lists of keys that are not written. Bytes of another layout are not decoded. */
const LAYOUT = crc32(
  JSON.stringify([
    FORMAT,
    ...[...SHAPES].map(([name, shapes]) => [name, shapes.map((s) => s.name)]),
  ]),
);

const WORD_BYTES = 4;

const writer = new StateWriter();

/**
 * Encodes a profile: the layout, the length of each model's state, the states in the order of their models, a checksum.
 * Every number survives exactly, so a restored fold continues identically. Each state can be decoded without the others.
 */
export function encodeProfile(profile: Profile): Uint8Array {
  const states = MODEL_NAMES.map((name) => {
    writer.state(profile[name], shapesFor(name));
    return writer.take();
  });
  writer.word(LAYOUT);
  for (const { byteLength } of states) writer.count(byteLength);
  for (const state of states) writer.raw(state);
  const content = writer.take();
  writer.raw(content);
  writer.word(crc32(content));
  return writer.take();
}

/**
 * Decodes a whole profile, which the caller then owns.
 *
 * @returns the profile, or `undefined` for invalid bytes (damaged, of another layout, or of another program), after which
 * the caller folds the history again
 */
export function decodeProfile(bytes: Uint8Array): Profile | undefined {
  const read = readerOf(bytes);
  if (read === undefined) return undefined;
  try {
    return { ...openedProfile((name) => read(name).state) };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export interface OpenOptions {
  /** States are advanced to this day when they are decoded. */
  readonly day: EpochDay;
  readonly stated: StatedDays;
  /** Receives the heap use of a state when it is decoded. */
  readonly onOpened: (name: ModelName, heapBytes: number) => void;
}

/** Opens a profile lazily: each state is decoded at its first access. */
export function openProfile(
  bytes: Uint8Array,
  { day, stated, onOpened }: OpenOptions,
): Profile | undefined {
  const read = readerOf(bytes);
  if (read === undefined) return undefined;
  const opened: Partial<Profile> = {};
  return openedProfile((name) => {
    const known = opened[name];
    if (known !== undefined) return known;
    const { state, heapBytes } = read(name);
    advanceState(name, state, day, stated);
    opened[name] = state;
    onOpened(name, heapBytes);
    return state;
  });
}

interface ReadState<Name extends ModelName> {
  readonly state: Profile[Name];
  readonly heapBytes: number;
}

type ReadStates = <Name extends ModelName>(name: Name) => ReadState<Name>;

function readerOf(bytes: Uint8Array): ReadStates | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.length - WORD_BYTES;
  if (end < WORD_BYTES || buffer.readUInt32LE(0) !== LAYOUT) return undefined;
  if (crc32(buffer.subarray(0, end)) !== buffer.readUInt32LE(end)) return undefined;
  return (name) => {
    const reader = new StateReader(buffer, startOf(buffer, name));
    const state = reader.state(shapesFor(name));
    if (!isStateOf(name, state)) throw new RangeError(`no state of ${name}`);
    return { state, heapBytes: reader.heapBytes };
  };
}

/** The offset of a model's state. */
function startOf(buffer: Buffer, name: ModelName): number {
  const index = new StateReader(buffer, WORD_BYTES);
  const lengths = MODEL_NAMES.map(() => index.count());
  const before = lengths.slice(0, MODEL_NAMES.indexOf(name));
  return before.reduce((sum, length) => sum + length, index.position);
}

function shapesFor(name: ModelName): Shapes {
  return SHAPES.get(name) ?? [];
}

/** The remaining check: the layout guarantees the same lists of keys, and the checksum intact bytes. */
function isStateOf<Name extends ModelName>(_name: Name, value: unknown): value is Profile[Name] {
  return typeof value === "object" && value !== null;
}
