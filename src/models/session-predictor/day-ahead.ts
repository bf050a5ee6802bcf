import { isoWeekday } from "../../time/calendar.ts";
import { calibrateInto } from "./calibration.ts";
import { forecastCounts, newCountForecast } from "./count-forecast.ts";
import { historyOf } from "./count-history.ts";
import { likenessFor } from "./day-analogues.ts";
import { COUNT_BINS } from "./parameters.ts";
import { absenceRate } from "./presence.ts";
import { REMEMBERED_DAYS, remembering } from "./remembered.ts";
import type { SessionPredictorState } from "./state.ts";
import { commonFactorShareOf } from "./week-check.ts";
import { type DayInPeriod, type LaterDays, laterDays, totalOf } from "./week-total.ts";

export const DAYS_PER_WEEK = 7;

const forecast = newCountForecast();

/**
 * Calibrated forecast of `day` from the closed days alone, `ahead` days after the open one (0 for the open day itself).
 */
export const dayAhead = remembering((state, day, ahead): DayInPeriod => {
  const pmf = new Float64Array(COUNT_BINS);
  const likeness = likenessFor(state);
  forecastCounts(state, isoWeekday(day) - 1, ahead, forecast, historyOf(state), likeness);
  calibrateInto(state.calibration, forecast.mixed, pmf);
  return { pmf, presence: { ...forecast.presence } };
}, REMEMBERED_DAYS);

/** Distributions of the six days after `day`, see `laterDays`. */
export const restOfWeek = remembering(
  (state, day, ahead) => following(state, day, ahead, DAYS_PER_WEEK - 1),
  REMEMBERED_DAYS,
);

/** Distribution of the sum of the seven days from `day` on. */
export const weekAhead = remembering(
  (state, day, ahead) => totalOf(dayAhead(state, day, ahead), restOfWeek(state, day, ahead)),
  REMEMBERED_DAYS,
);

/** Distribution of the sum of the six days from `day` on. */
export const sixDaysAhead = remembering(
  (state, day, ahead) =>
    totalOf(dayAhead(state, day, ahead), following(state, day, ahead, DAYS_PER_WEEK - 2)),
  REMEMBERED_DAYS,
);

function following(
  state: SessionPredictorState,
  day: number,
  ahead: number,
  length: number,
): LaterDays {
  const days = Array.from({ length }, (_, index) =>
    dayAhead(state, day + 1 + index, ahead + 1 + index),
  );
  return laterDays(days, absenceRate(state), commonFactorShareOf(state));
}
