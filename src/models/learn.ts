import type { LearnedSession, Model } from "./model.ts";

/** Pure form of learning: returns a new state and changes neither argument. */
export function learn<State, Query, Value>(
  model: Model<State, Query, Value>,
  state: State,
  session: LearnedSession,
): State {
  const draft = structuredClone(state);
  model.learnInto(draft, session);
  return draft;
}

/** The state after learning `sessions` in order, starting from `state`, which is not changed. */
export function fold<State, Query, Value>(
  model: Model<State, Query, Value>,
  state: State,
  sessions: Iterable<LearnedSession>,
): State {
  const draft = structuredClone(state);
  for (const session of sessions) model.learnInto(draft, session);
  return draft;
}
