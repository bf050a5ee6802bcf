import { halveWeights, halvingsBetween } from "../../stats/ageing.ts";
import { at } from "../../stats/at.ts";
import { clearDays, slotOf } from "../../stats/day-ring.ts";
import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import {
  countWorkdays,
  firstWorkday,
  isAbsent,
  NO_STATED_DAYS,
  type StatedDays,
} from "../../time/stated-days.ts";
import type { LearnedSession } from "../model.ts";
import { shiftToAnnounce } from "./announced-shift.ts";
import { absorbCategories, SLOTS, slotFor } from "./categories.ts";
import { COUNTED_IDLE_DAYS, RATING_LOG, RING_DAYS, STREAK, WEEK_DAYS } from "./parameters.ts";
import { type AnomalyState, ageing } from "./state.ts";

/**
 * Closes the days before `day`, one by one. It stops after RING_DAYS days without sessions, when all sums are empty.
 */
export function advanceAnomaly(
  draft: AnomalyState,
  day: EpochDay,
  stated: StatedDays = NO_STATED_DAYS,
): void {
  if (draft.sessions === 0 || day <= draft.day) return;
  const lastToMove = Math.min(day, draft.lastActiveDay + RING_DAYS);
  while (draft.day < lastToMove) openNextDay(draft, stated);
  if (draft.day < day) {
    age(draft, draft.day, day);
    draft.day = day;
  }
}

/**
 * Moves the day that leaves the latest WEEK_DAYS days into the usual pattern. Tested days are never part of that
 * pattern.
 */
function openNextDay(draft: AnomalyState, stated: StatedDays): void {
  const day = draft.day + 1;
  draft.announcedShift = shiftToAnnounce(draft, stated);
  age(draft, draft.day, day);
  clearDays(Object.values(draft.daily), draft.day, day);
  draft.day = day;
  const weight = ageing.weightOf(day);
  const leaving = slotOf(day, WEEK_DAYS);
  for (let hour = 0; hour < 24; hour += 1) {
    const place = leaving * 24 + hour;
    const sessions = at(draft.recentHours, place);
    if (sessions === 0) continue;
    add(draft.usualHours, hour, sessions * weight);
    draft.recentHours[place] = 0;
  }
  absorbCategories(draft.categories, leaving, weight);
  if (!isAbsent(stated, day - WEEK_DAYS)) absorbWeekday(draft, day - WEEK_DAYS, weight);
}

function absorbWeekday(draft: AnomalyState, day: EpochDay, weight: number): void {
  if (day < draft.firstDay) return;
  const { weekdays } = draft;
  const weekday = isoWeekday(day) - 1;
  const sessions = at(draft.daily.sessions, slotOf(day, RING_DAYS));
  if (sessions === 0 && idleDaysAround(draft, day) > COUNTED_IDLE_DAYS) return;
  add(weekdays.days, weekday, weight);
  add(weekdays.sessions, weekday, sessions * weight);
  if (sessions > 0) add(weekdays.active, weekday, weight);
}

/** Length of the run of idle days that contains `day`, using the closed days up to a week after it. */
function idleDaysAround(draft: AnomalyState, day: EpochDay): number {
  const isIdle = (other: EpochDay) =>
    other > draft.day - RING_DAYS && at(draft.daily.sessions, slotOf(other, RING_DAYS)) === 0;
  let first = day;
  let last = day;
  while (first > draft.firstDay && day - first <= COUNTED_IDLE_DAYS && isIdle(first - 1))
    first -= 1;
  while (last + 1 < draft.day && isIdle(last + 1)) last += 1;
  return last - first + 1;
}

function age(draft: AnomalyState, from: EpochDay, to: EpochDay): void {
  const { categories, usualHours, weekdays } = draft;
  for (let left = halvingsBetween(ageing, from, to); left > 0; left -= 1) {
    halveWeights(usualHours);
    halveWeights(categories.usual);
    categories.scatter = Math.floor(categories.scatter / 2);
    categories.expectedScatter = Math.floor(categories.expectedScatter / 2);
    halveWeights(weekdays.days);
    halveWeights(weekdays.active);
    halveWeights(weekdays.sessions);
  }
}

export function learnAnomaly(
  draft: AnomalyState,
  session: LearnedSession,
  stated: StatedDays = NO_STATED_DAYS,
): void {
  const { day } = session;
  if (draft.sessions === 0) {
    draft.firstDay = day;
    draft.day = day;
    draft.lastActiveDay = day - 1;
    draft.lastRunDay = day - 1;
  } else if (day > draft.day) {
    advanceAnomaly(draft, day, stated);
  }
  draft.sessions += 1;
  if (day !== draft.lastActiveDay) {
    draft.lastActiveDay = day;
    draft.activeDays += 1;
  }
  if (session.completed && day !== draft.lastRunDay) extendRun(draft, day, stated);
  const slot = slotOf(day, RING_DAYS);
  const { daily } = draft;
  add(daily.sessions, slot, 1);
  const week = slotOf(day, WEEK_DAYS);
  add(draft.recentHours, week * 24 + session.startHour, 1);
  add(draft.categories.recent, week * SLOTS + slotFor(draft.categories, session.category), 1);
  if (session.rating === null) return;
  const hundredths = Math.round(session.rating * 100);
  add(daily.ratings, slot, 1);
  add(daily.ratingHundredths, slot, hundredths);
  add(daily.ratingSquares, slot, Math.round(session.rating * session.rating));
  const { ratingLog } = draft;
  const place = ratingLog.rated % RATING_LOG;
  ratingLog.hundredths[place] = hundredths;
  ratingLog.days[place] = day;
  ratingLog.rated += 1;
}

function extendRun(draft: AnomalyState, day: EpochDay, stated: StatedDays): void {
  const afterLast = draft.lastRunDay + 1;
  const idle = countWorkdays(stated, afterLast, day - 1, STREAK.leastGap);
  if (idle >= STREAK.leastGap && draft.run >= STREAK.leastRun) {
    const gapStart = firstWorkday(stated, afterLast);
    draft.endedStreak = { run: draft.run, gapStart, returnDay: day };
  }
  draft.run = idle === 0 ? draft.run + 1 : 1;
  draft.lastRunDay = day;
}

function add(column: number[], index: number, amount: number): void {
  column[index] = (column[index] ?? 0) + amount;
}
