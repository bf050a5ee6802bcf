import { type Static, Type } from "typebox";
import { Count, closed, Level, Plain, Rating, Share, writtenWithFallback } from "./ai-common.ts";
import { Time } from "./ai-signals.ts";
import { CalendarDate, nullable } from "./answer.ts";
import { PresetId } from "./preset.ts";

export const BriefingQuery = Type.Object({
  date: Type.Optional(
    Type.String({
      format: "calendar-date",
      description:
        "YYYY-MM-DD; today when absent. A past date is answered with nothing that was known later.",
    }),
  ),
});
const DateText = Type.String({
  format: "calendar-date",
  description: "YYYY-MM-DD; today when absent",
});
export const BriefingBody = Type.Object({ date: Type.Optional(DateText) });
export type BriefingBody = Static<typeof BriefingBody>;

const Challenge = Type.Object(
  { title: Plain, description: Plain, target: Count, xp_reward: Count },
  closed,
);

export const MorningBriefing = Type.Object(
  {
    date: CalendarDate,
    greeting: Plain,
    yesterday_summary: Type.Unsafe<
      string | { sessions: number; rating: number | null; highlight: string }
    >({
      description:
        "an object; only the highlight as text when the texts come from templates and an older client asks for text",
      anyOf: [
        Type.Object({ sessions: Count, rating: nullable("number"), highlight: Plain }, closed),
        Plain,
      ],
    }),
    yesterday: Type.Object({ sessions: Count, rating: nullable("number") }, closed),
    today_prediction: Type.Object(
      {
        expected_sessions: Count,
        expected_productivity: Rating,
        confidence: Share,
        reasoning: Plain,
      },
      closed,
    ),
    optimal_schedule: Type.Array(
      Type.Object(
        {
          time: Time,
          duration: Type.Integer({ minimum: 1, description: "minutes" }),
          preset: PresetId,
          activity: Plain,
          reason: Plain,
        },
        closed,
      ),
      { maxItems: 6 },
    ),
    daily_challenge: Challenge,
    wellness_micro_action: Type.Object({ action: Plain, reason: Plain, when: Plain }, closed),
    risk_factors_detected: Type.Array(
      Type.Object(
        { factor: Type.String(), level: Level, value: Type.Number(), impact: Plain },
        closed,
      ),
    ),
    wellbeing_check: Type.Object(
      {
        status: Type.Enum(["good", "warning", "concern", "rest_recommended"]),
        observation: Plain,
        suggestion: Plain,
        rest_day_consideration: Type.Boolean(),
      },
      closed,
    ),
    motivation: Type.Object(
      {
        message: Plain,
        achievement_progress: Type.Object(
          {
            name: nullable("string"),
            progress: Type.Number({ minimum: 0 }),
            target: nullable("number"),
          },
          closed,
        ),
      },
      closed,
    ),
    notes_insights: Type.Array(Plain),
    insights: Type.Array(Plain, {
      minItems: 3,
      maxItems: 7,
      description: "the briefing in sentences, in their order",
    }),
    using_preset_recommender: Type.Optional(Type.Boolean({ description: "true with `fallback`" })),
    recommendation: Plain,
    prediction: Type.Object(
      { predicted_sessions: Count, productivity_prediction: Count, best_hours: Type.String() },
      closed,
    ),
    wellbeing: Plain,
    recommended_preset: PresetId,
    confidence: Share,
    ...writtenWithFallback,
  },
  { title: "MorningBriefing", ...closed },
);
export type MorningBriefing = Static<typeof MorningBriefing>;

export const EveningReview = Type.Object(
  {
    summary: Type.Object(
      {
        sessions_completed: Count,
        average_rating: nullable("number", { minimum: 0, maximum: 100 }),
        total_time_focused: Type.String({ description: "`2 h 34 min`" }),
        xp_earned: Type.Integer({
          minimum: 0,
          description:
            "one for each minute of a completed session, as the web app counts them for a category",
        }),
        plan_vs_actual: Plain,
      },
      closed,
    ),
    performance_analysis: Type.Object(
      {
        what_went_well: Type.Array(Plain),
        what_could_improve: Type.Array(Plain),
        peak_moment: Type.Object(
          {
            session: nullable("integer", { minimum: 1, description: "place in the day" }),
            time: nullable("string"),
            rating: nullable("number", { minimum: 0, maximum: 100 }),
            note_excerpt: nullable("string", {
              description: "the beginning of the person's own note",
            }),
          },
          closed,
        ),
      },
      closed,
    ),
    notes_analysis: Type.Object(
      {
        sentiment: Type.Enum(["positive", "neutral", "negative", "mixed"], {
          description: "from ratings and the check-in; words of notes are not judged",
        }),
        themes_detected: Type.Array(Type.String(), { description: "categories of the day" }),
        mood_progression: Plain,
      },
      closed,
    ),
    tomorrow_recommendations: Type.Array(Plain),
    streak_update: Type.Object(
      { status: Type.Enum(["maintained", "broken", "extended"]), current: Count, message: Plain },
      closed,
    ),
    weekly_progress: Type.Object(
      {
        sessions_so_far: Count,
        weekly_goal: Type.Integer({ minimum: 0, description: "what was likely for the week" }),
        on_track: Type.Boolean(),
        days_remaining: Type.Integer({ minimum: 0, maximum: 6 }),
      },
      closed,
    ),
    closing_thought: Plain,
    confidence: Share,
    ...writtenWithFallback,
  },
  { title: "EveningReview", ...closed },
);
export type EveningReview = Static<typeof EveningReview>;

export const IntegratedInsight = Type.Object(
  {
    integrated_status: Type.Object(
      {
        overall: Type.Enum(["thriving", "stable", "attention_needed", "intervention_required"]),
        confidence: Share,
        primary_focus: Plain,
      },
      closed,
    ),
    priority_insight: Type.Object(
      {
        type: Type.Enum(["wellbeing", "productivity", "optimization", "achievement"]),
        title: Plain,
        message: Plain,
        urgency: Type.Enum(["low", "medium", "high", "critical"]),
      },
      closed,
    ),
    model_synthesis: Type.Object(
      { agreements: Type.Array(Plain), conflicts: Type.Array(Plain), resolution: Plain },
      closed,
    ),
    action_plan: Type.Object({ immediate: Plain, today: Plain, this_week: Plain }, closed),
    notes_meta_insight: Type.Object({ recurring_theme: Plain, actionable_pattern: Plain }, closed),
    personalized_advice: Plain,
    confidence_explanation: Plain,
    models_integrated: Type.Array(Type.Enum(["burnout", "anomaly", "productivity", "schedule"])),
    confidence: Share,
    ...writtenWithFallback,
  },
  { title: "IntegratedInsight", ...closed },
);
export type IntegratedInsight = Static<typeof IntegratedInsight>;
