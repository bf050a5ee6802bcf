import type { LearnedSession } from "../models/model.ts";
import { sessionPredictor } from "../models/session-predictor/session-predictor.ts";
import type { SessionPredictorState } from "../models/session-predictor/state.ts";
import type { History } from "./history.ts";

const NOON = 720;

/** Queries to the model on each day of a history. The state contains nothing later than the query. */
export interface ModelQuestions {
  /** Before the day's first session; `index` days are closed. */
  atDayStart(state: SessionPredictorState, index: number): void;
  /** With the sessions that started before noon. */
  atNoon(state: SessionPredictorState, index: number): void;
}

/**
 * Runs the model through a history, day by day. Histories contain only start times, so a session counts as known at its
 * start.
 */
export function runModel(history: History, questions: ModelQuestions): void {
  const state = sessionPredictor.empty();
  history.starts.forEach((minutes, index) => {
    const day = history.firstDay + index;
    sessionPredictor.advance(state, day);
    questions.atDayStart(state, index);
    for (const minute of minutes.filter((start) => start < NOON)) {
      sessionPredictor.learnInto(state, toSession(day, minute));
    }
    questions.atNoon(state, index);
    for (const minute of minutes.filter((start) => start >= NOON)) {
      sessionPredictor.learnInto(state, toSession(day, minute));
    }
  });
}

function toSession(day: number, startMinute: number): LearnedSession {
  return {
    id: "",
    startedAtMs: 0,
    day,
    startMinute,
    knownMinute: startMinute,
    startHour: Math.floor(startMinute / 60),
    durationMinutes: 1,
    preset: "",
    category: "",
    rating: null,
    completed: true,
  };
}
