import type { LearnedSession, Prediction } from "../../../src/models/model.ts";
import {
  type QualityForecast,
  qualityPredictor,
} from "../../../src/models/quality-predictor/quality-predictor.ts";
import type { QualityQuery } from "../../../src/models/quality-predictor/quality-query.ts";
import { isoWeekday } from "../../../src/time/calendar.ts";

/** Ratings before the first one that is scored: fewer make no mean to compare with. */
const WARM_UP = 5;

/** A session with the expectation of its rating given all that can be known before it; null when nobody knows. */
export interface ScoredSession {
  readonly session: LearnedSession;
  readonly expected: number | null;
}

/**
 * Figures over all scored sessions. A skill is the share of the squared error of "the mean of the ratings so far" that
 * is saved.
 */
export interface QualityScores {
  readonly sessions: number;
  readonly skill: number;
  /** Of a mean that forgets (gain 0.03), and of the oracle. */
  readonly fadingMeanSkill: number;
  readonly oracleSkill: number;
  /** The same in the last half of each history. */
  readonly lateSkill: number;
  readonly lateOracleSkill: number;
  /** Share of ratings inside the 80 % interval, and its mean width. */
  readonly coverage80: number;
  readonly width80: number;
  /** Mean stated probability to be within 10 points, and how often it was so. */
  readonly confidence: number;
  readonly within10: number;
  /** Share saved of the Brier score of "the share completed so far". */
  readonly completionSkill: number;
  /** Skill of the person for whom it is lowest. */
  readonly worstPersonSkill: number;
}

const SUMS = [
  "count",
  "mean",
  "fading",
  "model",
  "oracle",
  "lateMean",
  "lateModel",
  "lateOracle",
  "inside",
  "width",
  "confidence",
  "within",
  "completion",
  "completionMean",
] as const;
type Sums = Record<(typeof SUMS)[number], number>;

function emptySums(): Sums {
  return {
    count: 0,
    mean: 0,
    fading: 0,
    model: 0,
    oracle: 0,
    lateMean: 0,
    lateModel: 0,
    lateOracle: 0,
    inside: 0,
    width: 0,
    confidence: 0,
    within: 0,
    completion: 0,
    completionMean: 0,
  };
}

/** Predicts every session of every history before it is learned. One history is one person. */
export function scoreHistories(histories: readonly (readonly ScoredSession[])[]): QualityScores {
  const total = emptySums();
  let worstPersonSkill = 1;
  for (const history of histories) {
    const sums = scoreHistory(history);
    for (const key of SUMS) total[key] += sums[key];
    if (sums.mean > 0) worstPersonSkill = Math.min(worstPersonSkill, 1 - sums.model / sums.mean);
  }
  return {
    sessions: total.count,
    skill: 1 - total.model / total.mean,
    fadingMeanSkill: 1 - total.fading / total.mean,
    oracleSkill: 1 - total.oracle / total.mean,
    lateSkill: 1 - total.lateModel / total.lateMean,
    lateOracleSkill: 1 - total.lateOracle / total.lateMean,
    coverage80: total.inside / total.count,
    width80: total.width / total.count,
    confidence: total.confidence / total.count,
    within10: total.within / total.count,
    completionSkill: total.completionMean === 0 ? 0 : 1 - total.completion / total.completionMean,
    worstPersonSkill,
  };
}

interface Past {
  ratings: number;
  mean: number;
  fading: number;
  sessions: number;
  completed: number;
}

function scoreHistory(history: readonly ScoredSession[]): Sums {
  const sums = emptySums();
  const state = qualityPredictor.empty();
  const past: Past = { ratings: 0, mean: 0, fading: 0, sessions: 0, completed: 0 };
  history.forEach((scored, index) => {
    const { session } = scored;
    qualityPredictor.advance(state, session.day);
    const answer = qualityPredictor.predict(state, queryFor(session));
    scoreCompletion(sums, answer.value, session, past);
    // A forecast is about a session that will be completed.
    if (session.rating !== null && session.completed) {
      const isLate = index >= history.length / 2;
      if (past.ratings >= WARM_UP) scoreRating(sums, answer, scored, session.rating, past, isLate);
      past.ratings += 1;
      past.mean += (session.rating - past.mean) / past.ratings;
      past.fading += Math.max(1 / past.ratings, 0.03) * (session.rating - past.fading);
    }
    past.sessions += 1;
    if (session.completed) past.completed += 1;
    qualityPredictor.learnInto(state, session);
  });
  return sums;
}

function scoreCompletion(
  sums: Sums,
  value: QualityForecast,
  session: LearnedSession,
  past: Past,
): void {
  if (past.sessions < WARM_UP) return;
  const came = session.completed ? 1 : 0;
  sums.completion += (came - value.completionProbability) ** 2;
  sums.completionMean += (came - past.completed / past.sessions) ** 2;
}

function scoreRating(
  sums: Sums,
  { value, confidence }: Prediction<QualityForecast>,
  { expected }: ScoredSession,
  rating: number,
  past: Past,
  isLate: boolean,
): void {
  const { predictedProductivity, interval80 } = value;
  const error = (rating - predictedProductivity) ** 2;
  const meanError = (rating - past.mean) ** 2;
  const oracleError = expected === null ? meanError : (rating - expected) ** 2;
  sums.count += 1;
  sums.model += error;
  sums.mean += meanError;
  sums.fading += (rating - past.fading) ** 2;
  sums.oracle += oracleError;
  if (isLate) {
    sums.lateModel += error;
    sums.lateMean += meanError;
    sums.lateOracle += oracleError;
  }
  // Ratings are whole numbers: one that rounds into the interval is in it.
  if (rating >= interval80.lower - 0.5 && rating <= interval80.upper + 0.5) sums.inside += 1;
  sums.width += interval80.upper - interval80.lower;
  sums.confidence += confidence;
  if (error <= 100) sums.within += 1;
}

/** What somebody would ask who is about to start this session. */
function queryFor(session: LearnedSession): QualityQuery {
  const { day, startMinute, startHour, wellness = null } = session;
  const unanswered = {
    sleepQuality: null,
    energyLevel: null,
    mood: null,
    stressLevel: null,
    motivation: null,
    focusAbility: null,
  };
  return {
    asked: { day, minute: startMinute, wallHour: startHour },
    hour: startHour,
    weekday: isoWeekday(day),
    preset: session.preset,
    category: session.category,
    sessionsToday: null,
    minutesSinceLast: null,
    wellness: wellness === null ? null : { ...unanswered, overallWellness: wellness },
  };
}
