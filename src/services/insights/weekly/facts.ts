import type { Prediction } from "../../../models/model.ts";
import type { DayForecast, WeekForecast } from "../../../models/session-predictor/query.ts";
import {
  type WeeklyInsights,
  weeklyInsights,
} from "../../../models/weekly-insights/weekly-insights.ts";
import type { ProfileView } from "../../../profiles/profile-service.ts";
import type { EpochDay } from "../../../time/calendar.ts";
import { type Pause, pauseOf } from "../../answers/pause.ts";
import { weekPrediction } from "../../predictions/facts.ts";

/** Beyond four weeks a forecast says what is usual, which no longer changes. */
const MAX_WEEKS_AHEAD = 4;

/** The profiles from which a week is answered. */
export interface WeekViews {
  /** How the week went: as of now, or for an older week as of its end. */
  readonly outcome: ProfileView;
  /** What was to be expected of it: as of now, or for a past week as of its beginning. */
  readonly before: ProfileView;
}

export interface WeeklyFacts {
  readonly monday: EpochDay;
  readonly prediction: Prediction<WeeklyInsights>;
  readonly expected: WeekExpectation;
}

/** How the week from `monday` on goes or went, and how many sessions it was likely to have. */
export function weeklyFacts({ outcome, before }: WeekViews, monday: EpochDay): WeeklyFacts {
  const prediction = weeklyInsights.predict(outcome.profile["weekly-insights"], {
    asked: outcome.asked,
    week: monday,
  });
  return { monday, prediction, expected: expectWeek(before, monday, prediction.value.sessions) };
}

export interface WeekExpectation {
  readonly prediction: Prediction<WeekForecast>;
  readonly predicted: number;
  readonly mean: number;
  /** While paused nothing is forecast. */
  readonly pause: Pause | null;
  /** The day on which it was expected. */
  readonly asOf: EpochDay;
}

/** The week's days one by one: those behind us count as they were, today and later ones as forecast. */
function expectWeek(view: ProfileView, monday: EpochDay, done: number): WeekExpectation {
  const { asked } = view;
  const weeksAhead = Math.floor((monday - asked.day) / 7);
  const near = monday - 7 * Math.max(0, weeksAhead - MAX_WEEKS_AHEAD + 1);
  const start = Math.max(near, asked.day);
  const prediction = weekPrediction(view, start);
  const pause = pauseOf(view);
  const days = prediction.value.days.filter(({ day }) => day < near + 7);
  // Today's forecast holds what is done today, and `done` holds it too.
  const today = days.find(({ day }) => day === asked.day)?.doneSessions ?? 0;
  const behind = start > monday ? done - today : 0;
  const sum = (number: (day: DayForecast) => number) =>
    days.reduce((total, day) => total + number(day), behind);
  return {
    prediction,
    predicted: pause === null ? sum(({ predictedSessions }) => predictedSessions) : done,
    mean: pause === null ? sum(({ mean }) => mean) : done,
    pause,
    asOf: asked.day,
  };
}
