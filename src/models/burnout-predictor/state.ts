import { clearDays, slotOf } from "../../stats/day-ring.ts";
import type { EpochDay } from "../../time/calendar.ts";
import type { LearnedSession } from "../model.ts";
import { absorbLeavingDays, emptyHabit, type Habit } from "./habit.ts";
import { NIGHT, RING_DAYS } from "./parameters.ts";

/** Daily sums of the latest RING_DAYS days, and the run of days; whole numbers, so that order does not matter. */
export interface BurnoutState {
  /** All sessions ever learned. */
  sessions: number;
  firstDay: EpochDay;
  /** The open day; days after it are not known yet. Meaningless while `sessions` is 0. */
  day: EpochDay;
  /** Length of the run of days with sessions that ends on `lastActiveDay`. */
  run: number;
  lastActiveDay: EpochDay;
  habit: Habit;
  /** Each has RING_DAYS entries, see stats/day-ring. */
  columns: {
    sessions: number[];
    /** Tenths of a minute. */
    minuteTenths: number[];
    night: number[];
    ratings: number[];
    ratingHundredths: number[];
    /** Sum of the squared ratings, each rounded to a whole number. */
    ratingSquares: number[];
    /** The day's check-in in tenths, plus 1; 0 is none. */
    wellnessCode: number[];
  };
}

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
