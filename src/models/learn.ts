import type { LearnedSession, Model } from "./model.ts";

/** The pure form of learning: returns a new state and leaves both arguments untouched. */
export function learn<State, Query, Value>(
  model: Model<State, Query, Value>,
  state: State,
  session: LearnedSession,
): State {
  const draft = structuredClone(state);
  model.learnInto(draft, session);
  return draft;
}

/** The state after learning `sessions` in order, starting from `state`, which stays untouched. */
export function fold<State, Query, Value>(
  model: Model<State, Query, Value>,
  state: State,
  sessions: Iterable<LearnedSession>,
): State {
  const draft = structuredClone(state);
  for (const session of sessions) model.learnInto(draft, session);
  return draft;
}
