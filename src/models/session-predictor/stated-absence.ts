import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import { afterAbsence, type StatedDays } from "../../time/stated-days.ts";
import { trimArrivals } from "./arrivals.ts";
import { ANALOGUES } from "./parameters.ts";
import { learnDayRating } from "./ratings.ts";
import { isSilent } from "./silence.ts";
import type { SessionPredictorState } from "./state.ts";

const WEEK = 7;

/**
 * Skips a stated absence that contains the open day, up to its end or to `until`. Sessions in an absence say nothing
 * about the usual amount of work, so only ratings and the number of sessions are learned.
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

/** Leaves a number of days out of what is learned per day. During a silence nothing is learned in any case. */
export function leaveOut(state: SessionPredictorState, days: number): void {
  if (isSilent(state)) {
    state.unusedDays += days;
    return;
  }
  state.absentDays = (state.absentDays ?? 0) + days;
  // The week under check no longer consists of seven consecutive days.
  state.checkDaysLeft = 0;
  const { lastCounts } = state;
  const turn = days % WEEK;
  state.lastCounts =
    lastCounts.length < WEEK ? [] : [...lastCounts.slice(turn), ...lastCounts.slice(0, turn)];
}

/**
 * Ends an absence. Lists with one entry per day are extended by copies of the days a week earlier (at most six), so
 * that earlier days keep their weekdays. New arrays are created, because continuations share the old ones.
 */
export function returnFromAbsence(state: SessionPredictorState): void {
  const missing = (state.absentDays ?? 0) % WEEK;
  state.absentDays = 0;
  if (missing === 0) return;
  const { dayCounts, arrivalCounts, arrivalMinutes } = state;
  // With less than a week of days there is nothing to copy.
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
