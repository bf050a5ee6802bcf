import { normalCdf, normalQuantile } from "../../stats/normal-distribution.ts";
import { RATINGS } from "./parameters.ts";
import type { RatingForecast } from "./query.ts";
import type { SessionPredictorState } from "./state.ts";

/** Notes the rating of a session of the open day; null is unrated and changes nothing, 0 is a rating. */
export function noteRating(state: SessionPredictorState, rating: number | null): void {
  if (rating === null) return;
  state.openRatingSum += rating;
  state.openRatings += 1;
}

/**
 * Ends the open day for the ratings: one observation is the day's mean, because the ratings of one day
 * resemble each other too much to count as independent. Observations age as newer ones arrive, not with the calendar:
 * a break must not turn what is known of a person back into what is said of strangers.
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
 * How productive will a day of this weekday be, as the person rates it?
 *
 * The weekday's mean is pulled towards the person's own, and that towards the neutral rating, each by as many
 * pseudo-days as `RATINGS` says; older days count less.
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
  // The day's own spread, and the uncertainty about the centre.
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

/** Ratings end at 0 and 100, and what the normal curve puts beyond sits on the ends. */
function massWithin(lower: number, upper: number, mean: number, spread: number): number {
  const above = upper >= 100 ? 1 : normalCdf((upper - mean) / spread);
  return above - (lower <= 0 ? 0 : normalCdf((lower - mean) / spread));
}
