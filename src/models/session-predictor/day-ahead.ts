import { isoWeekday } from "../../time/calendar.ts";
import { calibrateInto } from "./calibration.ts";
import { forecastCounts, newCountForecast } from "./count-forecast.ts";
import { COUNT_BINS } from "./parameters.ts";
import type { SessionPredictorState } from "./state.ts";

/** Forecasts this many days ahead are remembered with the state: two weeks from today. */
const REMEMBERED_DAYS = 14;

interface Memory {
  readonly openDay: number | null;
  readonly closedSessions: number;
  readonly forecasts: (Float64Array | undefined)[];
}

/**
 * Day-ahead forecasts are a pure function of the closed days, which a state keeps until its open day changes; so
 * they may be remembered with it. This changes no answer and saves most of a request.
 */
const memories = new WeakMap<SessionPredictorState, Memory>();

function memoryOf(state: SessionPredictorState): Memory {
  const known = memories.get(state);
  if (
    known !== undefined &&
    known.openDay === state.openDay &&
    known.closedSessions === state.closedSessions
  ) {
    return known;
  }
  const fresh = { openDay: state.openDay, closedSessions: state.closedSessions, forecasts: [] };
  memories.set(state, fresh);
  return fresh;
}

const forecast = newCountForecast();

/**
 * Calibrated probabilities of 0 … 60 sessions on a day that has not begun, from the closed days alone.
 *
 * @param ahead 0 for the open day, 1 for the next …
 * @param day the day itself
 * @returns shared; not to be changed
 */
export function dayAheadPmf(
  state: SessionPredictorState,
  day: number,
  ahead: number,
): Float64Array {
  const { forecasts } = memoryOf(state);
  // Nobody's first day can fall on any weekday, and the prior knows none.
  const known = forecasts[ahead];
  if (known !== undefined) return known;
  const pmf = new Float64Array(COUNT_BINS);
  forecastCounts(state, isoWeekday(day) - 1, ahead, forecast);
  calibrateInto(state.calibration, forecast.mixed, pmf);
  if (ahead < REMEMBERED_DAYS) forecasts[ahead] = pmf;
  return pmf;
}
