import type { Clock } from "../../../ports.ts";

/** Suspends a model whose answers are rejected repeatedly, because it costs money without any use. */
export interface QualityBreaker {
  allows(): boolean;
  /** @param isGood whether the answer passed the checks */
  judged(isGood: boolean): void;
}

/** Number of latest answers that are judged. */
const JUDGED_ANSWERS = 20;
/** From this number of rejected answers among the last ones, chance is ruled out. */
const MAX_REFUSED = 0.8 * JUDGED_ANSWERS;
/** Time for which a model is suspended. */
const REST_MS = 600_000;

export function createQualityBreaker(clock: Clock): QualityBreaker {
  let judgements: boolean[] = [];
  let restsUntilMs = Number.NEGATIVE_INFINITY;
  return {
    allows: () => clock.now() >= restsUntilMs,
    judged(isGood) {
      judgements = [...judgements, isGood].slice(-JUDGED_ANSWERS);
      const refused = judgements.filter((good) => !good).length;
      if (judgements.length < JUDGED_ANSWERS || refused < MAX_REFUSED) return;
      judgements = [];
      restsUntilMs = clock.now() + REST_MS;
    },
  };
}
