import { fold } from "../../../src/models/learn.ts";
import type { LearnedSession } from "../../../src/models/model.ts";
import { weeklyInsights } from "../../../src/models/weekly-insights/weekly-insights.ts";
import { learnedSession } from "../../../tests/support/learned-session.ts";
import { seededRandom } from "../../../tests/support/random.ts";
import { rounded } from "../support/results-file.ts";

/** A Monday. */
const MONDAY = 19_723;
const NOISE = 12;
const SESSIONS_A_DAY = 4;
/** A certainty of which people would say that something happened. */
const SURE = 0.95;

export interface WeekScenario {
  readonly id: string;
  /** Spread of the true difference between two weeks, points; 0: nothing ever changes. */
  readonly change: number;
  /** Spread of the moods of days, points. */
  readonly mood: number;
  /** Working days of the second week that are over when it is asked. */
  readonly days: number;
}

export const WEEK_SCENARIOS: readonly WeekScenario[] = [
  { id: "nothing-changes", change: 0, mood: 0, days: 5 },
  { id: "moody-days", change: 0, mood: 6, days: 5 },
  { id: "moody-days-wednesday", change: 0, mood: 6, days: 3 },
  { id: "weeks-differ", change: 6, mood: 6, days: 5 },
  { id: "weeks-differ-wednesday", change: 6, mood: 6, days: 3 },
  { id: "weeks-differ-much", change: 12, mood: 6, days: 5 },
];

/** How often is a change called certain where there is none, and how often has it the stated direction where there is? */
export function measureWeekChange(scenario: WeekScenario, people: number): Record<string, number> {
  let sure = 0;
  let right = 0;
  let stated = 0;
  let error = 0;
  for (let person = 0; person < people; person += 1) {
    const random = seededRandom(person);
    const before = 66;
    const now = before + scenario.change * random.normal();
    const sessions: LearnedSession[] = [];
    const live = (monday: number, mean: number, days: number) => {
      for (let day = monday; day < monday + days; day += 1) {
        const today = mean + scenario.mood * random.normal();
        for (let place = 0; place < SESSIONS_A_DAY; place += 1) {
          const drawn = Math.round(today + NOISE * random.normal());
          const rating = Math.min(100, Math.max(0, drawn));
          sessions.push(learnedSession({ day, startHour: 9 + 2 * place, rating }));
        }
      }
    };
    live(MONDAY, before, 5);
    live(MONDAY + 7, now, scenario.days);
    const day = MONDAY + 7 + scenario.days - 1;
    const state = fold(weeklyInsights, weeklyInsights.empty(), sessions);
    const asked = { day, minute: 1439, wallHour: 23 };
    const { changePercent, changeCertainty } = weeklyInsights.predict(state, {
      asked,
      week: day,
    }).value;
    if (changePercent === null || changeCertainty === null) continue;
    if (changeCertainty > SURE) sure += 1;
    stated += changeCertainty;
    if (Math.sign(changePercent) === Math.sign(now - before)) right += 1;
    error += Math.abs(changePercent - (100 * (now - before)) / before);
  }
  return {
    people,
    sureShare: rounded(sure / people),
    stated: rounded(stated / people),
    ...(scenario.change === 0 ? {} : { right: rounded(right / people) }),
    percentOff: rounded(error / people),
  };
}
