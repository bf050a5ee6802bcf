import type { LearnedSession, Model } from "../models/model.ts";
import type { EpochDay } from "../time/calendar.ts";

/**
 * Folds a history and stops at the end of each day, when all its sessions are known but the day is not closed yet, like
 * a person who reads the answer every evening.
 */
export function replayDaily<State, Query, Value>(
  model: Model<State, Query, Value>,
  sessions: readonly LearnedSession[],
  days: { readonly from: EpochDay; readonly to: EpochDay },
  look: (state: State, day: EpochDay) => void,
): void {
  const state = model.empty();
  let next = 0;
  for (let day = days.from; day <= days.to; day += 1) {
    for (;;) {
      const session = sessions[next];
      if (session === undefined || session.day > day) break;
      model.learnInto(state, session);
      next += 1;
    }
    model.advance(state, day);
    look(state, day);
  }
}
