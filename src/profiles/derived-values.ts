import type { EpochDay } from "../time/calendar.ts";
import { decodeDerived, encodeDerived } from "./derived-codec.ts";

/**
 * Values that answers have computed from a profile on its day. They are stored with the profile, so that they need not be
 * computed again after the profile has left memory. Values are plain data and immutable.
 */
export interface DerivedValues {
  get(name: string): object | undefined;
  set(name: string, value: object): void;
}

export interface OwnDerivedValues extends DerivedValues {
  /** All values, encoded for storage. */
  bytes(): Uint8Array;
}

export interface DerivedValuesParts {
  readonly day: EpochDay;
  /** The stored values, of this day or another one. */
  readonly stored?: Uint8Array;
  /** Receives the heap use of stored values when they are decoded. */
  readonly onRead?: (heapBytes: number) => void;
  /** Called when a new value has to be stored. */
  readonly onNew?: () => void;
}

export function createDerivedValues(parts: DerivedValuesParts): OwnDerivedValues {
  const { day, stored, onRead, onNew } = parts;
  let known: Map<string, object> | undefined;

  function values(): Map<string, object> {
    if (known !== undefined) return known;
    const read = stored === undefined ? undefined : decodeDerived(stored, day);
    known = new Map(Object.entries(read?.values ?? {}));
    if (read !== undefined) onRead?.(read.heapBytes);
    return known;
  }

  return {
    get: (name) => values().get(name),
    set(name, value) {
      values().set(name, value);
      onNew?.();
    },
    bytes: () => encodeDerived(day, Object.fromEntries(values())),
  };
}
