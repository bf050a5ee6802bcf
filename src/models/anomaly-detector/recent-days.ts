import { excuseAbsences } from "../../stats/absences.ts";
import { slotOf } from "../../stats/day-ring.ts";
import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import { isAbsent, NO_STATED_DAYS, type StatedDays } from "../../time/stated-days.ts";
import { ABSENCE, COUNTS, MIN_DAYS, RING_DAYS, SILENT_DAYS, WEEK_DAYS } from "./parameters.ts";
import type { AnomalyState } from "./state.ts";

/** Offset of the day asked about. The oldest kept day has offset 0. */
export const ASKED = RING_DAYS - 1;

/** The latest RING_DAYS days up to the day asked about, indexed by offset. */
export interface RecentDays {
  readonly asked: EpochDay;
  readonly stated: StatedDays;
  readonly sessions: Float64Array;
  readonly ratings: Float64Array;
  readonly ratingSums: Float64Array;
  readonly ratingSquares: Float64Array;
  /** Exposure of each day in usual days: 1 for an average weekday, 0 before the first session and in absences. */
  readonly exposure: Float64Array;
  /**
   * Cumulative sums over the exposed days. Each has RING_DAYS + 1 entries: one before the first day, and one after each
   * day.
   */
  readonly running: {
    readonly days: Float64Array;
    readonly exposure: Float64Array;
    readonly sessions: Float64Array;
    /** Sum of squared sessions over exposure. */
    readonly squares: Float64Array;
  };
}

/** Whether there is enough data to judge the days up to `asked`: enough dates with sessions, and a recent session. */
export function isJudged(state: AnomalyState, asked: EpochDay): boolean {
  return state.activeDays >= MIN_DAYS && asked - state.lastActiveDay < SILENT_DAYS;
}

/**
 * Lower bound of a weekday's exposure. Without it, one session on a weekday that is hardly ever worked would dominate
 * the others.
 */
const MIN_EXPOSURE = 0.1;

export function openRecentDays(
  state: AnomalyState,
  asked: EpochDay,
  stated: StatedDays = NO_STATED_DAYS,
): RecentDays {
  const { daily } = state;
  const days: RecentDays = {
    asked,
    stated,
    sessions: new Float64Array(RING_DAYS),
    ratings: new Float64Array(RING_DAYS),
    ratingSums: new Float64Array(RING_DAYS),
    ratingSquares: new Float64Array(RING_DAYS),
    exposure: new Float64Array(RING_DAYS),
    running: {
      days: new Float64Array(RING_DAYS + 1),
      exposure: new Float64Array(RING_DAYS + 1),
      sessions: new Float64Array(RING_DAYS + 1),
      squares: new Float64Array(RING_DAYS + 1),
    },
  };
  const factors = weekdayFactors(state);
  for (let offset = 0; offset < RING_DAYS; offset += 1) {
    const day = asked - ASKED + offset;
    if (day < state.firstDay) continue;
    if (!isAbsent(stated, day)) days.exposure[offset] = 1;
    if (day > state.day || day <= state.day - RING_DAYS) continue;
    const slot = slotOf(day, RING_DAYS);
    days.sessions[offset] = daily.sessions[slot] ?? 0;
    days.ratings[offset] = daily.ratings[slot] ?? 0;
    days.ratingSums[offset] = (daily.ratingHundredths[slot] ?? 0) / 100;
    days.ratingSquares[offset] = daily.ratingSquares[slot] ?? 0;
  }
  excuseAbsences(days.exposure, days.sessions, ABSENCE);
  const monday = isoWeekday(asked - ASKED) - 1;
  for (let offset = 0; offset < RING_DAYS; offset += 1) {
    if (days.exposure[offset] === 0) continue;
    days.exposure[offset] = Math.max(MIN_EXPOSURE, factors[(monday + offset) % 7] ?? 1);
  }
  sumUp(days);
  return days;
}

function sumUp({ exposure, sessions, running }: RecentDays): void {
  for (let offset = 0; offset < RING_DAYS; offset += 1) {
    const share = exposure[offset] ?? 0;
    const exposed = share > 0;
    const count = exposed ? (sessions[offset] ?? 0) : 0;
    running.days[offset + 1] = (running.days[offset] ?? 0) + (exposed ? 1 : 0);
    running.exposure[offset + 1] = (running.exposure[offset] ?? 0) + share;
    running.sessions[offset + 1] = (running.sessions[offset] ?? 0) + count;
    running.squares[offset + 1] =
      (running.squares[offset] ?? 0) + (exposed ? (count * count) / share : 0);
  }
}

/** Sessions on each weekday relative to the average day, Monday first; shrunk towards equal weekdays. */
function weekdayFactors({ weekdays }: AnomalyState): Float64Array {
  const factors = new Float64Array(7).fill(1);
  let days = 0;
  let sessions = 0;
  for (let weekday = 0; weekday < 7; weekday += 1) {
    days += weekdays.days[weekday] ?? 0;
    sessions += weekdays.sessions[weekday] ?? 0;
  }
  if (sessions === 0) return factors;
  const mean = sessions / days;
  // The weight of a day in the aged sums is between 64 and 128; 96 is the middle.
  const pseudo = COUNTS.weekdayPseudoDays * 96;
  for (let weekday = 0; weekday < 7; weekday += 1) {
    const own = (weekdays.sessions[weekday] ?? 0) + pseudo * mean;
    factors[weekday] = own / ((weekdays.days[weekday] ?? 0) + pseudo) / mean;
  }
  return factors;
}

/** Sum over the offsets from `from` to `to`, both inclusive. */
export function sumDays(values: ArrayLike<number>, from: number, to: number): number {
  let sum = 0;
  for (let offset = Math.max(0, from); offset <= to; offset += 1) sum += values[offset] ?? 0;
  return sum;
}

/** Sessions by hour over the latest `days` days (at most WEEK_DAYS), after skipping the `skip` newest. */
export function recentHourCounts(
  state: AnomalyState,
  asked: EpochDay,
  days: number,
  skip = 0,
): Float64Array {
  const counts = new Float64Array(24);
  for (let ago = skip; ago < days; ago += 1) {
    const day = asked - ago;
    if (day > state.day || day <= state.day - WEEK_DAYS) continue;
    const start = slotOf(day, WEEK_DAYS) * 24;
    for (let hour = 0; hour < 24; hour += 1) {
      counts[hour] = (counts[hour] ?? 0) + (state.recentHours[start + hour] ?? 0);
    }
  }
  return counts;
}
