import { crps } from "../../stats/crps.ts";
import { INTRADAY } from "./parameters.ts";
import type { SessionPredictorState } from "./state.ts";

/**
 * How much of today's forecast comes from days that stood alike, the rest from the person's rhythm?
 *
 * Half, until the past noons of this person say otherwise: the odds are the ratio of both parts' mean scores there, raised to
 * a power because the two resemble each other and a difference of a few percent already tells. A score, unlike a
 * likelihood, is not ruined by one surprise.
 *
 * @param usuallyDone share of the day's sessions usually done by now; early in a day noons say less
 * @returns 0–1
 */
export function analogueShareOf(state: SessionPredictorState, usuallyDone: number): number {
  const even = INTRADAY.analogueShare;
  if (state.checkedNoons === 0) return even;
  const { rhythmScore, analogueScore, checkedNoons } = state;
  const prior =
    (INTRADAY.noonPseudoDays * (rhythmScore + analogueScore)) / (2 * checkedNoons) + TINY;
  const odds = ((rhythmScore + prior) / (analogueScore + prior)) ** INTRADAY.noonExponent;
  const most = INTRADAY.maxAnalogueShare;
  const learned = Math.min(most, Math.max(1 - most, (even * odds) / (even * odds + 1 - even)));
  return even + (learned - even) * Math.min(1, usuallyDone / INTRADAY.usualShareAtNoon);
}

/** Two parts that were never wrong are equally good. */
const TINY = 1e-9;

/** Both parts' forecasts of a day at its noon, as `partsOfToday` gives them. */
interface NoonParts {
  readonly byRhythm: Float64Array;
  readonly byAnalogue: Float64Array;
}

/** Takes in how well both parts would have done at noon of a day that has ended with `count` sessions. */
export function learnAnalogueShare(
  state: SessionPredictorState,
  parts: NoonParts,
  count: number,
): void {
  const decay = INTRADAY.ageDecay;
  state.rhythmScore = state.rhythmScore * decay + crps(parts.byRhythm, count);
  state.analogueScore = state.analogueScore * decay + crps(parts.byAnalogue, count);
  state.checkedNoons = state.checkedNoons * decay + 1;
}
