import { fold } from "../../../src/models/learn.ts";
import type { LearnedSession } from "../../../src/models/model.ts";
import { themeProductivity } from "../../../src/models/theme-productivity/theme-productivity.ts";
import { recommendTheme } from "../../../src/models/theme-productivity/theme-recommendation.ts";
import { isoWeekday } from "../../../src/time/calendar.ts";
import { learnedSession } from "../../../tests/support/learned-session.ts";
import { type Random, seededRandom } from "../../../tests/support/random.ts";
import { rounded } from "../support/results-file.ts";

const FIRST_DAY = 19_723;
const THEMES = ["Coding", "Learning", "Review", "Writing", "Planning"];
const SESSIONS_A_DAY = 4;
const NOISE = 12;
const MOOD = 4;
/** Days after which each life is looked at. */
export const THEME_SIZES = [14, 60, 180] as const;

export interface ThemeScenario {
  readonly id: string;
  /** Spread of the themes' true means, points. */
  readonly themeSpread: number;
  /** Spread of what a weekday adds to a theme, points. */
  readonly weekdaySpread: number;
}

export const THEME_SCENARIOS: readonly ThemeScenario[] = [
  { id: "differ", themeSpread: 6, weekdaySpread: 4 },
  { id: "differ-little", themeSpread: 2, weekdaySpread: 2 },
  { id: "alike", themeSpread: 0, weekdaySpread: 0 },
];

/** True mean of each theme on each weekday, Monday first. */
function drawTastes({ themeSpread, weekdaySpread }: ThemeScenario, random: Random): number[][] {
  return THEMES.map(() => {
    const mean = 66 + themeSpread * random.normal();
    return Array.from({ length: 7 }, () => mean + weekdaySpread * random.normal());
  });
}

function live(tastes: readonly number[][], days: number, random: Random): LearnedSession[] {
  const sessions: LearnedSession[] = [];
  for (let day = FIRST_DAY; day < FIRST_DAY + days; day += 1) {
    const mood = MOOD * random.normal();
    for (let place = 0; place < SESSIONS_A_DAY; place += 1) {
      const row = Math.floor(random.uniform() * THEMES.length);
      const truth = tastes[row]?.[isoWeekday(day) - 1] ?? 0;
      const rating = Math.min(100, Math.max(0, Math.round(truth + mood + NOISE * random.normal())));
      const category = THEMES[row] ?? "";
      sessions.push(learnedSession({ day, startHour: 9 + place * 2, category, rating }));
    }
  }
  return sessions;
}

/** Means over people of what a choice was worth. */
class Choices {
  private count = 0;
  private right = 0;
  private lost = 0;
  private stated = 0;

  /** @param worth true mean of each theme that could have been chosen */
  add(worth: readonly number[], chosen: string | null, confidence: number): void {
    const row = THEMES.indexOf(chosen ?? "");
    if (row < 0) return;
    const best = Math.max(...worth);
    this.count += 1;
    this.right += worth[row] === best ? 1 : 0;
    this.lost += best - (worth[row] ?? 0);
    this.stated += confidence;
  }

  figures(name: string): Record<string, number> {
    const mean = (sum: number) => rounded(sum / Math.max(1, this.count));
    return {
      [`${name}Answers`]: this.count,
      [`${name}Right`]: mean(this.right),
      [`${name}Stated`]: mean(this.stated),
      [`${name}PointsLost`]: mean(this.lost),
    };
  }
}

/** How often is the truly best theme named, overall and for a weekday, and at what probability? */
export function measureThemes(
  scenario: ThemeScenario,
  days: number,
  people: number,
): Record<string, number> {
  const overall = new Choices();
  const weekly = new Choices();
  let guess = 0;
  for (let person = 0; person < people; person += 1) {
    const random = seededRandom(person);
    const tastes = drawTastes(scenario, random);
    const sessions = live(tastes, days, random);
    const state = fold(themeProductivity, themeProductivity.empty(), sessions);
    const today = FIRST_DAY + days;
    themeProductivity.advance(state, today);
    const worth = tastes.map((week) => week.reduce((sum, mean) => sum + mean, 0) / 7);
    const asked = { day: today, minute: 540, wallHour: 9 };
    const { value, confidence } = themeProductivity.predict(state, { asked });
    overall.add(worth, value.bestTheme, confidence);
    guess += Math.max(...worth) - worth.reduce((sum, mean) => sum + mean, 0) / worth.length;
    for (let ahead = 0; ahead < 7; ahead += 1) {
      const day = today + ahead;
      const advice = recommendTheme(state, day);
      const onDay = tastes.map((week) => week[isoWeekday(day) - 1] ?? 0);
      weekly.add(onDay, advice.theme, advice.confidence);
    }
  }
  return {
    ...overall.figures("best"),
    ...weekly.figures("weekday"),
    guessPointsLost: rounded(guess / people),
  };
}
