import type { Clock } from "../../src/ports.ts";

export interface TestClock extends Clock {
  advance(ms: number): void;
  set(iso: string): void;
}

/** A clock that stands still until the test moves it. */
export function testClock(atIso: string): TestClock {
  let nowMs = parse(atIso);
  return {
    now: () => nowMs,
    advance(ms) {
      nowMs += ms;
    },
    set(iso) {
      nowMs = parse(iso);
    },
  };
}

function parse(iso: string): number {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) throw new RangeError(`"${iso}" is not a time`);
  return ms;
}
