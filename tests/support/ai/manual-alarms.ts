import type { Alarm, Pause } from "../../../src/ports.ts";
import type { TestClock } from "../test-clock.ts";

/** Alarms on a clock that the test moves. */
export interface ManualAlarms {
  readonly after: Alarm;
  /** Moves the clock at once: nothing else happens during a pause. */
  readonly pause: Pause;
  /** Moves the clock by so much; alarms go off on the way. */
  advance(ms: number): void;
  /** Moves the clock to the next alarm; false when there is none. */
  fireNext(): boolean;
  readonly count: number;
}

export function manualAlarms(clock: TestClock): ManualAlarms {
  const alarms = new Set<{ readonly atMs: number; readonly act: () => void }>();

  const next = () => [...alarms].sort((one, other) => one.atMs - other.atMs)[0];

  function advanceTo(atMs: number): void {
    for (let alarm = next(); alarm !== undefined && alarm.atMs <= atMs; alarm = next()) {
      alarms.delete(alarm);
      if (alarm.atMs > clock.now()) clock.advance(alarm.atMs - clock.now());
      alarm.act();
    }
    if (atMs > clock.now()) clock.advance(atMs - clock.now());
  }

  return {
    after(ms, act) {
      const alarm = { atMs: clock.now() + ms, act };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    async pause(ms) {
      advanceTo(clock.now() + ms);
    },
    advance: (ms) => advanceTo(clock.now() + ms),
    fireNext() {
      const alarm = next();
      if (alarm !== undefined) advanceTo(alarm.atMs);
      return alarm !== undefined;
    },
    get count() {
      return alarms.size;
    },
  };
}
