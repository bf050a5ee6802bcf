/**
 * How often does the load-and-recovery signal alarm people to whom nothing happens, how soon does it see strain that
 * builds up, and is its confidence worth its name? On simulated people, looked at every evening for a year.
 *
 *     node benchmarks/quality/burnout-predictor/load-signal.ts        # measures, and writes results/load-signal.json
 *
 * The predecessor's score is measured beside it on the same people.
 */

import { replayDaily } from "../../../src/backtest/replay-daily.ts";
import {
  burnoutPredictor,
  levelOf,
} from "../../../src/models/burnout-predictor/burnout-predictor.ts";
import type { LoadSignal } from "../../../src/models/burnout-predictor/load-signal.ts";
import type { LearnedSession } from "../../../src/models/model.ts";
import type { EpochDay } from "../../../src/time/calendar.ts";
import { PERSON_KINDS, type PersonKind } from "../simulator/kinds.ts";
import { type SimulatedPerson, simulatePerson } from "../simulator/simulate-person.ts";
import { type Figures, quantileOf, rounded, writeResults } from "../support/results-file.ts";
import { updatePage } from "../support/results-page.ts";
import { measureLoadConfidence } from "./load-signal-confidence.ts";
import { LOAD_SIGNAL_TABLES } from "./load-signal-tables.ts";
import { oldLoadScore } from "./old-rule.ts";

type Level = LoadSignal["level"];

const DAYS = 365;
const MONTHS_A_YEAR = 12;
/** Days after strain began in which it should be seen. */
const WATCHED_DAYS = 90;
/** People per scenario in the part that a test repeats. */
export const REDUCED_PEOPLE = 4;
/** Stands for "not within WATCHED_DAYS". */
const MISSED = 999;

/** @param people simulated person-years per scenario */
export function measureLoadSignal(people: number): Figures {
  const figures: Record<string, Record<string, number>> = {};
  for (const kind of PERSON_KINDS) {
    if (kind === "hostile") continue;
    const persons = Array.from({ length: people }, (_, index) =>
      simulatePerson({ kind, seed: 1 + index, days: DAYS }),
    );
    const ours = persons.map((person) => levelsOf(person));
    const old = persons.map((person) => oldLevelsOf(person));
    if (kind === "burnout_onset") {
      figures[`onset/${kind}`] = onsetFigures(persons, ours);
      figures[`onset/${kind}/old-rules`] = onsetFigures(persons, old);
    } else {
      figures[`burden/${kind}`] = burdenFigures(ours);
      figures[`burden/${kind}/old-rules`] = burdenFigures(old);
    }
  }
  const kinds: PersonKind[] = ["stationary", "burnout_onset", "traveller"];
  return { ...figures, ...measureLoadConfidence(kinds, Math.ceil(people / 10)) };
}

function levelsOf({ sessions, truth }: SimulatedPerson): Level[] {
  const levels: Level[] = [];
  const days = { from: truth.startDay, to: truth.startDay + DAYS - 1 };
  replayDaily(burnoutPredictor, sessions, days, (state, day) => {
    const asked = { day, minute: 1439, wallHour: 23 };
    levels.push(burnoutPredictor.predict(state, { asked }).value.level);
  });
  return levels;
}

function oldLevelsOf({ sessions, truth }: SimulatedPerson): Level[] {
  const levels: Level[] = [];
  let window: LearnedSession[] = [];
  let next = 0;
  let activeDays = 0;
  for (let day: EpochDay = truth.startDay; day < truth.startDay + DAYS; day += 1) {
    const before = next;
    while ((sessions[next]?.day ?? Number.POSITIVE_INFINITY) <= day) next += 1;
    if (next > before) activeDays += 1;
    window = [...window.filter((one) => one.day >= day - 14), ...sessions.slice(before, next)];
    const score = oldLoadScore(window, { sessions: next, activeDays }, day);
    levels.push(score === undefined ? "unknown" : levelOf(score));
  }
  return levels;
}

const RANK: Readonly<Record<Level, number>> = {
  unknown: 0,
  low: 1,
  medium: 2,
  high: 3,
  critical: 4,
};

function burdenFigures(people: readonly (readonly Level[])[]): Record<string, number> {
  let high = 0;
  let medium = 0;
  let changes = 0;
  let unknown = 0;
  let days = 0;
  for (const levels of people) {
    levels.forEach((level, index) => {
      const before = levels[index - 1] ?? "unknown";
      days += 1;
      if (level === "unknown") unknown += 1;
      if (level !== before && level !== "unknown" && before !== "unknown") changes += 1;
      if (RANK[level] >= RANK.high && RANK[before] < RANK.high) high += 1;
      if (RANK[level] >= RANK.medium && RANK[before] < RANK.medium) medium += 1;
    });
  }
  const years = days / DAYS;
  return {
    personYears: rounded(years),
    highAlarmsPerMonth: rounded(high / years / MONTHS_A_YEAR),
    mediumAlarmsPerMonth: rounded(medium / years / MONTHS_A_YEAR),
    levelChangesPerYear: rounded(changes / years),
    unknownShare: rounded(unknown / days),
  };
}

function onsetFigures(
  persons: readonly SimulatedPerson[],
  people: readonly (readonly Level[])[],
): Record<string, number> {
  const delays = (rank: number) =>
    persons.map(({ truth }, index) => {
      const from = (truth.onset?.from ?? truth.startDay) - truth.startDay;
      const watched = people[index]?.slice(from, from + WATCHED_DAYS) ?? [];
      const seen = watched.findIndex((level) => RANK[level] >= rank);
      return seen < 0 ? MISSED : seen;
    });
  const beforeOnset = people.map((levels, index) => {
    const truth = persons[index]?.truth;
    return levels.slice(0, truth === undefined ? 0 : (truth.onset?.from ?? 0) - truth.startDay);
  });
  const medium = delays(RANK.medium);
  const high = delays(RANK.high);
  return {
    people: persons.length,
    medianRampDays: quantileOf(
      persons.map(({ truth: { onset } }) => (onset === null ? 0 : onset.to - onset.from)),
      0.5,
    ),
    mediumMedianDays: quantileOf(medium, 0.5),
    mediumMissedShare: rounded(shareMissed(medium)),
    highMedianDays: quantileOf(high, 0.5),
    high80PercentDays: quantileOf(high, 0.8),
    highMissedShare: rounded(shareMissed(high)),
    highAlarmsPerMonthBefore: rounded(burdenFigures(beforeOnset).highAlarmsPerMonth ?? 0),
  };
}

function shareMissed(delays: readonly number[]): number {
  return delays.filter((delay) => delay === MISSED).length / delays.length;
}

if (import.meta.main) {
  const full = measureLoadSignal(200);
  writeResults("load-signal", {
    note: "node benchmarks/quality/burnout-predictor/load-signal.ts; 999 days means not within 90 days",
    full,
    reduced: measureLoadSignal(REDUCED_PEOPLE),
  });
  updatePage("burnout-predictor", LOAD_SIGNAL_TABLES, full);
}
