import type { AchievementFocus } from "../../../schemas/achievements.ts";
import type { MorningBriefing } from "../../../schemas/ai-day.ts";
import type { BurnoutRisk } from "../../../schemas/burnout-risk.ts";
import { formatDay } from "../../../time/calendar.ts";
import { type Capability, HOUR_MS } from "../capability.ts";
import { days, points, sessions, time } from "../drafting/amount.ts";
import { minuteOf } from "../drafting/minute-of.ts";
import type { TextDraft } from "../drafting/text-draft.ts";
import type { Person } from "../person.ts";
import type { Worded } from "../worded.ts";
import { challengeOf } from "./daily-challenge.ts";
import { sayNotes } from "./notes-facts.ts";

export interface BriefingQuestion {
  /** YYYY-MM-DD when a date was asked for. */
  readonly date: string | null;
  readonly achievement: AchievementFocus;
}

const MAX_SLOTS = 4;
/** After so many days without a session the briefing says so instead of a run of days. */
const PAUSED_DAYS = 4;
const VARIANTS = 3;

const WELLBEING = {
  low: "good",
  medium: "warning",
  high: "concern",
  critical: "rest_recommended",
  unknown: "good",
} as const;

/** What the day is likely to bring, and how to begin it. */
export const morningBriefing: Capability<BriefingQuestion, Worded<MorningBriefing>> = {
  name: "morning_briefing",
  deadlineMs: 30_000,
  ttlMs: 4 * HOUR_MS,
  fixedFor: "facts",
  parameters: ({ date }) => ({ date }),
  noteQuery: (person) => person.theme(person.day).recommended_theme ?? "",
  compose(person, draft, { achievement }) {
    const forecast = person.forecast();
    const yesterday = person.summaryOf(person.day - 1);
    const plan = person.schedule(MAX_SLOTS);
    const load = person.load();
    const { recommended_preset: preset, confidence } = person.recommendation();
    const challenge = challengeOf(person, draft);
    const keys = {
      greeting: draft.say("greeting", 120, "ai.briefing.greeting", variant(person)),
      yesterday: sayYesterday(person, draft, yesterday),
      today: sayToday(person, draft, forecast),
      productivity: draft.say("productivity", 160, "ai.briefing.productivity", {
        rating: points(Math.round(forecast.predicted_productivity)),
      }),
      plan: sayPlan(person, draft, plan),
      run: sayRun(person, draft),
      theme: sayTheme(person, draft),
      ...sayWellbeing(draft, load),
      checkin: sayCheckin(person, draft),
      motivation: draft.say("motivation", 200, "ai.briefing.motivation", {
        variant: String(person.day % 5),
      }),
      action: draft.say("action", 160, "ai.briefing.action"),
      actionReason: draft.say("action_reason", 160, "ai.briefing.action.reason"),
      actionWhen: draft.say("action_when", 80, "ai.briefing.action.when"),
    };
    const slots = plan.optimal_schedule.sessions.map((slot, index) => ({
      slot,
      activity: sayActivity(person, draft, index + 1),
      reason: draft.say(`slot_${index + 1}_reason`, 160, "ai.briefing.slot.reason", {
        rating: points(Math.round(slot.expected_productivity)),
      }),
    }));
    const notes = sayNotes(draft, person.completed());
    const risks = load.risk_factors.map((factor, index) => ({
      factor,
      impact: draft.repeat(`risk_${index + 1}`, 300, factor.message),
    }));
    return (text, { source }) => {
      const highlight = text(keys.yesterday);
      const status = WELLBEING[load.risk_level];
      const observed = [keys.observation, ...(keys.checkin === undefined ? [] : [keys.checkin])];
      const observation = observed.map(text).join(" ");
      const spoken = [
        keys.greeting,
        keys.yesterday,
        keys.today,
        keys.plan,
        ...(keys.theme === undefined ? [] : [keys.theme]),
        ...(keys.run === undefined ? [] : [keys.run]),
        keys.observation,
      ];
      return {
        date: formatDay(person.day),
        greeting: text(keys.greeting),
        yesterday_summary: source === "template" ? highlight : { ...yesterday, highlight },
        yesterday,
        today_prediction: {
          expected_sessions: forecast.predicted_sessions,
          expected_productivity: forecast.predicted_productivity,
          confidence: forecast.confidence,
          reasoning: `${text(keys.today)} ${text(keys.productivity)}`,
        },
        optimal_schedule: slots.map(({ slot, activity, reason }) => ({
          time: slot.time,
          duration: slot.work_minutes,
          preset: slot.preset,
          activity: text(activity),
          reason: text(reason),
        })),
        daily_challenge: challenge.present(text),
        wellness_micro_action: {
          action: text(keys.action),
          reason: text(keys.actionReason),
          when: text(keys.actionWhen),
        },
        risk_factors_detected: risks.map(({ factor, impact }) => ({
          factor: factor.factor,
          level: factor.severity,
          value: factor.value,
          impact: text(impact),
        })),
        wellbeing_check: {
          status,
          observation,
          suggestion: text(keys.suggestion),
          rest_day_consideration: load.risk_level === "high" || load.risk_level === "critical",
        },
        motivation: {
          message: text(keys.motivation),
          achievement_progress: {
            name: achievement.name,
            progress: achievement.progress,
            target: achievement.target,
          },
        },
        notes_insights: notes.map(text),
        insights: spoken.map(text).slice(0, 7),
        using_preset_recommender: source === "template",
        recommendation: text(keys.plan),
        prediction: {
          predicted_sessions: forecast.predicted_sessions,
          productivity_prediction: Math.round(forecast.predicted_productivity),
          best_hours: plan.summary.best_time_range,
        },
        wellbeing: `${observation} ${text(keys.suggestion)}`,
        recommended_preset: preset,
        confidence,
      };
    };
  },
};

/** What the person has told of today; the dialog that asks for it shows this briefing next. */
function sayCheckin(person: Person, draft: TextDraft): string | undefined {
  const overall = person.parts.checkin?.overall ?? null;
  if (overall === null) return undefined;
  return draft.say("checkin", 200, "ai.load.checkins", { points: points(overall) });
}

/** Two days in a row never have the same. */
function variant(person: Person): { variant: string } {
  return { variant: String(person.day % VARIANTS) };
}

function sayYesterday(
  person: Person,
  draft: TextDraft,
  { sessions: done, rating }: ReturnType<Person["summaryOf"]>,
): string {
  const say = draft.say.bind(draft, "yesterday", 240);
  if (!person.hasSessions) return say("ai.briefing.yesterday.empty");
  if (done === 0) return say("ai.briefing.yesterday.none", variant(person));
  const given = { sessions: sessions(done) };
  return rating === null
    ? say("ai.briefing.yesterday.unrated", given)
    : say("ai.briefing.yesterday.rated", { ...variant(person), ...given, rating: points(rating) });
}

function sayToday(
  person: Person,
  draft: TextDraft,
  { predicted_sessions, data }: ReturnType<Person["forecast"]>,
): string {
  const given = { sessions: sessions(predicted_sessions) };
  return data.status === "ready"
    ? draft.say("today", 240, "ai.briefing.today.forecast", { ...variant(person), ...given })
    : draft.say("today", 240, "ai.briefing.today.unknown", { sessions: sessions(1) });
}

function sayPlan(person: Person, draft: TextDraft, plan: ReturnType<Person["schedule"]>): string {
  const [first] = plan.optimal_schedule.sessions;
  if (first === undefined) return draft.say("plan", 240, "ai.briefing.plan.none");
  return draft.say("plan", 240, "ai.briefing.plan", {
    ...variant(person),
    time: time(minuteOf(first.time)),
    preset: draft.preset(first.preset),
  });
}

function sayRun(person: Person, draft: TextDraft): string | undefined {
  const since = person.daysSinceLast();
  if (since !== undefined && since >= PAUSED_DAYS) {
    return draft.say("run", 200, "ai.briefing.paused", { days: days(since) });
  }
  const streak = person.streak();
  if (streak < 2) return undefined;
  return draft.say("run", 200, "ai.briefing.streak", { days: days(streak) });
}

function sayTheme(person: Person, draft: TextDraft): string | undefined {
  const { recommended_theme: theme, basis } = person.theme(person.day);
  if (theme === null || basis !== "rated_best") return undefined;
  return draft.say("theme", 200, "ai.briefing.category", { category: draft.category(theme) });
}

function sayActivity(person: Person, draft: TextDraft, slot: number): string {
  const { recommended_theme: theme } = person.theme(person.day);
  const key = `slot_${slot}_activity`;
  return theme === null
    ? draft.say(key, 160, "ai.briefing.slot.activity.any")
    : draft.say(key, 160, "ai.briefing.slot.activity", { category: draft.category(theme) });
}

function sayWellbeing(draft: TextDraft, { risk_level }: BurnoutRisk) {
  const status = WELLBEING[risk_level] === "rest_recommended" ? "concern" : WELLBEING[risk_level];
  const observed = risk_level === "unknown" ? "unknown" : status;
  return {
    observation: draft.say("wellbeing", 240, `ai.briefing.wellbeing.${observed}`),
    suggestion: draft.say(
      "wellbeing_suggestion",
      200,
      `ai.briefing.wellbeing.suggestion.${status}`,
    ),
  };
}
