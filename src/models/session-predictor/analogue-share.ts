import { crps } from "../../stats/crps.ts";
import { INTRADAY } from "./parameters.ts";
import type { SessionPredictorState } from "./state.ts";

/**
 * Share of the analogues in today's forecast; the rest comes from the person's rhythm.
 *
 * The prior share is one half. It is learned from noons of past days: the odds are the ratio of both parts' mean
 * scores, raised to a power because the parts are similar and a difference of a few percent is already informative. The
 * CRPS is used because, unlike a likelihood, it is not dominated by one surprising day.
 *
 * @param usuallyDone share of the day's sessions usually done by now; early in the day the learned share has less
 *   effect
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

/** Avoids division by zero. Two parts that were never wrong get equal odds. */
const TINY = 1e-9;

/** Both parts' forecasts of a day at its noon, as returned by `partsOfToday`. */
interface NoonParts {
  readonly byRhythm: Float64Array;
  readonly byAnalogue: Float64Array;
}

/** Updates both parts' scores with a day that ended with `count` sessions, from their forecasts at its noon. */
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
