/**
 * How often is a trend named when nothing changes, and how often a week after a real change? People rate four sessions
 * a day; the ratings of a day share its mood.
 *
 *     node benchmarks/quality/productivity-analyzer/trend-alarms.ts
 */
import { productivityAnalyzer } from "../../../src/models/productivity-analyzer/productivity-analyzer.ts";
import { learnedSession } from "../../../tests/support/learned-session.ts";
import { type Random, seededRandom } from "../../../tests/support/random.ts";

const FIRST_DAY = 20_094;
const CHANGE_AFTER = 42;

export interface TrendScenario {
  readonly id: string;
  readonly mood: number;
  readonly noise: number;
}

export const TREND_SCENARIOS: readonly TrendScenario[] = [
  { id: "even-days", mood: 0, noise: 14 },
  { id: "moody-days", mood: 8, noise: 12 },
];

/** Share of people for whom a change of `change` points, six weeks into the history, is named seven days later. */
export function shareNamed(scenario: TrendScenario, change: number, people: number): number {
  let named = 0;
  for (let person = 0; person < people; person += 1) {
    const random = seededRandom(person);
    const state = productivityAnalyzer.empty();
    const end = FIRST_DAY + CHANGE_AFTER + 7;
    for (let day = FIRST_DAY; day < end; day += 1) {
      const mean = 66 + (day >= FIRST_DAY + CHANGE_AFTER ? change : 0);
      liveDay(state, day, mean, scenario, random);
    }
    const asked = { day: end - 1, minute: 1439, wallHour: 23 };
    if (productivityAnalyzer.predict(state, { asked }).value.trend.direction !== "stable")
      named += 1;
  }
  return named / people;
}

function liveDay(
  state: ReturnType<typeof productivityAnalyzer.empty>,
  day: number,
  mean: number,
  { mood, noise }: TrendScenario,
  random: Random,
): void {
  const today = mean + mood * random.normal();
  for (const startHour of [9, 11, 14, 16]) {
    const rating = Math.min(100, Math.max(0, Math.round(today + noise * random.normal())));
    productivityAnalyzer.learnInto(state, learnedSession({ day, startHour, rating }));
  }
}

if (import.meta.main) {
  const changes = [0, -4, -8, -12, -16, 12];
  console.log(`| | ${changes.join(" | ")} |`);
  console.log(`| --- |${" ---: |".repeat(changes.length)}`);
  for (const scenario of TREND_SCENARIOS) {
    const shares = changes.map(
      (change) => `${(100 * shareNamed(scenario, change, 2000)).toFixed(1)} %`,
    );
    console.log(`| ${scenario.id} | ${shares.join(" | ")} |`);
  }
}
