import type { Pmf } from "../../stats/pmf.ts";
import { learnAnalogueShare } from "./analogue-share.ts";
import { populationShare } from "./arrival-share.ts";
import { countBefore } from "./arrivals.ts";
import { calibrateInto } from "./calibration.ts";
import { partsOfToday } from "./intraday.ts";
import { COUNT_BINS, INTRADAY, LARGEST_COUNT } from "./parameters.ts";
import type { SessionPredictorState } from "./state.ts";

/** Middle of the person's day, in minutes since it began. */
const NOON = 720;
const shareAtNoon = populationShare(NOON, 0);

// Shared buffer, overwritten by each call; calls are synchronous.
const dayAhead = new Float64Array(COUNT_BINS);

/** After this many noons only some days are checked, which keeps learning cheap. */
const MIN_NOONS = 30;
/** From then on one day in this many is checked. It has no common factor with seven, so all weekdays take turns. */
const CHECKED_DAYS = 5;

/**
 * Scores both parts of the same-day forecast at noon of the day that is being closed. Days of absence are not
 * informative and are skipped. So are the first two weeks, in which neither part has enough data.
 *
 * @param weekday of the open day, 0 = Monday
 * @param mixed forecast of the open day made before it, not calibrated
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
