import type { SessionPredictorState } from "./state.ts";

/** Counts from this one on are computed each time. */
export const REMEMBERED_COUNTS = 64;
/** Days further ahead are computed each time: what is asked for again and again are today and the week that begins with it. */
export const REMEMBERED_DAYS = 8;

interface Memory<Answer> {
  readonly openDay: number | null;
  readonly closedSessions: number;
  readonly answers: (Answer | undefined)[];
}

/**
 * Remembers what follows from the closed days alone.
 *
 * Closed days change only when the open day does, so such answers hold for as long as both are the same; a state of
 * another person, or a copy, is another object. This changes no answer and saves most of a request.
 *
 * @param compute a pure function of the closed days, the day asked about, and a whole number (days ahead, or a count)
 * @param below indices from this one on are computed each time
 * @returns the same function, remembering; its results are shared and must not be changed
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
    // The open day of a person without sessions is unknown, so the same answer could be asked for on several weekdays.
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
