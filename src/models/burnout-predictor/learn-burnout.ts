import { newlyCovered } from "../../stats/covered-time.ts";
import { clearDays, slotOf } from "../../stats/day-ring.ts";
import { type EpochDay, MINUTES_PER_DAY } from "../../time/calendar.ts";
import { NO_STATED_DAYS, type StatedDays } from "../../time/stated-days.ts";
import type { LearnedSession } from "../model.ts";
import { absorbLeavingDays, emptyHabit } from "./habit.ts";
import { NIGHT, RING_DAYS } from "./parameters.ts";
import type { BurnoutState } from "./state.ts";

/** Length of a day in tenths of a minute. */
const DAY_TENTHS = MINUTES_PER_DAY * 10;

export function emptyBurnoutState(): BurnoutState {
  const zeros = () => new Array<number>(RING_DAYS).fill(0);
  return {
    sessions: 0,
    firstDay: 0,
    day: 0,
    run: 0,
    lastActiveDay: 0,
    habit: emptyHabit(),
    coveredTenths: 0,
    columns: {
      sessions: zeros(),
      minuteTenths: zeros(),
      night: zeros(),
      ratings: zeros(),
      ratingHundredths: zeros(),
      ratingSquares: zeros(),
      wellnessCode: zeros(),
    },
  };
}

/** Opens `day`. Does nothing for an earlier day, or before the first session. */
export function advanceBurnout(
  draft: BurnoutState,
  day: EpochDay,
  stated: StatedDays = NO_STATED_DAYS,
): void {
  if (draft.sessions === 0 || day <= draft.day) return;
  const spilled = draft.coveredTenths - DAY_TENTHS;
  // Time beyond the end of a day belongs to the next day only, even if `day` is later.
  if (spilled > 0 && day > draft.day + 1) {
    advanceBurnout(draft, draft.day + 1, stated);
    advanceBurnout(draft, day, stated);
    return;
  }
  absorbLeavingDays(draft, day, stated);
  clearDays(Object.values(draft.columns), draft.day, day);
  draft.coveredTenths = Math.max(0, spilled);
  draft.day = day;
  if (spilled > 0) {
    add(draft.columns.minuteTenths, slotOf(day, RING_DAYS), Math.min(DAY_TENTHS, spilled));
  }
}

export function learnBurnout(
  draft: BurnoutState,
  session: LearnedSession,
  stated: StatedDays = NO_STATED_DAYS,
): void {
  const { day } = session;
  if (draft.sessions === 0) {
    draft.firstDay = day;
    draft.day = day;
    draft.lastActiveDay = day - 2;
  } else if (day > draft.day) {
    advanceBurnout(draft, day, stated);
  }
  draft.sessions += 1;
  if (day !== draft.lastActiveDay) {
    draft.run = day === draft.lastActiveDay + 1 ? draft.run + 1 : 1;
    draft.lastActiveDay = day;
  }
  const { columns } = draft;
  const slot = slotOf(day, RING_DAYS);
  add(columns.sessions, slot, 1);
  add(columns.minuteTenths, slot, newTenths(draft, session));
  if (session.startHour >= NIGHT.from || session.startHour < NIGHT.before) {
    add(columns.night, slot, 1);
  }
  if (session.rating !== null) {
    add(columns.ratings, slot, 1);
    add(columns.ratingHundredths, slot, Math.round(session.rating * 100));
    add(columns.ratingSquares, slot, Math.round(session.rating * session.rating));
  }
  const wellness = session.wellness ?? null;
  if (wellness !== null) columns.wellnessCode[slot] = Math.round(wellness * 10) + 1;
}

/**
 * Tenths of a minute of the session on its day that no earlier session covers. Time past the end of the day is kept for
 * the next day.
 */
function newTenths(draft: BurnoutState, session: LearnedSession): number {
  const start = Math.round(session.startMinute * 10);
  const end = start + Math.round(session.durationMinutes * 10);
  const { from, coveredUntil } = newlyCovered({ start, end }, draft.coveredTenths);
  draft.coveredTenths = coveredUntil;
  return Math.max(0, Math.min(end, DAY_TENTHS) - from);
}

function add(column: number[], slot: number, amount: number): void {
  column[slot] = (column[slot] ?? 0) + amount;
}
