/** Surprisal of an event of this probability: 1 bit for a coin toss, 10 bits for one in a thousand. */
export function surpriseBits(probability: number): number {
  return -Math.log2(Math.max(1e-300, probability));
}

/**
 * Upper bound of the probability that a difference is real, given the p-value of the observation and a prior. It is far
 * below 1 − p.
 *
 * @param tail p-value: probability of an observation at least this extreme when there is no difference
 * @param prior probability of a difference before the observation
 * @see Sellke, Bayarri & Berger, Calibration of p values for testing precise null hypotheses, The American Statistician
 *   55 (2001): the Bayes factor is at most 1 / (−e · p · ln p) for p below 1/e
 */
export function differenceProbability(tail: number, prior: number): number {
  const p = Math.min(Math.max(tail, 1e-300), 1);
  const factor = p < 1 / Math.E ? 1 / (-Math.E * p * Math.log(p)) : 1;
  const odds = (factor * prior) / (1 - prior);
  return odds / (1 + odds);
}
