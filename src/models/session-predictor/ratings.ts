import { normalCdf, normalQuantile } from "../../stats/normal-distribution.ts";
import { RATINGS } from "./parameters.ts";
import type { RatingForecast } from "./query.ts";
import type { SessionPredictorState } from "./state.ts";

/** Records the rating of a session of the open day. Null is unrated and changes nothing; 0 is a rating. */
export function noteRating(state: SessionPredictorState, rating: number | null): void {
  if (rating === null) return;
  state.openRatingSum += rating;
  state.openRatings += 1;
}

/**
 * Learns the ratings of the open day. One observation is the day's mean, because ratings of one day are too correlated
 * to count as independent. Observations age with newer ones, not with the calendar, so that a break does not discard
 * what is known.
 */
export function learnDayRating(state: SessionPredictorState, weekday: number): void {
  if (state.openRatings === 0) return;
  const { ratingDays, ratingSums } = state;
  for (let index = 0; index < 7; index++) {
    ratingDays[index] = (ratingDays[index] ?? 0) * RATINGS.ageDecayPerRatedDay;
    ratingSums[index] = (ratingSums[index] ?? 0) * RATINGS.ageDecayPerRatedDay;
  }
  state.ratingSquares *= RATINGS.ageDecayPerRatedDay;
  const mean = state.openRatingSum / state.openRatings;
  ratingDays[weekday] = (ratingDays[weekday] ?? 0) + 1;
  ratingSums[weekday] = (ratingSums[weekday] ?? 0) + mean;
  state.ratingSquares += mean * mean;
  state.ratings += state.openRatings;
  state.openRatingSum = 0;
  state.openRatings = 0;
}

/**
 * Forecasts the mean rating of a day of this weekday.
 *
 * The weekday's mean is shrunk towards the person's mean, which is shrunk towards the neutral rating, with the
 * pseudo-days in `RATINGS`. Older days count less.
 *
 * @param weekday 0 = Monday
 */
export function forecastRating(state: SessionPredictorState, weekday: number): RatingForecast {
  let days = 0;
  let sum = 0;
  for (let index = 0; index < 7; index++) {
    days += state.ratingDays[index] ?? 0;
    sum += state.ratingSums[index] ?? 0;
  }
  const person = (sum + RATINGS.priorDays * RATINGS.priorMean) / (days + RATINGS.priorDays);
  const weekdayDays = (state.ratingDays[weekday] ?? 0) + RATINGS.weekdayPseudoDays;
  const mean =
    ((state.ratingSums[weekday] ?? 0) + RATINGS.weekdayPseudoDays * person) / weekdayDays;
  const scatter = Math.max(0, state.ratingSquares - 2 * person * sum + person * person * days);
  const variance =
    (scatter + RATINGS.priorSpreadDays * RATINGS.priorSpread ** 2) /
    (days + RATINGS.priorSpreadDays);
  // Combines the day-to-day variation and the uncertainty of the mean.
  const spread = Math.sqrt(variance * (1 + 1 / (days + RATINGS.priorDays)));
  const lower = Math.max(0, mean - normalQuantile(0.9) * spread);
  const upper = Math.min(100, mean + normalQuantile(0.9) * spread);
  return {
    mean,
    interval80: { lower, upper, mass: massWithin(lower, upper, mean, spread) },
    confidence: massWithin(mean - 10, mean + 10, mean, spread),
    ratedSessions: state.ratings,
  };
}

/** Ratings are bounded by 0 and 100; the normal distribution's mass beyond them is assigned to the bounds. */
function massWithin(lower: number, upper: number, mean: number, spread: number): number {
  const above = upper >= 100 ? 1 : normalCdf((upper - mean) / spread);
  return above - (lower <= 0 ? 0 : normalCdf((lower - mean) / spread));
}
