import type { Measurement } from "../../../models/burnout-predictor/load-signal.ts";
import type { LoadEvidence } from "../../../schemas/burnout-risk.ts";
import { round } from "../../answers/data-basis.ts";

/** Half-width of the middle 80 % of a normal distribution, in standard deviations. */
const DEVIATIONS_OF_80 = 1.2816;

type Factor = Measurement["factor"];

const UNITS: Readonly<Record<Factor, LoadEvidence["unit"]>> = {
  declining_productivity: "rating",
  overwork: "minutes_per_day",
  night_sessions: "percent_of_sessions",
  weekend_work: "percent_of_sessions",
  variability: "points",
  continuous_days: "days",
};

/** Evidence for a factor's score, in the units of the wire format. */
export function loadEvidence(measurement: Measurement): LoadEvidence {
  const { factor, parameters } = measurement;
  const scale = UNITS[factor] === "percent_of_sessions" ? 100 : 1;
  const recent = factor === "continuous_days" ? measurement.value : numberOf(parameters.recent);
  const baseline = numberOf(parameters.baseline);
  const recentWellness = numberOf(parameters.recentWellness);
  const baselineWellness = numberOf(parameters.baselineWellness);
  return {
    recent: recent === null ? null : round(scale * recent, 1),
    baseline: baseline === null ? null : round(scale * baseline, 1),
    unit: UNITS[factor],
    compared_with: comparedWith(parameters.against),
    change: changeOf(measurement),
    wellness:
      recentWellness === null || baselineWellness === null
        ? null
        : { recent: round(recentWellness, 1), baseline: round(baselineWellness, 1) },
  };
}

function changeOf({ factor, change }: Measurement): LoadEvidence["change"] {
  if (change === null) return null;
  const { mean, sd } = change;
  // Standard deviations of ratings are compared by their logarithm; all others are shares.
  const shown = (value: number) =>
    round(100 * (factor === "variability" ? Math.expm1(value) : value), 1);
  return {
    estimate: shown(mean),
    interval: {
      lower: shown(mean - DEVIATIONS_OF_80 * sd),
      upper: shown(mean + DEVIATIONS_OF_80 * sd),
      probability: 0.8,
    },
    unit: UNITS[factor] === "percent_of_sessions" ? "percentage_points" : "percent",
  };
}

function comparedWith(against: string | number | undefined): LoadEvidence["compared_with"] {
  if (against === undefined) return null;
  return against === "habit" ? "months_before" : "four_weeks_before";
}

function numberOf(value: string | number | undefined): number | null {
  return typeof value === "number" ? value : null;
}
