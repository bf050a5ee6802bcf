import { at } from "../../stats/at.ts";
import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import type { Tested } from "./finding.ts";
import { STREAK } from "./parameters.ts";
import { type AnomalyState, ageing } from "./state.ts";

/** Did a long run of days end in a pause that is long for this person? Today is not over, so it is no pause yet. */
export function testStreakBreak(
  state: AnomalyState,
  asked: EpochDay,
): Tested<"streak_break"> | undefined {
  const idle = asked - state.lastActiveDay - 1;
  if (idle >= STREAK.leastGap && state.run >= STREAK.leastRun) {
    return breakOf(state, asked, state.run, state.lastActiveDay + 1, idle, false);
  }
  const { endedStreak } = state;
  if (endedStreak !== null && asked - endedStreak.gapStart <= STREAK.reportedDays) {
    const { run, gapStart, returnDay } = endedStreak;
    return breakOf(state, asked, run, gapStart, returnDay - gapStart, true);
  }
  return state.run >= STREAK.leastRun ? { tail: 1 } : undefined;
}

function breakOf(
  state: AnomalyState,
  asked: EpochDay,
  run: number,
  gapStart: EpochDay,
  gapDays: number,
  returned: boolean,
): Tested<"streak_break"> {
  return {
    type: "streak_break",
    tail: gapProbability(state, asked, gapStart, gapDays),
    details: { streakDays: run, gapDays, gapStart, returned },
  };
}

/**
 * How probable it was that the person pauses for so long from that day on: the product of each weekday's chance of an
 * idle day, where each idle day makes the next one less surprising.
 */
function gapProbability(
  { weekdays, day }: AnomalyState,
  asked: EpochDay,
  gapStart: EpochDay,
  gapDays: number,
): number {
  const fresh = ageing.freshWeight(day, asked);
  let days = 0;
  let active = 0;
  for (let weekday = 0; weekday < 7; weekday += 1) {
    days += at(weekdays.days, weekday) / fresh;
    active += at(weekdays.active, weekday) / fresh;
  }
  const idleShare = 1 - (active + 0.5) / (days + 1);
  const pseudo = STREAK.weekdayPseudoDays;
  let probability = 1;
  for (let past = 0; past < gapDays; past += 1) {
    const weekday = isoWeekday(gapStart + past) - 1;
    const known = at(weekdays.days, weekday) / fresh;
    const idle = Math.max(0, known - at(weekdays.active, weekday) / fresh);
    probability *= (idle + pseudo * idleShare + past) / (known + pseudo + past);
  }
  return probability;
}
