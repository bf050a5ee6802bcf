import type { Pmf } from "../../stats/pmf.ts";
import { learnAnalogueShare } from "./analogue-share.ts";
import { populationShare } from "./arrival-share.ts";
import { countBefore } from "./arrivals.ts";
import { calibrateInto } from "./calibration.ts";
import { partsOfToday } from "./intraday.ts";
import { COUNT_BINS, INTRADAY, LARGEST_COUNT } from "./parameters.ts";
import type { SessionPredictorState } from "./state.ts";

/** The middle of a person's day, in minutes since it began. */
const NOON = 720;
const shareAtNoon = populationShare(NOON, 0);

// Scratch space, overwritten by each call; nothing can interrupt one.
const dayAhead = new Float64Array(COUNT_BINS);

/**
 * Learning stays cheap when, once this many noons are known, only one day in five is looked at; weekdays take turns.
 */
const MIN_NOONS = 30;
const CHECKED_DAYS = 5;

/**
 * The open day is over: how well would either part of the same-day forecast have done at its noon? An absence says nothing
 * about that, and before two weeks are known neither has much to go by.
 *
 * @param weekday of the open day, 0 = Monday
 * @param mixed forecast of the open day from before it, not calibrated
 */
export function checkNoon(state: SessionPredictorState, weekday: number, mixed: Pmf): void {
  if (state.checkedNoons > MIN_NOONS && (state.openDay ?? 0) % CHECKED_DAYS !== 0) return;
  if (state.arrivalCounts.length < INTRADAY.noonFromDays) return;
  if (state.present < INTRADAY.noonLeastPresence) return;
  calibrateInto(state.calibration, mixed, dayAhead);
  const done = countBefore(state.openMinutes, NOON);
  const soFar = { weekday, minute: NOON, done, populationShare: shareAtNoon };
  const parts = partsOfToday(state, soFar, dayAhead);
  learnAnalogueShare(state, parts, Math.min(state.openMinutes.length, LARGEST_COUNT));
}
