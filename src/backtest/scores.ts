import { crps } from "../stats/crps.ts";
import { centralInterval, meanOf, type Pmf, quantileOf } from "../stats/pmf.ts";

/**
 * Lower bound of a probability in the log score, which would otherwise be minus infinity for an outcome with forecast
 * probability 0.
 */
const MIN_PROBABILITY = 1e-4;

/** Scores of a method's forecasts, averaged over its cases. Counts are in sessions. */
export interface Scores {
  /** Continuous ranked probability score; lower is better. */
  readonly crps: number;
  /** Mean absolute error of the median. */
  readonly mae: number;
  /** Mean of forecast mean minus outcome; positive when forecasts are too high. */
  readonly bias: number;
  /** Observed coverage of the central 50 % interval. */
  readonly coverage50: number;
  /** Stated coverage of the central 50 % interval. */
  readonly stated50: number;
  /** Share of outcomes inside the central 80 % interval. */
  readonly coverage80: number;
  /** Mean stated probability of these intervals; for integers it is above 0.8. */
  readonly stated80: number;
  /** Mean logarithm of the forecast probability of the outcome. */
  readonly log_score: number;
}

/** Collects the cases of one method on one history. */
export class ScoreSheet {
  #cases = 0;
  #crps = 0;
  #absoluteError = 0;
  #error = 0;
  #inside = 0;
  #stated = 0;
  #insideHalf = 0;
  #statedHalf = 0;
  #logScore = 0;

  add(forecast: Pmf, actual: number): void {
    const { lower, upper, mass } = centralInterval(forecast, 0.8);
    const half = centralInterval(forecast, 0.5);
    this.#cases += 1;
    this.#crps += crps(forecast, actual);
    this.#absoluteError += Math.abs(quantileOf(forecast, 0.5) - actual);
    this.#error += meanOf(forecast) - actual;
    this.#inside += actual >= lower && actual <= upper ? 1 : 0;
    this.#stated += mass;
    this.#insideHalf += actual >= half.lower && actual <= half.upper ? 1 : 0;
    this.#statedHalf += half.mass;
    this.#logScore += Math.log(Math.max(MIN_PROBABILITY, forecast[actual] ?? 0));
  }

  /** @throws RangeError without any case */
  scores(): Scores {
    if (this.#cases === 0) throw new RangeError("no cases were scored");
    return {
      crps: this.#crps / this.#cases,
      mae: this.#absoluteError / this.#cases,
      bias: this.#error / this.#cases,
      coverage50: this.#insideHalf / this.#cases,
      stated50: this.#statedHalf / this.#cases,
      coverage80: this.#inside / this.#cases,
      stated80: this.#stated / this.#cases,
      log_score: this.#logScore / this.#cases,
    };
  }
}

/** Mean of each member over scores with equal weight. */
export function meanScores(all: readonly Scores[]): Scores {
  const mean = (member: keyof Scores) =>
    all.reduce((sum, scores) => sum + scores[member], 0) / all.length;
  return {
    crps: mean("crps"),
    mae: mean("mae"),
    bias: mean("bias"),
    coverage50: mean("coverage50"),
    stated50: mean("stated50"),
    coverage80: mean("coverage80"),
    stated80: mean("stated80"),
    log_score: mean("log_score"),
  };
}
