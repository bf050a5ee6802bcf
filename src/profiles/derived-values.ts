import type { EpochDay } from "../time/calendar.ts";
import { decodeDerived, encodeDerived } from "./derived-codec.ts";

/**
 * What answers have worked out from a profile on its day. It is stored with the profile, so that who comes back is spared
 * the work. Values are plain data, and never changed.
 */
export interface DerivedValues {
  get(name: string): object | undefined;
  set(name: string, value: object): void;
}

export interface OwnDerivedValues extends DerivedValues {
  /** All of them, to be stored. */
  bytes(): Uint8Array;
}

export interface DerivedValuesParts {
  readonly day: EpochDay;
  /** As they were stored, for this day or another one. */
  readonly stored?: Uint8Array;
  /** Is told when stored ones were read: how many more bytes on the heap that takes. */
  readonly onRead?: (heapBytes: number) => void;
  /** Is told that there is more to be stored. */
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
