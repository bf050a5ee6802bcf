/**
 * How good are the hours named best, and the heat map, against people whose true ratings are known? For each scenario and
 * length of history: points lost by the named three hours against the truly best three (winner's curse), whether the
 * stated probabilities come true, and the error of the heat map's cells.
 *
 *     node benchmarks/quality/productivity-analyzer/hour-ranking.ts
 */
import { productivityAnalyzer } from "../../../src/models/productivity-analyzer/productivity-analyzer.ts";
import { isoWeekday } from "../../../src/time/calendar.ts";
import { learnedSession } from "../../../tests/support/learned-session.ts";
import { type Random, seededRandom } from "../../../tests/support/random.ts";

const FIRST_DAY = 20_094;
const HOURS = [7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22];
const WEEKS = [2, 6, 16, 40] as const;

/** Spreads in points: of single ratings, hours, weekdays, cells, and the mood of a day. */
export interface HourScenario {
  readonly id: string;
  readonly noise: number;
  readonly hour: number;
  readonly weekday: number;
  readonly cell: number;
  readonly mood: number;
  /** Week at whose beginning all hours are drawn anew. */
  readonly turnWeek?: number;
}

export const HOUR_SCENARIOS: readonly HourScenario[] = [
  { id: "rhythm", noise: 14, hour: 5, weekday: 3, cell: 2, mood: 0 },
  { id: "strong-rhythm", noise: 14, hour: 10, weekday: 3, cell: 2, mood: 0 },
  { id: "weak-rhythm", noise: 16, hour: 2, weekday: 1, cell: 1, mood: 0 },
  { id: "moody-days", noise: 12, hour: 5, weekday: 2, cell: 2, mood: 8 },
  { id: "changing-rhythm", noise: 14, hour: 5, weekday: 3, cell: 2, mood: 0, turnWeek: 20 },
  { id: "no-rhythm", noise: 14, hour: 0, weekday: 0, cell: 0, mood: 0 },
];

export interface RankingResult {
  readonly weeks: number;
  /**
   * Mean true points per hour lost against the truly best three; ours and of the three highest raw means,
   * both among hours with three ratings or more.
   */
  readonly lost: number;
  readonly lostByRawMeans: number;
  /** Mean stated probability of the named hours to be among the best three, and how often they were. */
  readonly stated: number;
  readonly came: number;
  /** Root mean squared error of the cells: ours, raw means (the overall mean where there is none), overall mean. */
  readonly cellError: number;
  readonly rawCellError: number;
  readonly levelCellError: number;
}

interface Sums {
  people: number;
  lost: number;
  raw: number;
  stated: number;
  came: number;
  named: number;
  cell: number;
  rawCell: number;
  levelCell: number;
  cells: number;
}

class Person {
  readonly #scenario: HourScenario;
  readonly #random: Random;
  #hours: number[];
  readonly #weekdays: number[];
  readonly #cells: number[];
  /** How often each hour is worked; a few rare ones tempt to lucky means. */
  readonly #share: number[];

  constructor(scenario: HourScenario, seed: number) {
    this.#scenario = scenario;
    this.#random = seededRandom(seed);
    this.#hours = this.#draw(24, scenario.hour);
    this.#weekdays = this.#draw(7, scenario.weekday);
    this.#cells = this.#draw(168, scenario.cell);
    this.#share = HOURS.map(() => this.#random.uniform() ** 2 * 0.7);
  }

  #draw(count: number, sd: number): number[] {
    return Array.from({ length: count }, () => sd * this.#random.normal());
  }

  /** True mean rating of a cell; `weekday` 1–7. */
  truth(weekday: number, hour: number): number {
    const cell = this.#cells[(weekday - 1) * 24 + hour] ?? 0;
    return 68 + (this.#hours[hour] ?? 0) + (this.#weekdays[weekday - 1] ?? 0) + cell;
  }

  /** True mean over weekdays. */
  hourTruth(hour: number): number {
    let sum = 0;
    for (let weekday = 1; weekday <= 7; weekday += 1) sum += this.truth(weekday, hour);
    return sum / 7;
  }

  live(state: ReturnType<typeof productivityAnalyzer.empty>, day: number): void {
    const { mood, noise, hour, turnWeek } = this.#scenario;
    if (turnWeek !== undefined && day === FIRST_DAY + 7 * turnWeek)
      this.#hours = this.#draw(24, hour);
    const today = mood * this.#random.normal();
    HOURS.forEach((startHour, index) => {
      if (this.#random.uniform() >= (this.#share[index] ?? 0)) return;
      const drawn = this.truth(isoWeekday(day), startHour) + today + noise * this.#random.normal();
      const rating = Math.min(100, Math.max(0, Math.round(drawn)));
      productivityAnalyzer.learnInto(state, learnedSession({ day, startHour, rating }));
    });
  }
}

/** @param people how many histories to draw; the same number gives the same result */
export function measureHourRanking(scenario: HourScenario, people: number): RankingResult[] {
  const sums = WEEKS.map(
    (): Sums => ({
      people: 0,
      lost: 0,
      raw: 0,
      stated: 0,
      came: 0,
      named: 0,
      cell: 0,
      rawCell: 0,
      levelCell: 0,
      cells: 0,
    }),
  );
  for (let number = 0; number < people; number += 1) {
    const person = new Person(scenario, 500 + number);
    const state = productivityAnalyzer.empty();
    let day = FIRST_DAY;
    WEEKS.forEach((weeks, index) => {
      for (; day < FIRST_DAY + 7 * weeks; day += 1) person.live(state, day);
      productivityAnalyzer.advance(state, day);
      const tally = sums[index];
      if (tally !== undefined) judge(person, state, day, tally);
    });
  }
  return sums.map((tally, index) => ({
    weeks: WEEKS[index] ?? 0,
    lost: tally.lost / tally.people,
    lostByRawMeans: tally.raw / tally.people,
    stated: tally.stated / tally.named,
    came: tally.came / tally.named,
    cellError: Math.sqrt(tally.cell / tally.cells),
    rawCellError: Math.sqrt(tally.rawCell / tally.cells),
    levelCellError: Math.sqrt(tally.levelCell / tally.cells),
  }));
}

function judge(
  person: Person,
  state: ReturnType<typeof productivityAnalyzer.empty>,
  day: number,
  sums: Sums,
): void {
  const { value } = productivityAnalyzer.predict(state, {
    asked: { day, minute: 0, wallHour: 12 },
  });
  judgeCells(person, value, sums);
  const eligible = value.hours.flatMap(({ ratings }, hour) => (ratings >= 3 ? [hour] : []));
  if (value.bestHours.length < 3 || eligible.length < 6) return;
  const best = eligible.toSorted((a, b) => person.hourTruth(b) - person.hourTruth(a)).slice(0, 3);
  const mean = (hours: readonly number[]) =>
    hours.reduce((sum, hour) => sum + person.hourTruth(hour), 0) / hours.length;
  const raw = (hour: number) => value.hours[hour]?.mean ?? 0;
  const rawBest = eligible.toSorted((a, b) => raw(b) - raw(a)).slice(0, 3);
  sums.people += 1;
  sums.lost += mean(best) - mean(value.bestHours.map(({ which }) => which));
  sums.raw += mean(best) - mean(rawBest);
  for (const { which, probability } of value.bestHours) {
    sums.named += 1;
    sums.stated += probability;
    if (best.includes(which)) sums.came += 1;
  }
}

type Analysis = ReturnType<typeof productivityAnalyzer.predict>["value"];

function judgeCells(person: Person, value: Analysis, sums: Sums): void {
  const rated = value.hours.reduce((sum, { ratings, mean }) => sum + ratings * (mean ?? 0), 0);
  const level = value.totals.ratings === 0 ? 70 : rated / value.totals.ratings;
  value.heatmap.forEach((row, index) => {
    for (const hour of HOURS) {
      const cell = row[hour];
      if (cell === undefined) continue;
      const truth = person.truth(index + 1, hour);
      sums.cells += 1;
      sums.cell += (cell.shrunkenMean - truth) ** 2;
      sums.rawCell += ((cell.mean ?? level) - truth) ** 2;
      sums.levelCell += (level - truth) ** 2;
    }
  });
}

if (import.meta.main) {
  for (const scenario of HOUR_SCENARIOS) {
    console.log(`\n${scenario.id}`);
    console.log(
      "| weeks | lost | by raw means | stated | came true | cell error | raw means | overall mean |",
    );
    console.log("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (const { weeks, ...figures } of measureHourRanking(scenario, 300)) {
      const cells = Object.values(figures).map((figure) => figure.toFixed(2));
      console.log(`| ${weeks} | ${cells.join(" | ")} |`);
    }
  }
}
