import type { Session } from "../../../domain/session.ts";
import type { EveningReview } from "../../../schemas/ai-day.ts";
import { isoWeekday } from "../../../time/calendar.ts";
import { clockText } from "../../answers/clock-text.ts";
import { plainName } from "../../answers/plain-name.ts";
import { HOUR_MS, type NoQuestion } from "../capability.ts";
import { days, duration, points, sessions, shownAmount, time } from "../drafting/amount.ts";
import { defineCapability } from "../drafting/define-capability.ts";
import type { TextDraft } from "../drafting/text-draft.ts";
import type { Person } from "../person.ts";
import type { Worded } from "../worded.ts";
import { isForecast, sayUnforecast } from "./say-forecast.ts";

/** Maximum length of an excerpt from a note. */
const EXCERPT_LENGTH = 120;
/** Difference, in points, from which the mean ratings of two halves of a day count as different. */
const MOOD_POINTS = 5;
/** Ratings needed to compare two halves of a day. */
const MIN_MOOD_RATINGS = 4;

/** Compares the day with its morning forecast. */
export const eveningReview = defineCapability<NoQuestion, Worded<EveningReview>>({
  name: "evening_review",
  deadlineMs: 30_000,
  ttlMs: 12 * HOUR_MS,
  fixedFor: "facts",
  parameters: () => ({}),
  compose(person, draft) {
    const today = person.sessionsOn(person.day);
    const summary = person.summaryOf(person.day);
    const expected = person.forecast(person.day, person.parts.morning);
    const morningWeek = person.week(person.parts.morning);
    const week = person.week();
    const best = bestOf(today);
    const streak = person.streak();
    const isExpected = isForecast(expected);
    const done = sessions(summary.sessions);
    const plan = isExpected
      ? draft.say("plan", 240, "ai.review.plan", {
          done,
          expected: sessions(expected.predicted_sessions),
        })
      : sayUnforecast(draft, "plan", expected, () =>
          draft.say("plan", 240, "ai.review.plan.unknown", { done }),
        );
    const well = sayWell(person, draft, {
      ...summary,
      best,
      hasReached: isExpected && summary.sessions >= expected.predicted_sessions,
    });
    const isShort = isExpected && summary.sessions < expected.predicted_sessions;
    const improve = sayImprove(draft, today, isShort);
    const mood = draft.say("mood", 200, `ai.review.mood.${moodOf(today)}`);
    const tomorrow = sayTomorrow(person, draft);
    const run =
      streak === 0
        ? draft.say("streak", 200, "ai.review.streak.none")
        : draft.say("streak", 200, "ai.briefing.streak", { days: days(streak) });
    const closing = draft.say("closing", 200, "ai.review.closing", {
      variant: String(person.day % 4),
    });
    const minutes = today.reduce((sum, session) => sum + session.durationSeconds / 60, 0);
    const daysLeft = 7 - isoWeekday(person.day);
    return (text) => ({
      summary: {
        sessions_completed: summary.sessions,
        average_rating: summary.rating,
        total_time_focused: shownAmount(duration(minutes), person.locale),
        xp_earned: Math.floor(minutes),
        plan_vs_actual: text(plan),
      },
      performance_analysis: {
        what_went_well: well.map(text),
        what_could_improve: improve.map(text),
        peak_moment: {
          session: best === undefined ? null : today.indexOf(best) + 1,
          time: best === undefined ? null : clockText(person.startMinute(best)),
          rating: best?.rating ?? null,
          note_excerpt: excerptOf(best),
        },
      },
      notes_analysis: {
        sentiment: sentimentOf(summary.rating, expected.predicted_productivity),
        themes_detected: [...new Set(today.map(({ category }) => plainName(category)))],
        mood_progression: text(mood),
      },
      tomorrow_recommendations: tomorrow.map(text),
      streak_update: {
        status: summary.sessions > 0 ? "extended" : streak > 0 ? "maintained" : "broken",
        current: streak,
        message: text(run),
      },
      weekly_progress: {
        sessions_so_far: week.week_sessions,
        weekly_goal: morningWeek.predicted_sessions,
        on_track: week.predicted_sessions >= morningWeek.predicted_sessions,
        days_remaining: daysLeft,
      },
      closing_thought: text(closing),
      confidence: expected.confidence,
    });
  },
});

function bestOf(today: readonly Session[]): Session | undefined {
  return today
    .filter(({ rating }) => rating !== null)
    .toSorted((one, other) => (other.rating ?? 0) - (one.rating ?? 0))[0];
}

interface DayOutcome {
  readonly sessions: number;
  readonly rating: number | null;
  readonly hasReached: boolean;
  readonly best: Session | undefined;
}

function sayWell(person: Person, draft: TextDraft, day: DayOutcome): string[] {
  if (day.sessions === 0) return [draft.say("well_1", 200, "ai.review.well.rest")];
  const keys: string[] = [];
  if (day.hasReached) {
    keys.push(draft.say("well_1", 200, "ai.review.well.reached"));
  }
  if (day.rating !== null) {
    keys.push(draft.say("well_2", 200, "ai.review.well.rating", { rating: points(day.rating) }));
  }
  if (day.best !== undefined) {
    keys.push(
      draft.say("well_3", 200, "ai.review.well.best", {
        time: time(person.startMinute(day.best)),
        rating: points(day.best.rating ?? 0),
      }),
    );
  }
  return keys;
}

function sayImprove(draft: TextDraft, today: readonly Session[], isShort: boolean): string[] {
  const keys: string[] = [];
  if (today.some(({ rating }) => rating === null)) {
    keys.push(draft.say("improve_1", 200, "ai.review.improve.rate"));
  }
  if (isShort) keys.push(draft.say("improve_2", 200, "ai.review.improve.short"));
  return keys;
}

function sayTomorrow(person: Person, draft: TextDraft): string[] {
  const forecast = person.forecast(person.day + 1);
  const { recommended_theme: theme, basis } = person.theme(person.day + 1);
  const keys = [
    isForecast(forecast)
      ? draft.say("tomorrow_1", 200, "ai.review.tomorrow.expect", {
          sessions: sessions(forecast.predicted_sessions),
        })
      : sayUnforecast(draft, "tomorrow_1", forecast, () =>
          draft.say("tomorrow_1", 200, "ai.review.tomorrow.unknown"),
        ),
  ];
  if (theme !== null && basis !== "insufficient_data") {
    const category = draft.category(theme);
    keys.push(draft.say("tomorrow_2", 200, "ai.review.tomorrow.theme", { category }));
  }
  return keys;
}

function moodOf(today: readonly Session[]): "unknown" | "steady" | "up" | "down" {
  const ratings = today.flatMap(({ rating }) => (rating === null ? [] : [rating]));
  if (ratings.length < MIN_MOOD_RATINGS) return "unknown";
  const half = Math.floor(ratings.length / 2);
  const change = mean(ratings.slice(-half)) - mean(ratings.slice(0, half));
  if (Math.abs(change) < MOOD_POINTS) return "steady";
  return change > 0 ? "up" : "down";
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sentiment from the day's ratings relative to their forecast. */
function sentimentOf(rating: number | null, expected: number) {
  if (rating === null || Math.abs(rating - expected) < MOOD_POINTS) return "neutral" as const;
  return rating > expected ? ("positive" as const) : ("negative" as const);
}

function excerptOf(session: Session | undefined): string | null {
  const note = session?.notes?.trim();
  if (note === undefined || note === "") return null;
  const plain = plainName(note);
  return plain.length <= EXCERPT_LENGTH
    ? plain
    : `${plain.slice(0, EXCERPT_LENGTH - 1).trimEnd()}…`;
}
