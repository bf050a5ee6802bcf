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

/** A forecast more than four weeks ahead is the usual value, which no longer changes. */
const MAX_WEEKS_AHEAD = 4;

/** Profiles for answering about a week. */
export interface WeekViews {
  /** For the outcome: the current profile, or for an older week the profile at its end. */
  readonly outcome: ProfileView;
  /** For the forecast: the current profile, or for a past week the profile at its beginning. */
  readonly before: ProfileView;
}

export interface WeeklyFacts {
  readonly monday: EpochDay;
  readonly prediction: Prediction<WeeklyInsights>;
  readonly expected: WeekExpectation;
}

/** Outcome of the week from `monday` so far, and the forecast of its sessions. */
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
  /** Nothing is forecast during a pause. */
  readonly pause: Pause | null;
  /** Day of the forecast. */
  readonly asOf: EpochDay;
}

/** Sums the week's days: past days count as they were, today and later ones as forecast. */
function expectWeek(view: ProfileView, monday: EpochDay, done: number): WeekExpectation {
  const { asked } = view;
  const weeksAhead = Math.floor((monday - asked.day) / 7);
  const near = monday - 7 * Math.max(0, weeksAhead - MAX_WEEKS_AHEAD + 1);
  const start = Math.max(near, asked.day);
  const prediction = weekPrediction(view, start);
  const pause = pauseOf(view);
  const days = prediction.value.days.filter(({ day }) => day < near + 7);
  // Today's sessions so far are in both today's forecast and `done`, so they are subtracted once.
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
