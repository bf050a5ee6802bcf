import type { SessionPredictorState } from "./state.ts";

/** Results for this count and higher ones are not cached. */
export const REMEMBERED_COUNTS = 64;
/** Results for days further ahead are not cached. Most queries are about today and the week that begins with it. */
export const REMEMBERED_DAYS = 8;

interface Memory<Answer> {
  readonly openDay: number | null;
  readonly closedSessions: number;
  readonly answers: (Answer | undefined)[];
}

/**
 * Memoises a function of the closed days.
 *
 * Closed days change only together with the open day or with the number of closed sessions, so a result stays valid
 * while both are the same. The cache is keyed by the state object, so a copy or another person's state has its own
 * entries. Results are unchanged, and most of a request's time is saved.
 *
 * @param compute a pure function of the closed days, the day of the query, and a whole number (days ahead, or a count)
 * @param below results for indices from this one on are not cached
 * @returns the memoised function; its results are shared and must not be changed
 */
export function remembering<Answer>(
  compute: (state: SessionPredictorState, day: number, index: number) => Answer,
  below: number,
): (state: SessionPredictorState, day: number, index: number) => Answer {
  const memories = new WeakMap<SessionPredictorState, Memory<Answer>>();

  function answersFor(state: SessionPredictorState): (Answer | undefined)[] {
    const { openDay, closedSessions } = state;
    const known = memories.get(state);
    if (known?.openDay === openDay && known.closedSessions === closedSessions) return known.answers;
    const answers: (Answer | undefined)[] = [];
    // Without sessions the open day is unknown, and the same key would stand for several weekdays.
    if (openDay !== null) memories.set(state, { openDay, closedSessions, answers });
    return answers;
  }

  return (state, day, index) => {
    const answers = answersFor(state);
    const known = answers[index];
    if (known !== undefined) return known;
    const answer = compute(state, day, index);
    if (index < below) answers[index] = answer;
    return answer;
  };
}
