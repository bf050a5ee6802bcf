/** Surprise of an event of this probability: 1 bit for a coin toss, 10 bits for one in a thousand. */
export function surpriseBits(probability: number): number {
  return -Math.log2(Math.max(1e-300, probability));
}

/**
 * Probability that something really is different, given how improbable the observation would be if nothing were: the
 * most that a p-value can say, which is far less than 1 − p.
 *
 * @param tail probability of an observation at least this extreme when nothing is different
 * @param prior probability of a difference before looking
 * @see Sellke, Bayarri & Berger, Calibration of p values for testing precise null hypotheses,
 *   The American Statistician 55 (2001): the Bayes factor is at most 1 / (−e · p · ln p) for p below 1/e
 */
export function differenceProbability(tail: number, prior: number): number {
  const p = Math.min(Math.max(tail, 1e-300), 1);
  const factor = p < 1 / Math.E ? 1 / (-Math.E * p * Math.log(p)) : 1;
  const odds = (factor * prior) / (1 - prior);
  return odds / (1 + odds);
}
