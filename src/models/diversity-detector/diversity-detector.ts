import { at } from "../../stats/at.ts";
import { incompleteBeta } from "../../stats/student-t.ts";
import type { AskedMoment, Basis, Model } from "../model.ts";
import {
  countCategories,
  type Finding,
  findOverloads,
  findRuns,
  type WindowSession,
} from "./findings.ts";
import { advanceDiversity, type DiversityState, emptyDiversity, learnDiversity } from "./state.ts";

export interface DiversityQuery {
  readonly asked: AskedMoment;
  /** Categories to choose alternatives from; when empty, those the person has used. */
  readonly categories: readonly string[];
}

export interface DiversityReport {
  /** Findings, overloads first; empty when the window is varied or has too few sessions. */
  readonly findings: readonly Finding[];
  /** Categories named by a finding. */
  readonly avoid: readonly string[];
  /** Up to three known categories with the least use, without those in `avoid`. */
  readonly alternatives: readonly string[];
  readonly distribution: readonly { readonly category: string; readonly sessions: number }[];
  /** Length of the window before today, in days. */
  readonly windowDays: number;
  /** Sessions in the window. */
  readonly sessions: number;
}

export const DIVERSITY_PARAMETERS = Object.freeze({
  /** The window is today and this many days before it. */
  windowDays: 2,
  /** A category with a larger share of the window is an overload. */
  overloadShare: 0.7,
  /** Fewest sessions in a window for its shares to be judged. */
  minSessions: 5,
  /** Length of a run on one day from which it is a finding. */
  run: 3,
  alternatives: 3,
  /** Evidence of one session of the window about the next days, below 1 because sessions of one day are correlated. */
  sessionWorth: 0.5,
  /** Weight of the person's usual share, in sessions. */
  usualWorth: 4,
});

const METHOD = "category-shares";

/**
 * Detects work of one kind only: shares of the categories in the last days, and runs of one category within a day in
 * chronological order. See docs/models/diversity-detector.md.
 */
export const diversityDetector: Model<DiversityState, DiversityQuery, DiversityReport> = {
  name: "diversity-detector",
  version: 2,
  empty: emptyDiversity,
  advance: advanceDiversity,
  learnInto: learnDiversity,

  predict(state, query) {
    const value = report(state, query);
    const basis: Basis = {
      sessions: value.sessions,
      days: state.sessions === 0 ? 0 : Math.max(0, query.asked.day - state.firstDay),
      method: METHOD,
    };
    const confidence = confidenceOf(state, value);
    const { minSessions } = DIVERSITY_PARAMETERS;
    if (value.sessions >= minSessions || value.findings.length > 0) {
      return { status: "ready", value, confidence, basis };
    }
    return {
      status: "insufficient_data",
      value,
      confidence,
      basis,
      have: value.sessions,
      need: minSessions,
    };
  },

  /** The explained number is the largest share of one category; the baseline is an even split. */
  explain(state, query) {
    const { distribution, sessions } = report(state, query);
    const [largest] = distribution;
    if (largest === undefined) return { baseline: 0, total: 0, factors: [] };
    const baseline = 1 / distribution.length;
    const total = largest.sessions / sessions;
    return {
      baseline,
      total,
      factors: [
        {
          code: "diversity.largest_share",
          contribution: total - baseline,
          parameters: { category: largest.category, sessions: largest.sessions },
        },
      ],
    };
  },
};

function report(state: DiversityState, query: DiversityQuery): DiversityReport {
  const { windowDays, overloadShare, minSessions, run } = DIVERSITY_PARAMETERS;
  const window = windowOf(state, query.asked.day - windowDays);
  const findings = [...findOverloads(window, overloadShare, minSessions), ...findRuns(window, run)];
  const avoid = [...new Set(findings.map(({ category }) => category))];
  return {
    findings,
    avoid,
    alternatives: leastUsed(state, query.categories, avoid),
    distribution: countCategories(window),
    windowDays,
    sessions: window.length,
  };
}

function windowOf(state: DiversityState, from: number): WindowSession[] {
  return state.recentCategories
    .map((category, index) => ({ day: at(state.recentDays, index), category }))
    .filter(({ day }) => day >= from);
}

function leastUsed(
  state: DiversityState,
  asked: readonly string[],
  avoid: readonly string[],
): string[] {
  const known = asked.length > 0 ? [...new Set(asked)] : state.categories;
  const use = (category: string): number => {
    const row = state.categories.indexOf(category);
    return row < 0 ? 0 : at(state.weights, row);
  };
  return known
    .filter((category) => !avoid.includes(category))
    .sort((a, b) => use(a) - use(b))
    .slice(0, DIVERSITY_PARAMETERS.alternatives);
}

/**
 * With a finding: probability that its category takes more than half of the next comparable days. Without one:
 * probability that no category exceeds the overload share. Both follow from the window's counts and the person's usual
 * shares.
 */
function confidenceOf(state: DiversityState, value: DiversityReport): number {
  const [largest] = value.distribution;
  if (largest === undefined) return 0;
  const named = value.findings.length > 0;
  const counts = named
    ? value.distribution.filter(({ category }) => value.avoid.includes(category))
    : [largest];
  const share = named ? 0.5 : DIVERSITY_PARAMETERS.overloadShare;
  const above = counts.map(({ category, sessions }) =>
    probabilityAbove(share, sessions, value.sessions, usualShare(state, category)),
  );
  const most = Math.max(...above);
  return named ? most : 1 - most;
}

/** Probability from the Beta posterior of a category's share, whose prior is the person's usual share. */
function probabilityAbove(share: number, sessions: number, all: number, usual: number): number {
  const { sessionWorth, usualWorth } = DIVERSITY_PARAMETERS;
  const inside = usualWorth * usual + sessionWorth * sessions;
  const outside = usualWorth * (1 - usual) + sessionWorth * (all - sessions);
  // When `outside` is 0, every recorded session has this category.
  return outside <= 0 ? 1 : 1 - incompleteBeta(share, inside, outside);
}

function usualShare(state: DiversityState, category: string): number {
  const row = state.categories.indexOf(category);
  const all = state.weights.reduce((sum, weight) => sum + weight, 0);
  return row < 0 || all === 0 ? 0 : at(state.weights, row) / all;
}
