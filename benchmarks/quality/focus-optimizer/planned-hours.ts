import { BUILT_IN_PRESETS } from "../../../src/domain/preset.ts";
/**
 * How good are the hours of a planned day, against people whose true ratings are known? For each scenario and length
 * of history: points per session that the plan loses against the best feasible plan, the same for the rule of the
 * former service, and whether what is said about it (best hour, gain) is true.
 *
 *     node benchmarks/quality/focus-optimizer/planned-hours.ts            # the table
 *     node benchmarks/quality/focus-optimizer/planned-hours.ts --write    # and renew the committed results
 */
import { planDay } from "../../../src/models/focus-optimizer/day-plan.ts";
import { focusOptimizer } from "../../../src/models/focus-optimizer/focus-optimizer.ts";
import { FOCUS_PARAMETERS } from "../../../src/models/focus-optimizer/parameters.ts";
import type { FocusState } from "../../../src/models/focus-optimizer/state.ts";
import { isoWeekday } from "../../../src/time/calendar.ts";
import { CUSTOMARY_PRESETS } from "../../../tests/support/customary-presets.ts";
import { learnedSession } from "../../../tests/support/learned-session.ts";
import { type Random, seededRandom } from "../../../tests/support/random.ts";
import { HOUR_SCENARIOS, type HourScenario } from "../productivity-analyzer/hour-ranking.ts";
import { type Figures, rounded, writeResults } from "../support/results-file.ts";
import { ClockScoreRule } from "./old-rule.ts";

const FIRST_DAY = 20_094;
const WEEKS = [2, 6, 16, 40] as const;
const SESSIONS = 4;
const FULL_PEOPLE = 60;
export const REDUCED_PEOPLE = 4;

/** Somebody who works some hours often and some rarely, and whose true mean ratings are known. */
class Worker {
  readonly #scenario: HourScenario;
  readonly #random: Random;
  #hours: number[];
  readonly #weekdays: number[];
  readonly #cells: number[];
  readonly #share: number[];

  constructor(scenario: HourScenario, seed: number) {
    this.#scenario = scenario;
    this.#random = seededRandom(seed);
    this.#hours = this.#draw(24, scenario.hour);
    this.#weekdays = this.#draw(7, scenario.weekday);
    this.#cells = this.#draw(168, scenario.cell);
    this.#share = Array.from({ length: 24 }, (_, hour) =>
      hour < 6 || hour > 21 ? 0 : this.#random.uniform() ** 2 * 0.6,
    );
  }

  #draw(count: number, sd: number): number[] {
    return Array.from({ length: count }, () => sd * this.#random.normal());
  }

  truth(weekday: number, hour: number): number {
    const cell = this.#cells[(weekday - 1) * 24 + hour] ?? 0;
    return 68 + (this.#hours[hour] ?? 0) + (this.#weekdays[weekday - 1] ?? 0) + cell;
  }

  /** Mean truth over the hours as they are usually worked. */
  usual(weekday: number): number {
    let sum = 0;
    let shares = 0;
    this.#share.forEach((share, hour) => {
      sum += share * this.truth(weekday, hour);
      shares += share;
    });
    return sum / shares;
  }

  live(day: number, state: FocusState, rule: ClockScoreRule): void {
    const { mood, noise, hour, turnWeek } = this.#scenario;
    if (turnWeek !== undefined && day === FIRST_DAY + 7 * turnWeek) {
      this.#hours = this.#draw(24, hour);
    }
    const today = mood * this.#random.normal();
    this.#share.forEach((share, startHour) => {
      if (this.#random.uniform() >= share) return;
      const drawn = this.truth(isoWeekday(day), startHour) + today + noise * this.#random.normal();
      const rating = Math.min(100, Math.max(0, Math.round(drawn)));
      focusOptimizer.learnInto(state, learnedSession({ day, startHour, rating }));
      rule.learn(isoWeekday(day), startHour, rating);
    });
  }
}

interface Sums {
  days: number;
  lost: number;
  lostByOldRule: number;
  lostByUsual: number;
  bestStated: number;
  bestCame: number;
  gains: number;
  gainStated: number;
  gainCame: number;
}

/** Asks for the plan of each of the seven days after so many weeks. */
function ask(worker: Worker, state: FocusState, rule: ClockScoreRule, today: number, sums: Sums) {
  for (let day = today; day < today + 7; day += 1) {
    const weekday = isoWeekday(day);
    const truthAt = (hour: number) => worker.truth(weekday, hour);
    const { value, confidence } = focusOptimizer.predict(state, {
      asked: { day: today, minute: 0, wallHour: 0 },
      day,
      presetOfHour: CUSTOMARY_PRESETS,
      sessions: SESSIONS,
      workingHours: null,
      busy: [],
      earlierStarts: [],
    });
    const best = meanOver(
      planDay({
        presets: BUILT_IN_PRESETS,
        sessions: SESSIONS,
        workingHours: FOCUS_PARAMETERS.workingHours,
        earliestMinute: 0,
        busy: [],
        kept: [],
        utilityAt: (minute) => truthAt(Math.floor(minute / 60)),
      }).map(({ startMinute }) => truthAt(Math.floor(startMinute / 60))),
    );
    const planned = meanOver(value.sessions.map(({ hour }) => truthAt(hour)));
    const usual = worker.usual(weekday);
    sums.days += 1;
    sums.lost += best - planned;
    sums.lostByOldRule += best - meanOver(rule.plan(weekday, SESSIONS).map(truthAt));
    sums.lostByUsual += best - usual;
    sums.bestStated += confidence;
    const named = truthAt(value.peakHours[0]?.hour ?? 0);
    sums.bestCame += named >= highestTruth(truthAt) - 1e-9 ? 1 : 0;
    if (value.gain === null) continue;
    sums.gains += 1;
    sums.gainStated += value.gain.points;
    sums.gainCame += planned - usual;
  }
}

function highestTruth(truthAt: (hour: number) => number): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (let hour = 6; hour <= 21; hour += 1) highest = Math.max(highest, truthAt(hour));
  return highest;
}

function meanOver(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** By scenario and weeks of history. */
export function measurePlannedHours(people: number): Figures {
  const figures: [string, Figures[string]][] = [];
  for (const scenario of HOUR_SCENARIOS) {
    const byWeeks = WEEKS.map((): Sums => {
      return {
        days: 0,
        lost: 0,
        lostByOldRule: 0,
        lostByUsual: 0,
        bestStated: 0,
        bestCame: 0,
        gains: 0,
        gainStated: 0,
        gainCame: 0,
      };
    });
    for (let person = 0; person < people; person += 1) liveAndAsk(scenario, person, byWeeks);
    byWeeks.forEach((sums, index) => {
      figures.push([`${scenario.id}/${WEEKS[index]}-weeks`, figuresOf(sums)]);
    });
  }
  return Object.fromEntries(figures);
}

function liveAndAsk(scenario: HourScenario, person: number, byWeeks: readonly Sums[]): void {
  const worker = new Worker(scenario, 900 + person);
  const state = focusOptimizer.empty();
  const rule = new ClockScoreRule();
  let day = FIRST_DAY;
  byWeeks.forEach((sums, index) => {
    for (; day < FIRST_DAY + 7 * (WEEKS[index] ?? 0); day += 1) worker.live(day, state, rule);
    focusOptimizer.advance(state, day);
    ask(worker, state, rule, day, sums);
  });
}

function figuresOf(sums: Sums): Figures[string] {
  return {
    lost: rounded(sums.lost / sums.days),
    lostByOldRule: rounded(sums.lostByOldRule / sums.days),
    lostByUsual: rounded(sums.lostByUsual / sums.days),
    bestStated: rounded(sums.bestStated / sums.days),
    bestCame: rounded(sums.bestCame / sums.days),
    gainStated: rounded(sums.gains === 0 ? 0 : sums.gainStated / sums.gains),
    gainCame: rounded(sums.gains === 0 ? 0 : sums.gainCame / sums.gains),
  };
}

if (import.meta.main) {
  const full = measurePlannedHours(FULL_PEOPLE);
  console.table(full);
  if (process.argv[2] === "--write") {
    const note =
      "Points per session lost against the best feasible plan; probabilities; points of gain.";
    writeResults("planned-hours", { note, full, reduced: measurePlannedHours(REDUCED_PEOPLE) });
  }
}
