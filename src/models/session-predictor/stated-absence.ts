import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import { afterAbsence, type StatedDays } from "../../time/stated-days.ts";
import { trimArrivals } from "./arrivals.ts";
import { ANALOGUES } from "./parameters.ts";
import { learnDayRating } from "./ratings.ts";
import { isSilent } from "./silence.ts";
import type { SessionPredictorState } from "./state.ts";

const WEEK = 7;

/**
 * Passes over a stated absence that contains the open day, up to its end or to `until`. Whatever was done on its days says
 * nothing about how much the person works on others: only ratings, and how many sessions there are, are learned.
 */
export function passAbsence(
  state: SessionPredictorState,
  openDay: EpochDay,
  until: EpochDay,
  stated: StatedDays,
): void {
  const end = Math.min(until, afterAbsence(stated, openDay));
  const days = end - openDay;
  learnDayRating(state, isoWeekday(openDay) - 1);
  state.closedSessions += state.openMinutes.length;
  state.openMinutes = [];
  state.openUsed = false;
  state.openDay = end;
  leaveOut(state, days);
}

/** Takes so many days out of what is learned day by day; in a silence nothing is learned anyway. */
export function leaveOut(state: SessionPredictorState, days: number): void {
  if (isSilent(state)) {
    state.unusedDays += days;
    return;
  }
  state.absentDays = (state.absentDays ?? 0) + days;
  // The days of the week under check are not seven in a row any more.
  state.checkDaysLeft = 0;
  const { lastCounts } = state;
  const turn = days % WEEK;
  state.lastCounts =
    lastCounts.length < WEEK ? [] : [...lastCounts.slice(turn), ...lastCounts.slice(0, turn)];
}

/**
 * The absence is over. What lies in rows by day is continued, so that the weekdays of earlier days stay in step, with as few
 * days as that takes: those of the week before. The rows are made anew, because continuations share them.
 */
export function returnFromAbsence(state: SessionPredictorState): void {
  const missing = (state.absentDays ?? 0) % WEEK;
  state.absentDays = 0;
  if (missing === 0) return;
  const { dayCounts, arrivalCounts, arrivalMinutes } = state;
  // Less than a week has no day to stand in for each.
  if (arrivalCounts.length < WEEK) {
    state.arrivalCounts = [];
    state.arrivalMinutes = [];
  } else {
    const week = arrivalCounts.slice(-WEEK);
    const added = week.slice(0, missing);
    const from = arrivalMinutes.length - sum(week);
    state.arrivalMinutes = [...arrivalMinutes, ...arrivalMinutes.slice(from, from + sum(added))];
    state.arrivalCounts = [...arrivalCounts, ...added];
    trimArrivals(state);
  }
  const standIns = dayCounts.slice(-WEEK).slice(0, missing);
  state.dayCounts =
    dayCounts.length < WEEK ? [] : [...dayCounts, ...standIns].slice(-ANALOGUES.keptDays);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
