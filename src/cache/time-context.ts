import { type DayCut, dayMomentAt } from "../time/local-day.ts";
import type { TimeBucket } from "./cache-policy.ts";

/** The name of an answer's context besides the data: time zone, day cut and current bucket of time. */
export type TimeContext = (cut: DayCut, bucket: TimeBucket, nowMs: number) => string;

const MINUTE_MS = 60_000;
const MINUTES_PER_QUARTER = 15;

interface Minute {
  readonly number: number;
  readonly texts: Readonly<Record<TimeBucket, string>>;
}

/** No bucket begins within a minute, so the texts are computed once per minute and day cut. */
export function timeContext(): TimeContext {
  const current = new WeakMap<DayCut, Minute>();
  return (cut, bucket, nowMs) => {
    const number = Math.floor(nowMs / MINUTE_MS);
    const known = current.get(cut);
    if (known?.number === number) return known.texts[bucket];
    const texts = textsOf(cut, number);
    current.set(cut, { number, texts });
    return texts[bucket];
  };
}

function textsOf(cut: DayCut, minute: number): Minute["texts"] {
  const ms = minute * MINUTE_MS;
  const { day, minute: minuteOfDay, wallHour } = dayMomentAt(ms, cut);
  const offset = cut.zone.offsetSecondsAt(ms);
  // A start on the quarter is possible in its first minute, but not in the fourteen minutes after that.
  const isFirst = minuteOfDay % MINUTES_PER_QUARTER === 0;
  const quarter = `${Math.floor(minuteOfDay / MINUTES_PER_QUARTER)}${isFirst ? " first" : ""}`;
  const none = `${cut.zone.id} ${cut.dayStartHour}`;
  return {
    none,
    day: `${none} day ${day}`,
    // The offset distinguishes the two hours with the same wall-clock time when clocks are set back.
    hour: `${none} hour ${day} ${wallHour} ${offset}`,
    quarter: `${none} quarter ${day} ${quarter} ${offset}`,
    minute: `${none} minute ${minute}`,
  };
}
