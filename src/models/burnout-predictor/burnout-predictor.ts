import type { Estimate } from "../../stats/shrunken-mean.ts";
import type { Explanation, Model, Prediction } from "../model.ts";
import type { Change, ChangeFactor } from "./change.ts";
import { habitToday } from "./habit.ts";
import { advanceBurnout, emptyBurnoutState, learnBurnout } from "./learn-burnout.ts";
import type {
  BurnoutFactorName,
  BurnoutQuery,
  LoadSignal,
  Measurement,
  RiskFactor,
  RiskLevel,
} from "./load-signal.ts";
import { measureChange } from "./measure-change.ts";
import {
  ANALYZED_DAYS,
  BASELINE_DAYS,
  LEVEL_LIMITS,
  MIN_SESSIONS,
  RECENT_DAYS,
  SCALES,
} from "./parameters.ts";
import type { BurnoutState } from "./state.ts";
import { heldStep, runScore, runStep, type Step, scoreOf, stepProbabilities } from "./steps.ts";
import { ASKED, COLUMN, Windows } from "./windows.ts";

const METHOD = "uncoupled-windows";
/** Largest number of pieces of advice. */
const MAX_ADVICE = 3;
/** Upper end of the score's scale. */
const MAX_SCORE = 100;

/** Ties in score are listed in this order. */
const CHANGE_FACTORS: readonly ChangeFactor[] = [
  "declining_productivity",
  "overwork",
  "night_sessions",
  "weekend_work",
  "variability",
];

/**
 * Measures the load of recent days relative to the person's own earlier weeks. It is a signal about load and recovery
 * from timer data and says nothing about anybody's health. See docs/models/burnout-predictor.md.
 */
export const burnoutPredictor: Model<BurnoutState, BurnoutQuery, LoadSignal> = {
  name: "burnout-predictor",
  version: 4,
  empty: emptyBurnoutState,
  advance: advanceBurnout,
  learnInto: learnBurnout,

  predict(state, query): Prediction<LoadSignal> {
    const windows = new Windows(state, query.asked.day, query.stated);
    const sessionsAnalyzed = windows.sum(COLUMN.sessions, ASKED - ANALYZED_DAYS + 1, ASKED);
    const basis = {
      sessions: state.sessions,
      days: state.sessions === 0 ? 0 : Math.max(0, query.asked.day - state.firstDay),
      method: METHOD,
    };
    if (sessionsAnalyzed < MIN_SESSIONS) {
      return {
        status: "insufficient_data",
        value: unknownSignal(sessionsAnalyzed),
        confidence: 0,
        basis,
        have: sessionsAnalyzed,
        need: MIN_SESSIONS,
      };
    }
    const { signal, confidence } = judge(state, windows, query.asked.day, sessionsAnalyzed);
    return { status: "ready", value: signal, confidence, basis };
  },

  explain(state, query): Explanation {
    const { value } = burnoutPredictor.predict(state, query);
    return {
      baseline: 0,
      total: value.score,
      factors: value.measured.map(({ factor, score, value: shown, parameters }) => ({
        code: `burnout.${factor}`,
        contribution: score,
        parameters: { value: shown, ...parameters },
      })),
    };
  },
};

/** Risk level of a score of 0–100. */
export function levelOf(score: number): RiskLevel {
  if (score <= LEVEL_LIMITS[0]) return "low";
  if (score <= LEVEL_LIMITS[1]) return "medium";
  return score <= LEVEL_LIMITS[2] ? "high" : "critical";
}

function judge(
  state: BurnoutState,
  windows: Windows,
  asked: number,
  sessionsAnalyzed: number,
): { readonly signal: LoadSignal; readonly confidence: number } {
  const measured: Measurement[] = [];
  const factors: RiskFactor[] = [];
  const unmeasured: BurnoutFactorName[] = [];
  const distribution = new ScoreDistribution();
  const reference = { windows, habit: habitToday(state, asked) };
  function note(measurement: Measurement, step: Step): void {
    measured.push(measurement);
    if (step > 0) factors.push({ ...measurement, severity: severityOf(step) });
  }
  for (const factor of CHANGE_FACTORS) {
    const change = measureChange(factor, reference, ASKED);
    if (change === undefined) {
      unmeasured.push(factor);
      // An unmeasured factor is not assumed to be fine: its true change has the population's uncertainty.
      distribution.add(stepProbabilities(factor, unknownChange(factor)), (reached) =>
        scoreOf(factor, reached),
      );
      continue;
    }
    const step = heldStep(factor, reference, change.estimate);
    note(describe(factor, change, step), step);
    const chances = stepProbabilities(factor, change.estimate);
    distribution.add(chances, (reached) => scoreOf(factor, reached));
  }
  const run = currentRun(state, asked);
  const runReached = runStep(run);
  const runPoints = runScore(runReached);
  note(
    {
      factor: "continuous_days",
      score: runPoints,
      value: run,
      parameters: { days: run },
      change: null,
    },
    runReached,
  );
  distribution.shift(runPoints);
  factors.sort((a, b) => b.score - a.score);
  const score = factors.reduce((sum, factor) => sum + factor.score, 0);
  const level = levelOf(score);
  const advice: LoadSignal["advice"] =
    factors.length === 0
      ? ["keep_rhythm"]
      : factors.slice(0, MAX_ADVICE).map(({ factor }) => factor);
  const judged = { score, level, factors, measured, unmeasured, advice };
  const signal = { ...unknownSignal(sessionsAnalyzed), ...judged };
  return { signal, confidence: distribution.massOf(level) };
}

function unknownChange(factor: ChangeFactor): Estimate {
  return { mean: 0, sd: SCALES[factor].usualChange };
}

function describe(factor: ChangeFactor, change: Change, step: Step): Measurement {
  const { value, recent, baseline, against, wellness, estimate } = change;
  return {
    factor,
    score: scoreOf(factor, step),
    value,
    parameters: {
      recent,
      baseline,
      against,
      ...(wellness === undefined
        ? {}
        : { recentWellness: wellness.recent, baselineWellness: wellness.baseline }),
    },
    change: estimate,
  };
}

function severityOf(step: Step): RiskFactor["severity"] {
  return step === 3 ? "high" : step === 2 ? "medium" : "low";
}

/** Number of days in a row with sessions up to the day asked about. That day is not over and does not end a run. */
function currentRun(state: BurnoutState, asked: number): number {
  return state.sessions > 0 && asked - state.lastActiveDay <= 1 ? state.run : 0;
}

function unknownSignal(sessionsAnalyzed: number): LoadSignal {
  return {
    score: 0,
    level: "unknown",
    factors: [],
    measured: [],
    unmeasured: [...CHANGE_FACTORS, "continuous_days"],
    advice: ["collect_data"],
    sessionsAnalyzed,
    analyzedDays: ANALYZED_DAYS,
    recentDays: RECENT_DAYS,
    baselineDays: BASELINE_DAYS,
  };
}

/** Distribution of the score implied by the uncertainty of the person's true changes. */
class ScoreDistribution {
  #mass: Float64Array = new Float64Array(MAX_SCORE + 1);
  #highest = 0;

  constructor() {
    this.#mass[0] = 1;
  }

  add(chances: readonly number[], scoreOfStep: (step: Step) => number): void {
    const next = new Float64Array(MAX_SCORE + 1);
    for (const step of [0, 1, 2, 3] as const) {
      const chance = chances[step] ?? 0;
      const added = scoreOfStep(step);
      for (let score = 0; score <= this.#highest; score += 1) {
        next[score + added] = (next[score + added] ?? 0) + chance * (this.#mass[score] ?? 0);
      }
    }
    this.#mass = next;
    this.#highest += scoreOfStep(3);
  }

  shift(score: number): void {
    this.add([1, 0, 0, 0], () => score);
  }

  massOf(level: RiskLevel): number {
    let mass = 0;
    for (let score = 0; score <= this.#highest; score += 1) {
      if (levelOf(score) === level) mass += this.#mass[score] ?? 0;
    }
    return Math.min(1, Math.max(0, mass));
  }
}
