import type { StatedDays } from "../../time/stated-days.ts";
import type {
  AskedMoment,
  Basis,
  Explanation,
  LearnedSession,
  Model,
  Prediction,
} from "../model.ts";
import { countBefore, insertMinute } from "./arrivals.ts";
import { closeUntil } from "./close-day.ts";
import { explainDay, explainWeek } from "./explain.ts";
import { forecastDay, forecastWeek, stateOn } from "./forecast.ts";
import { minuteAfter } from "./outlook.ts";
import { MAX_SESSIONS_PER_DAY, MIN_DAYS, MIN_SESSIONS } from "./parameters.ts";
import type { SessionForecast, SessionQuery } from "./query.ts";
import { noteRating } from "./ratings.ts";
import { emptyState, type SessionPredictorState } from "./state.ts";

const METHOD = "dynamic_count_mixture";

/**
 * Forecasts the number of completed sessions today, on a coming day and in a week, and their ratings.
 *
 * The model is an aged fold of the person's days, including empty ones. See `docs/models/session-predictor.md` for the
 * arithmetic, sources and measured quality. A query ignores sessions that become known later on its day.
 */
export const sessionPredictor: Model<SessionPredictorState, SessionQuery, SessionForecast> = {
  name: "session-predictor",
  version: 8,
  empty: emptyState,
  advance: closeUntil,
  learnInto,
  predict,
  explain,
};

/** @throws RangeError when the session's day is already closed */
function learnInto(
  draft: SessionPredictorState,
  session: LearnedSession,
  stated?: StatedDays,
): void {
  if (draft.openDay === null) {
    draft.openDay = session.day;
  }
  if (session.day < draft.openDay) {
    throw new RangeError(`session of day ${session.day} learned after day ${draft.openDay} began`);
  }
  closeUntil(draft, session.day, stated);
  draft.openUsed = true;
  noteRating(draft, session.rating);
  // An abandoned session is not counted as completed, but its day counts as a day of use.
  if (session.completed && draft.openMinutes.length < MAX_SESSIONS_PER_DAY) {
    insertMinute(draft.openMinutes, session.knownMinute);
  }
}

function predict(state: SessionPredictorState, query: SessionQuery): Prediction<SessionForecast> {
  const { asked, stated } = query;
  const current = stateOn(state, asked.day, stated);
  const basis = basisOf(current, asked);
  if (query.kind === "day") {
    const value = forecastDay(current, asked, query.day, stated);
    return judged({ kind: "day", ...value }, value.confidence, basis);
  }
  const value = forecastWeek(current, asked, query.start, stated);
  return judged({ kind: "week", ...value }, value.total.confidence, basis);
}

function explain(state: SessionPredictorState, query: SessionQuery): Explanation {
  const { asked, stated } = query;
  const current = stateOn(state, asked.day, stated);
  const whole =
    query.kind === "day"
      ? explainDay(current, asked, query.day, stated)
      : explainWeek(current, asked, query.start, stated);
  if (missing(basisOf(current, asked)) === undefined) return whole;
  return { baseline: whole.total, total: whole.total, factors: [] };
}

function basisOf(state: SessionPredictorState, asked: AskedMoment): Basis {
  const known = countBefore(state.openMinutes, minuteAfter(asked));
  return {
    sessions: state.closedSessions + known,
    days: state.usedDays,
    method: METHOD,
  };
}

/** What is missing before the answer counts as the person's own, if anything. */
function missing(basis: Basis): { readonly have: number; readonly need: number } | undefined {
  if (basis.sessions < MIN_SESSIONS) return { have: basis.sessions, need: MIN_SESSIONS };
  if (basis.days < MIN_DAYS) return { have: basis.days, need: MIN_DAYS };
  return undefined;
}

function judged(
  value: SessionForecast,
  confidence: number,
  basis: Basis,
): Prediction<SessionForecast> {
  const lack = missing(basis);
  if (lack === undefined) return { status: "ready", value, confidence, basis };
  return { status: "insufficient_data", value, confidence, basis, ...lack };
}
