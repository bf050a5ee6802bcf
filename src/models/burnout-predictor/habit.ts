import { shortestAbsence } from "../../stats/absences.ts";
import { createAgeing, halveWeights, halvingsBetween } from "../../stats/ageing.ts";
import { at } from "../../stats/at.ts";
import { slotOf } from "../../stats/day-ring.ts";
import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import { countAbsent, isAbsent, type StatedDays } from "../../time/stated-days.ts";
import { ABSENCE, HABIT, RING_DAYS } from "./parameters.ts";
import type { BurnoutState, Habit } from "./state.ts";

/** Indices of the habit's aged sums over days that left the ring. */
export const HABIT_SUM = {
  /** Days on which the person could have worked. */
  exposure: 0,
  active: 1,
  sessions: 2,
  minuteTenths: 3,
  night: 4,
  weekend: 5,
  ratings: 6,
  ratingHundredths: 7,
  checkins: 8,
  wellnessTenths: 9,
} as const;
export type HabitSum = (typeof HABIT_SUM)[keyof typeof HABIT_SUM];

const ageing = createAgeing(HABIT.halfLifeDays);

export function emptyHabit(): Habit {
  return { sums: Object.keys(HABIT_SUM).map(() => 0), idleDays: 0 };
}

/**
 * Moves days from the ring into the habit when the open day moves from `state.day` to `to`. Call it before the ring is
 * cleared. The result is the same day by day or in one step. Stated absences are left out.
 */
export function absorbLeavingDays(state: BurnoutState, to: EpochDay, stated: StatedDays): void {
  const { habit } = state;
  const first = Math.max(state.day - RING_DAYS + 1, state.firstDay);
  const lastWithData = Math.min(to - RING_DAYS, state.day);
  let clock = Math.max(state.day - RING_DAYS, state.firstDay);
  for (let day = first; day <= lastWithData; day += 1) {
    age(habit, clock, day);
    clock = day;
    if (!isAbsent(stated, day)) absorb(state, day);
  }
  const last = to - RING_DAYS;
  if (last > lastWithData && last >= state.firstDay) {
    const known = Math.max(lastWithData, first - 1);
    habit.idleDays += last - known - countAbsent(stated, known + 1, last);
    age(habit, clock, last);
  }
}

function age(habit: Habit, from: EpochDay, to: EpochDay): void {
  for (let left = halvingsBetween(ageing, from, to); left > 0; left -= 1) halveWeights(habit.sums);
}

function absorb(state: BurnoutState, day: EpochDay): void {
  const { columns, habit } = state;
  const slot = slotOf(day, RING_DAYS);
  const sessions = at(columns.sessions, slot);
  if (sessions === 0) {
    habit.idleDays += 1;
    return;
  }
  const weight = ageing.weightOf(day);
  const add = (sum: HabitSum, amount: number) => {
    habit.sums[sum] = at(habit.sums, sum) + amount * weight;
  };
  add(HABIT_SUM.exposure, 1 + (isAbsence(habit) ? 0 : habit.idleDays));
  habit.idleDays = 0;
  add(HABIT_SUM.active, 1);
  add(HABIT_SUM.sessions, sessions);
  add(HABIT_SUM.minuteTenths, at(columns.minuteTenths, slot));
  add(HABIT_SUM.night, at(columns.night, slot));
  if (isoWeekday(day) > 5) add(HABIT_SUM.weekend, sessions);
  add(HABIT_SUM.ratings, at(columns.ratings, slot));
  add(HABIT_SUM.ratingHundredths, at(columns.ratingHundredths, slot));
  const code = at(columns.wellnessCode, slot);
  if (code === 0) return;
  add(HABIT_SUM.checkins, 1);
  add(HABIT_SUM.wellnessTenths, code - 1);
}

/** Whether the run of days without sessions is too long to be chance, given how often the person works. */
function isAbsence({ sums, idleDays }: Habit): boolean {
  const prior = 2 * ageing.weightOf(0);
  const share = (at(sums, HABIT_SUM.active) + prior) / (at(sums, HABIT_SUM.exposure) + 2 * prior);
  return idleDays >= shortestAbsence(share, ABSENCE);
}

/** The habit's sums discounted for age, in units of observations made today. */
export function habitToday(state: BurnoutState, asked: EpochDay): readonly number[] {
  const fresh = ageing.freshWeight(state.day - RING_DAYS, asked - RING_DAYS);
  return state.habit.sums.map((sum) => sum / fresh);
}
