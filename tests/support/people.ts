import type { People, PersonState } from "../../src/ports.ts";
import { NOTHING_STATED } from "../../src/time/work-times.ts";

const NOTHING = { language: undefined, workTimes: NOTHING_STATED, presets: null };

/**
 * People whose settings a test decides.
 *
 * @param beforeReading may throw what the database would
 * @param lastConfirmedMs when memory was last up to date; never when absent
 */
export function peopleOf(
  personOf: (userId: string) => Omit<PersonState, "language" | "workTimes" | "presets">,
  beforeReading: () => void = () => {},
  lastConfirmedMs: People["lastConfirmedMs"] = () => undefined,
): People {
  const last = (userId: string): PersonState => ({
    ...personOf(userId),
    ...NOTHING,
  });
  return {
    current(userId) {
      beforeReading();
      return last(userId);
    },
    last,
    lastConfirmedMs,
    forget() {},
    usual: { cut: personOf("").cut, ...NOTHING },
  };
}
