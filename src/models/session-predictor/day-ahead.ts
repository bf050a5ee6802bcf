import { isoWeekday } from "../../time/calendar.ts";
import { calibrateInto } from "./calibration.ts";
import { forecastCounts, newCountForecast } from "./count-forecast.ts";
import { COUNT_BINS } from "./parameters.ts";
import { absenceRate, type Presence } from "./presence.ts";
import { remembering } from "./remembered.ts";
import { laterDays } from "./week-total.ts";

/** A coming day, forecast from the closed days alone. */
export interface DayAhead {
  /** Calibrated probabilities of 0 … 60 sessions; shared, not to be changed. */
  readonly pmf: Float64Array;
  readonly presence: Presence;
}

export const DAYS_PER_WEEK = 7;

const forecast = newCountForecast();

/** The forecast of `day`, `ahead` days after the open one (0 for the open day itself). */
export const dayAhead = remembering((state, day, ahead): DayAhead => {
  const pmf = new Float64Array(COUNT_BINS);
  forecastCounts(state, isoWeekday(day) - 1, ahead, forecast);
  calibrateInto(state.calibration, forecast.mixed, pmf);
  return { pmf, presence: { ...forecast.presence } };
});

/** The six days that follow `day`, summed; see `laterDays`. */
export const restOfWeek = remembering((state, day, ahead) => {
  const days: DayAhead[] = [];
  for (let next = 1; next < DAYS_PER_WEEK; next++) {
    days.push(dayAhead(state, day + next, ahead + next));
  }
  return laterDays(days, absenceRate(state));
});
