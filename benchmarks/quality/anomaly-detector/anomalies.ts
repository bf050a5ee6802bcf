/**
 * How often does each anomaly type speak about people to whom nothing happens, how soon does it notice a change that was
 * put there, and is the answer's confidence worth its name? On simulated people, looked at every evening.
 *
 *     node benchmarks/quality/anomaly-detector/anomalies.ts         # measures, and writes results/anomalies.json
 *
 * An alarm is the first evening of an episode. The predecessor's rules are measured beside ours on the same people.
 */

import { replayDaily } from "../../../src/backtest/replay-daily.ts";
import { TESTED_TYPES } from "../../../src/domain/anomaly-types.ts";
import { anomalyDetector } from "../../../src/models/anomaly-detector/anomaly-detector.ts";
import type { AnomalyReport } from "../../../src/models/anomaly-detector/anomaly-report.ts";
import type { AnomalyType } from "../../../src/models/anomaly-detector/finding.ts";
import type { LearnedSession, Prediction } from "../../../src/models/model.ts";
import type { Disturbance } from "../simulator/disturbance.ts";
import { PERSON_KINDS, type PersonKind } from "../simulator/kinds.ts";
import { type SimulatedPerson, simulatePerson } from "../simulator/simulate-person.ts";
import { type Figures, quantileOf, rounded, writeResults } from "../support/results-file.ts";
import { updatePage } from "../support/results-page.ts";
import { measureAnomalyConfidence } from "./anomaly-confidence.ts";
import { ANOMALY_TABLES } from "./anomaly-tables.ts";
import { oldAnomalies } from "./old-rule.ts";

const DAYS = 365;
const QUARTERS_A_YEAR = 4;
/** Evenings after a change on which it should be noticed, and the figure for "not by then". */
const WATCHED_DAYS = 40;
const MISSED = 999;
const SOON_DAYS = 14;

/** The part that a test repeats. */
export const REDUCED = { stationary: 8, others: 3 } as const;

/** Changes that are put into stationary lives, by permanent id, and the types that should notice them. */
const CHANGES: Readonly<
  Record<
    string,
    { readonly change: Pick<Disturbance, "type" | "size">; readonly by: AnomalyType[] }
  >
> = {
  "ratings-30-points": {
    change: { type: "rating", size: 30 },
    by: ["productivity_drop", "quality_decline"],
  },
  "ratings-20-points": {
    change: { type: "rating", size: 20 },
    by: ["productivity_drop", "quality_decline"],
  },
  "ratings-12-points": {
    change: { type: "rating", size: 12 },
    by: ["productivity_drop", "quality_decline"],
  },
  "hours-10-later": { change: { type: "hours", size: 10 }, by: ["unusual_hours"] },
  "hours-6-later": { change: { type: "hours", size: 6 }, by: ["unusual_hours"] },
  "category-80-percent-new": { change: { type: "category", size: 0.8 }, by: ["category_shift"] },
  "category-50-percent-new": { change: { type: "category", size: 0.5 }, by: ["category_shift"] },
  "sessions-2.5-times": {
    change: { type: "count", size: 2.5 },
    by: ["overwork_spike", "level_shift"],
  },
  "sessions-2-times": { change: { type: "count", size: 2 }, by: ["overwork_spike", "level_shift"] },
  "sessions-1.5-times": {
    change: { type: "count", size: 1.5 },
    by: ["overwork_spike", "level_shift"],
  },
  "sessions-half": { change: { type: "count", size: 0.5 }, by: ["level_shift"] },
  "sessions-30-percent": { change: { type: "count", size: 0.3 }, by: ["level_shift"] },
};

/**
 * @param stationary simulated years of people to whom nothing happens
 * @param others simulated years of each other kind, and people per injected change
 */
export function measureAnomalies(stationary: number, others: number): Figures {
  const figures: Record<string, Record<string, number>> = {};
  for (const kind of PERSON_KINDS) {
    if (kind === "hostile") continue;
    const years = kind === "stationary" ? stationary : others;
    const [ours, old] = alarmFigures(kind, years);
    figures[`alarms-per-quarter/${kind}`] = ours;
    figures[`alarms-per-quarter/${kind}/old-rules`] = old;
  }
  for (const [id, { change, by }] of Object.entries(CHANGES)) {
    figures[`delay/${id}`] = delayFigures(change, by, others);
  }
  return { ...figures, ...measureAnomalyConfidence(2 * others) };
}

function alarmFigures(
  kind: PersonKind,
  years: number,
): [Record<string, number>, Record<string, number>] {
  const ours = new AlarmCounter();
  const old = new AlarmCounter();
  for (let index = 0; index < years; index += 1) {
    const person = simulatePerson({ kind, seed: 10_001 + index, days: DAYS });
    ours.nextPerson();
    old.nextPerson();
    const days = { from: person.truth.startDay, to: person.truth.startDay + DAYS - 1 };
    watch(person.sessions, days, (answer) => ours.note(typesIn(answer)));
    watchOldRules(person, old);
  }
  return [ours.perQuarter(years), old.perQuarter(years)];
}

/** Counts the evenings on which a type speaks that did not on the evening before. */
class AlarmCounter {
  readonly #alarms = new Map<string, number>();
  #yesterday: readonly string[] = [];

  nextPerson(): void {
    this.#yesterday = [];
  }

  note(types: readonly string[]): void {
    for (const type of types) {
      if (this.#yesterday.includes(type)) continue;
      this.#alarms.set(type, (this.#alarms.get(type) ?? 0) + 1);
    }
    this.#yesterday = types;
  }

  perQuarter(years: number): Record<string, number> {
    const rate = (type: string) => rounded((this.#alarms.get(type) ?? 0) / years / QUARTERS_A_YEAR);
    return {
      personYears: years,
      ...Object.fromEntries(TESTED_TYPES.map((type) => [type, rate(type)])),
    };
  }
}

function watch(
  sessions: readonly LearnedSession[],
  days: { readonly from: number; readonly to: number },
  look: (answer: Prediction<AnomalyReport>, day: number) => void,
): void {
  replayDaily(anomalyDetector, sessions, days, (state, day) => {
    look(anomalyDetector.predict(state, { asked: { day, minute: 1439, wallHour: 23 } }), day);
  });
}

function typesIn({ value }: Prediction<AnomalyReport>): AnomalyType[] {
  return [...value.anomalies, ...value.changes].map(({ type }) => type);
}

function watchOldRules({ sessions, truth }: SimulatedPerson, counter: AlarmCounter): void {
  let window: LearnedSession[] = [];
  let next = 0;
  for (let day = truth.startDay; day < truth.startDay + DAYS; day += 1) {
    const before = next;
    while ((sessions[next]?.day ?? Number.POSITIVE_INFINITY) <= day) next += 1;
    window = [...window.filter((one) => one.day >= day - 60), ...sessions.slice(before, next)];
    counter.note(oldAnomalies(window, day));
  }
}

function delayFigures(
  change: Pick<Disturbance, "type" | "size">,
  by: readonly AnomalyType[],
  people: number,
): Record<string, number> {
  const delays: number[] = [];
  for (let index = 0; index < people; index += 1) {
    const seed = 50_001 + index;
    const startDay = 19_723;
    const fromDay = startDay + 150 + (index % 7);
    const { sessions } = simulatePerson({
      kind: "stationary",
      seed,
      startDay,
      days: 150 + 7 + WATCHED_DAYS,
      disturbance: { ...change, fromDay },
    });
    let delay = MISSED;
    watch(sessions, { from: startDay, to: fromDay + WATCHED_DAYS }, (answer, day) => {
      if (day < fromDay || delay !== MISSED) return;
      if (typesIn(answer).some((type) => by.includes(type))) delay = day - fromDay;
    });
    delays.push(delay);
  }
  const soon = delays.filter((delay) => delay <= SOON_DAYS).length;
  return {
    people,
    medianDays: quantileOf(delays, 0.5),
    days80Percent: quantileOf(delays, 0.8),
    noticedWithin14Days: rounded(soon / people),
  };
}

if (import.meta.main) {
  const full = measureAnomalies(1000, 150);
  writeResults("anomalies", {
    note: "node benchmarks/quality/anomaly-detector/anomalies.ts; 999 days means not within 40 days",
    full,
    reduced: measureAnomalies(REDUCED.stationary, REDUCED.others),
  });
  updatePage("anomaly-detector", ANOMALY_TABLES, full);
}
