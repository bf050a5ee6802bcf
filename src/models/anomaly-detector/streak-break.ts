import { at } from "../../stats/at.ts";
import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import {
  countWorkdays,
  firstWorkday,
  isFree,
  NO_STATED_DAYS,
  type StatedDays,
} from "../../time/stated-days.ts";
import type { Tested } from "./finding.ts";
import { STREAK } from "./parameters.ts";
import { type AnomalyState, ageing } from "./state.ts";

/**
 * Tests whether a long run of days ended in a pause that is unusually long for this person. Today is not over and does
 * not count as a pause; neither do days on which the person does not plan to work.
 */
export function testStreakBreak(
  state: AnomalyState,
  asked: EpochDay,
  stated: StatedDays = NO_STATED_DAYS,
): Tested<"streak_break"> | undefined {
  const gap = { start: firstWorkday(stated, state.lastRunDay + 1), end: asked, stated };
  if (lengthOf(gap) >= STREAK.leastGap && state.run >= STREAK.leastRun) {
    return breakOf(state, asked, state.run, gap, false);
  }
  const { endedStreak } = state;
  if (endedStreak !== null && asked - endedStreak.gapStart <= STREAK.reportedDays) {
    const { run, gapStart, returnDay } = endedStreak;
    return breakOf(state, asked, run, { start: gapStart, end: returnDay, stated }, true);
  }
  return state.run >= STREAK.leastRun ? { tail: 1 } : undefined;
}

/** Idle days from `start` up to but excluding `end`. */
interface Gap {
  readonly start: EpochDay;
  readonly end: EpochDay;
  readonly stated: StatedDays;
}

function lengthOf({ start, end, stated }: Gap): number {
  return countWorkdays(stated, start, end - 1);
}

function breakOf(
  state: AnomalyState,
  asked: EpochDay,
  run: number,
  gap: Gap,
  returned: boolean,
): Tested<"streak_break"> {
  return {
    type: "streak_break",
    tail: gapProbability(state, asked, gap),
    details: { streakDays: run, gapDays: lengthOf(gap), gapStart: gap.start, returned },
  };
}

/**
 * Probability of a pause at least this long from that day on: the product of each weekday's probability of an idle day,
 * where each idle day makes the next one more likely.
 */
function gapProbability(
  { weekdays, day }: AnomalyState,
  asked: EpochDay,
  { start, end, stated }: Gap,
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
  let past = 0;
  for (let idleDay = start; idleDay < end; idleDay += 1) {
    if (isFree(stated, idleDay)) continue;
    const weekday = isoWeekday(idleDay) - 1;
    const known = at(weekdays.days, weekday) / fresh;
    const idle = Math.max(0, known - at(weekdays.active, weekday) / fresh);
    probability *= (idle + pseudo * idleShare + past) / (known + pseudo + past);
    past += 1;
  }
  return probability;
}
