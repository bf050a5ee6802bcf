import { betaBinomialAtLeast } from "../../stats/beta-binomial-tail.ts";
import { type HourRange, hourDensity, rareHours } from "../../stats/circular-hours.ts";
import type { Tested } from "./finding.ts";
import { HOURS, RECENT_DAYS } from "./parameters.ts";
import { type RecentDays, recentHourCounts } from "./recent-days.ts";
import { type AnomalyState, ageing } from "./state.ts";

/** Aged number of sessions by hour before the last week, in units of one session today. */
export function usualHourCounts(state: AnomalyState, asked: number): Float64Array {
  const fresh = ageing.freshWeight(state.day, asked);
  return Float64Array.from(state.usualHours, (weight) => weight / fresh);
}

/** Tests whether the last three dates had more sessions at unusual hours than a few stray ones. */
export function testUnusualHours(
  state: AnomalyState,
  days: RecentDays,
  usual: Float64Array,
  middle: HourRange | undefined,
): Tested<"unusual_hours"> | undefined {
  let known = 0;
  for (const count of usual) known += count;
  if (known < HOURS.needed || middle === undefined) return undefined;
  const density = hourDensity(usual, HOURS.anywhere);
  const rare = rareHours(density, HOURS.tail);
  const recent = recentHourCounts(state, days.asked, RECENT_DAYS);
  let share = 0;
  let sessions = 0;
  let unusual = 0;
  for (let hour = 0; hour < 24; hour += 1) {
    sessions += recent[hour] ?? 0;
    if (!rare.has(hour)) continue;
    share += density[hour] ?? 0;
    unusual += recent[hour] ?? 0;
  }
  if (sessions === 0) return undefined;
  if (unusual < HOURS.least) return { tail: 1 };
  return {
    type: "unusual_hours",
    tail: betaBinomialAtLeast(unusual, sessions, share, HOURS.likeness),
    details: {
      usualStart: middle.start,
      usualEnd: middle.end,
      hours: rareHoursByDay(state, days.asked, rare),
      unusualSessions: unusual,
      sessions,
    },
  };
}

function rareHoursByDay(state: AnomalyState, asked: number, rare: ReadonlySet<number>): number[] {
  const hours: number[] = [];
  for (let ago = 0; ago < RECENT_DAYS; ago += 1) {
    const counts = recentHourCounts(state, asked, ago + 1, ago);
    for (let hour = 23; hour >= 0; hour -= 1) {
      for (let left = counts[hour] ?? 0; rare.has(hour) && left > 0; left -= 1) {
        if (hours.length === HOURS.shown) return hours;
        hours.push(hour);
      }
    }
  }
  return hours;
}
