import { replayDaily } from "../../../src/backtest/replay-daily.ts";
import { burnoutPredictor } from "../../../src/models/burnout-predictor/burnout-predictor.ts";
import { HABIT_SUM } from "../../../src/models/burnout-predictor/habit.ts";
import type { BurnoutState } from "../../../src/models/burnout-predictor/state.ts";
import type { EpochDay } from "../../../src/time/calendar.ts";
import type { PersonKind } from "../simulator/kinds.ts";
import { simulatePerson } from "../simulator/simulate-person.ts";
import { rounded } from "../support/results-file.ts";

const DAYS = 365;
/** Lives of the same person with other chance, whose average is taken as the truth. */
const LIVES = 20;
const EVERY_DAYS = 6;
const WARM_UP_DAYS = 35;

/**
 * Is the level right as often as its confidence says? The right level is the one that follows from the average of many
 * lives of the same person: what remains when sampling noise is gone.
 */
export function measureLoadConfidence(
  kinds: readonly PersonKind[],
  people: number,
): Record<string, Record<string, number>> {
  const answers: { readonly confidence: number; readonly right: boolean }[] = [];
  for (const kind of kinds) {
    for (let seed = 1; seed <= people; seed += 1) answers.push(...judgePerson(kind, seed));
  }
  const figures: Record<string, Record<string, number>> = {};
  for (const [low, high] of [
    [0, 0.5],
    [0.5, 0.7],
    [0.7, 0.9],
    [0.9, 1.01],
  ] as const) {
    const within = answers.filter(({ confidence }) => confidence >= low && confidence < high);
    if (within.length === 0) continue;
    const stated = within.reduce((sum, { confidence }) => sum + confidence, 0);
    figures[`confidence/from-${low * 100}`] = {
      answers: within.length,
      stated: rounded(stated / within.length),
      right: rounded(within.filter(({ right }) => right).length / within.length),
    };
  }
  return figures;
}

function judgePerson(kind: PersonKind, seed: number) {
  const own = new Map<EpochDay, BurnoutState>();
  const pooled = new Map<EpochDay, Pool>();
  for (let luck = 0; luck <= LIVES; luck += 1) {
    const { sessions, truth } = simulatePerson({ kind, seed, days: DAYS, luck });
    const days = { from: truth.startDay, to: truth.startDay + DAYS - 1 };
    replayDaily(burnoutPredictor, sessions, days, (state, day) => {
      const index = day - truth.startDay;
      if (index < WARM_UP_DAYS || index % EVERY_DAYS !== 0) return;
      if (luck === 0) {
        own.set(day, structuredClone(state));
        return;
      }
      const pool = pooled.get(day) ?? openPool(state);
      pooled.set(day, pool);
      pour(pool, state);
    });
  }
  return [...own].flatMap(([day, state]) => {
    const pool = pooled.get(day);
    const query = { asked: { day, minute: 1439, wallHour: 23 } };
    const answer = burnoutPredictor.predict(state, query);
    if (pool === undefined || answer.status !== "ready") return [];
    const truth = burnoutPredictor.predict(averageOf(pool, state), query);
    return [{ confidence: answer.confidence, right: answer.value.level === truth.value.level }];
  });
}

/** Sums over many lives, as if one person had lived them all at once. */
interface Pool {
  readonly state: BurnoutState;
  readonly checkins: number[];
}

function openPool(like: BurnoutState): Pool {
  const state = structuredClone(like);
  for (const column of Object.values(state.columns)) column.fill(0);
  state.habit.sums.fill(0);
  state.sessions = 0;
  return { state, checkins: state.columns.wellnessCode.map(() => 0) };
}

function pour({ state, checkins }: Pool, from: BurnoutState): void {
  state.sessions += from.sessions;
  for (const name of COLUMN_NAMES) addTo(state.columns[name], from.columns[name]);
  addTo(state.habit.sums, from.habit.sums);
  from.columns.wellnessCode.forEach((code, slot) => {
    if (code > 0) checkins[slot] = (checkins[slot] ?? 0) + 1;
  });
}

const COLUMN_NAMES = [
  "sessions",
  "minuteTenths",
  "night",
  "ratings",
  "ratingHundredths",
  "ratingSquares",
  "wellnessCode",
] as const;

function addTo(sums: number[], values: readonly number[]): void {
  values.forEach((value, index) => {
    sums[index] = (sums[index] ?? 0) + value;
  });
}

/** Days were lived once, and the run of days is a fact of the life in question. */
function averageOf({ state, checkins }: Pool, own: BurnoutState): BurnoutState {
  const average = structuredClone(state);
  average.run = own.run;
  average.lastActiveDay = own.lastActiveDay;
  for (const sum of [HABIT_SUM.exposure, HABIT_SUM.active]) {
    average.habit.sums[sum] = Math.round((average.habit.sums[sum] ?? 0) / LIVES);
  }
  checkins.forEach((count, slot) => {
    if (count === 0) return;
    average.columns.wellnessCode[slot] = Math.round(
      (average.columns.wellnessCode[slot] ?? 0) / count,
    );
  });
  return average;
}
