/**
 * How good are the session predictor's counts on simulated people of each kind, beside the best of the simple methods?
 * Scored as `pomodoro-ml backtest` scores real histories, which cannot be committed.
 *
 *     node benchmarks/quality/session-predictor/session-counts.ts    # measures for some minutes, and writes results/session-counts.json
 */
import type { HistoryScores, SkipReason } from "../../../src/backtest/report.ts";
import { type TaskResults, tryHistory } from "../../../src/backtest/tasks.ts";
import { LARGEST_COUNT } from "../../../src/models/session-predictor/parameters.ts";
import { PERSON_KINDS, type PersonKind } from "../simulator/kinds.ts";
import { simulatePerson } from "../simulator/simulate-person.ts";
import { type Figures, rounded, writeResults } from "../support/results-file.ts";
import { updatePage } from "../support/results-page.ts";
import { COUNT_TABLES } from "./session-count-tables.ts";
import { compareWithSimulation } from "./week-by-simulation.ts";

/** People per kind and their days: in the tables of the model's page, and in the run that a test repeats. */
const FULL = { people: 12, days: 365, drawnPeople: 3, draws: 300 } as const;
export const REDUCED = { people: 1, days: 100, drawnPeople: 1, draws: 20 } as const;

/** Permanent: scores under these names are compared over the years. */
const FIRST_SEED = 30_001;

export interface Extent {
  readonly people: number;
  readonly days: number;
  /** People whose week totals are also drawn through the state, and how often; this takes longest. */
  readonly drawnPeople: number;
  readonly draws: number;
}

/** Mean scaled CRPS and coverage by kind of person, task and method. */
export function measureCounts(extent: Extent): Figures {
  const figures: Record<string, Record<string, number>> = {};
  for (const kind of PERSON_KINDS) {
    // Nothing is true of hostile sessions: there is nothing to be right about.
    if (kind === "hostile") continue;
    const histories = Array.from({ length: extent.people }, (_, index) =>
      historyOf(kind, FIRST_SEED + index, extent.days),
    );
    const results = histories.map((history) => tryHistory(history, true));
    for (const [id, task] of Object.entries(TASKS)) {
      figures[`${id}/${kind}`] = figuresOf(results.map((result) => result[task]));
    }
    figures[`week-total-drawn/${kind}`] = compareWithSimulation(
      histories.slice(0, extent.drawnPeople),
      extent.draws,
    );
  }
  return figures;
}

const TASKS = {
  "week-ahead": "week_ahead_daily",
  "early-weeks": "early_weeks",
  "first-days": "first_days",
  noon: "noon",
  "week-total": "week_total",
} as const satisfies Record<string, keyof TaskResults>;

function historyOf(kind: PersonKind, seed: number, days: number) {
  const { sessions, truth } = simulatePerson({ kind, seed, days });
  const starts = Array.from({ length: days }, (): number[] => []);
  for (const { day, startMinute, completed } of sessions) {
    if (completed) starts[day - truth.startDay]?.push(startMinute);
  }
  for (const minutes of starts) minutes.sort((a, b) => a - b);
  const first = starts.findIndex((minutes) => minutes.length > 0);
  const known = starts.slice(first);
  return {
    file: `${kind}-${seed}`,
    firstDay: truth.startDay + first,
    starts: known,
    counts: known.map((minutes) => Math.min(LARGEST_COUNT, minutes.length)),
  };
}

function figuresOf(results: readonly (HistoryScores | SkipReason)[]): Record<string, number> {
  const scored = results.filter((result) => typeof result !== "string");
  const names = Object.keys(scored[0]?.baselines ?? {});
  const others = names.map((name): [string, number] => [
    name,
    meanOf(scored, (result) => (result.baselines[name]?.crps ?? Number.NaN) / result.scale),
  ]);
  return {
    people: scored.length,
    model: rounded(meanOf(scored, ({ model, scale }) => model.crps / scale)),
    bestOther: rounded(Math.min(...others.map(([, score]) => score))),
    coverage80: rounded(meanOf(scored, ({ model }) => model.coverage80)),
    stated80: rounded(meanOf(scored, ({ model }) => model.stated80)),
    ...Object.fromEntries(others.map(([name, score]) => [name, rounded(score)])),
  };
}

function meanOf<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0) / items.length;
}

if (import.meta.main) {
  const full = measureCounts(FULL);
  writeResults("session-counts", {
    note: "node benchmarks/quality/session-predictor/session-counts.ts; mean scaled CRPS of simulated people, lower is better",
    full,
    reduced: measureCounts(REDUCED),
  });
  updatePage("session-predictor", COUNT_TABLES, full);
}
