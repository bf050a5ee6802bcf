import { clearDays, slotOf } from "../../stats/day-ring.ts";
import type { EpochDay } from "../../time/calendar.ts";
import type { LearnedSession } from "../model.ts";
import { absorbLeavingDays, emptyHabit } from "./habit.ts";
import { NIGHT, RING_DAYS } from "./parameters.ts";
import type { BurnoutState } from "./state.ts";

export function emptyBurnoutState(): BurnoutState {
  const zeros = () => new Array<number>(RING_DAYS).fill(0);
  return {
    sessions: 0,
    firstDay: 0,
    day: 0,
    run: 0,
    lastActiveDay: 0,
    habit: emptyHabit(),
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

/** Opens `day`. Nothing to do for an earlier day, or before the first session. */
export function advanceBurnout(draft: BurnoutState, day: EpochDay): void {
  if (draft.sessions === 0 || day <= draft.day) return;
  absorbLeavingDays(draft, day);
  clearDays(Object.values(draft.columns), draft.day, day);
  draft.day = day;
}

export function learnBurnout(draft: BurnoutState, session: LearnedSession): void {
  const { day } = session;
  if (draft.sessions === 0) {
    draft.firstDay = day;
    draft.day = day;
    draft.lastActiveDay = day - 2;
  } else if (day > draft.day) {
    advanceBurnout(draft, day);
  }
  draft.sessions += 1;
  if (day !== draft.lastActiveDay) {
    draft.run = day === draft.lastActiveDay + 1 ? draft.run + 1 : 1;
    draft.lastActiveDay = day;
  }
  const { columns } = draft;
  const slot = slotOf(day, RING_DAYS);
  add(columns.sessions, slot, 1);
  add(columns.minuteTenths, slot, Math.round(session.durationMinutes * 10));
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

function add(column: number[], slot: number, amount: number): void {
  column[slot] = (column[slot] ?? 0) + amount;
}
