import { type DayCut, dayMomentAt } from "../time/local-day.ts";
import type { TimeBucket } from "./cache-policy.ts";

/** Names what an answer depends on besides the data: the zone, how days are cut, and the current bucket of time. */
export type TimeContext = (cut: DayCut, bucket: TimeBucket, nowMs: number) => string;

const MINUTE_MS = 60_000;
const MINUTES_PER_QUARTER = 15;

interface Minute {
  readonly number: number;
  readonly texts: Readonly<Record<TimeBucket, string>>;
}

/** No boundary lies inside a minute, so the texts are worked out once per minute and way of cutting days. */
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
  // What can begin on a quarter can do so in its first minute, and not in the fourteen after that.
  const isFirst = minuteOfDay % MINUTES_PER_QUARTER === 0;
  const quarter = `${Math.floor(minuteOfDay / MINUTES_PER_QUARTER)}${isFirst ? " first" : ""}`;
  const none = `${cut.zone.id} ${cut.dayStartHour}`;
  return {
    none,
    day: `${none} day ${day}`,
    // The offset tells the two hours apart that show the same time when clocks are set back.
    hour: `${none} hour ${day} ${wallHour} ${offset}`,
    quarter: `${none} quarter ${day} ${quarter} ${offset}`,
    minute: `${none} minute ${minute}`,
  };
}
