import { historyAggregates } from "../../../src/models/history-aggregates/history-aggregates.ts";
import { fold } from "../../../src/models/learn.ts";
import type { LearnedSession } from "../../../src/models/model.ts";
import { learnedSession } from "../../../tests/support/learned-session.ts";
import { seededRandom } from "../../../tests/support/random.ts";
import { simulatePerson } from "../simulator/simulate-person.ts";
import { rounded } from "../support/results-file.ts";

const FIRST_DAY = 19_723;
const SESSIONS_A_DAY = 3;
const NOISE = 10;
const MOOD = 8;
export const TREND_WINDOWS = [14, 60, 180] as const;

export interface HistoryTrendScenario {
  readonly id: string;
  /** Correlation of the moods of neighbouring days. */
  readonly carry: number;
  /** Points gained or lost over the whole window. */
  readonly change: number;
}

export const HISTORY_TREND_SCENARIOS: readonly HistoryTrendScenario[] = [
  { id: "independent-days", carry: 0, change: 0 },
  { id: "moods-last", carry: 0.3, change: 0 },
  { id: "moods-last-long", carry: 0.6, change: 0 },
  { id: "ten-points-over-the-window", carry: 0.3, change: 10 },
  { id: "twenty-points-over-the-window", carry: 0.3, change: 20 },
];

/** How often is a trend of ratings named, and how often is its direction and the stated probability right? */
export function measureRatingTrend(
  { carry, change }: HistoryTrendScenario,
  days: number,
  people: number,
): Record<string, number> {
  let named = 0;
  let right = 0;
  let slopeError = 0;
  for (let person = 0; person < people; person += 1) {
    const random = seededRandom(person);
    const sessions: LearnedSession[] = [];
    const direction = person % 2 === 0 ? 1 : -1;
    let mood = MOOD * random.normal();
    for (let index = 0; index <= days; index += 1) {
      mood = carry * mood + Math.sqrt(1 - carry ** 2) * MOOD * random.normal();
      const mean = 60 + direction * change * (index / days - 0.5) + mood;
      for (let place = 0; place < SESSIONS_A_DAY; place += 1) {
        const rating = Math.min(100, Math.max(0, Math.round(mean + NOISE * random.normal())));
        sessions.push(learnedSession({ day: FIRST_DAY + index, startHour: 9 + 2 * place, rating }));
      }
    }
    const { productivityTrend, productivitySlope } = askTrends(sessions, days, FIRST_DAY + days);
    if (productivityTrend === "improving" || productivityTrend === "declining") {
      named += 1;
      if ((productivityTrend === "improving") === direction > 0) right += 1;
    }
    slopeError += Math.abs(((productivitySlope?.perWeek ?? 0) / 7) * days - direction * change);
  }
  return {
    named: rounded(named / people),
    ...(change === 0 ? {} : { rightOfNamed: rounded(right / Math.max(1, named)) }),
    changeOff: rounded(slopeError / people),
  };
}

/** How often is a trend of the number of sessions named in simulated lives to which nothing happens? */
export function measureSessionTrend(days: number, people: number): Record<string, number> {
  let named = 0;
  for (let seed = 1; seed <= people; seed += 1) {
    const { sessions } = simulatePerson({
      kind: "stationary",
      seed,
      days: days + 1,
      startDay: FIRST_DAY,
    });
    const { sessionTrend } = askTrends(sessions, days, FIRST_DAY + days);
    if (sessionTrend === "improving" || sessionTrend === "declining") named += 1;
  }
  return { named: rounded(named / people) };
}

function askTrends(sessions: readonly LearnedSession[], days: number, today: number) {
  const state = fold(historyAggregates, historyAggregates.empty(), sessions);
  historyAggregates.advance(state, today);
  return historyAggregates.predict(state, {
    asked: { day: today, minute: 1439, wallHour: 23 },
    days,
  }).value;
}
