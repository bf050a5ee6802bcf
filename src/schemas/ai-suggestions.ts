import { type Static, Type } from "typebox";
import {
  Count,
  closed,
  Level,
  NextSuggestion,
  Plain,
  Share,
  written,
  writtenWithFallback,
} from "./ai-common.ts";
import { nullable } from "./answer.ts";
import { PresetId } from "./preset.ts";

const hint = (description: string) =>
  Type.Optional(
    Type.String({
      maxLength: 200,
      description: `${description}; a hint, used while nothing better is known`,
    }),
  );

export const ChallengeQuery = Type.Object({
  level: hint("level of the person"),
  avg_sessions: hint("sessions a day"),
  top_category: hint("most frequent category"),
  streak: hint("days in a row"),
  weak_areas: hint("what goes less well"),
  sessions_today: hint("sessions done today"),
});
export type ChallengeQuery = Static<typeof ChallengeQuery>;

export const DailyChallenge = Type.Object(
  {
    id: Type.String(),
    title: Plain,
    description: Plain,
    target: Type.Integer({ minimum: 1 }),
    difficulty: Type.Enum(["easy", "medium", "hard"]),
    xp_reward: Type.Integer({ enum: [25, 50, 75] }),
    category: nullable("string"),
    condition: Type.Optional(Type.Enum(["before_12", "preset_deep_work", "sessions", "category"])),
    ...written,
  },
  { title: "DailyChallenge", ...closed },
);
export type DailyChallenge = Static<typeof DailyChallenge>;

export const QuestQuery = Type.Object({
  level: hint("level of the person"),
  xp: hint("experience points"),
  weekly_avg: hint("sessions a week"),
  weekly_sessions: hint("sessions of this week"),
  best_categories: Type.Optional(
    Type.Union(
      [
        Type.String({ maxLength: 100 }),
        Type.Array(Type.String({ maxLength: 100 }), { maxItems: 20 }),
      ],
      {
        description: "may be repeated; a hint, used while nothing better is known",
      },
    ),
  ),
});
export type QuestQuery = Static<typeof QuestQuery>;

export const WeeklyQuests = Type.Array(
  Type.Object(
    {
      id: Type.String({ pattern: "^wq_w\\d{1,2}_\\d$" }),
      title: Plain,
      description: Plain,
      target: Type.Integer({ minimum: 1 }),
      xp_reward: Type.Integer({ minimum: 100, maximum: 200 }),
      category: nullable("string"),
      ai_generated: Type.Boolean(),
    },
    closed,
  ),
  { minItems: 3, maxItems: 3 },
);
export type WeeklyQuests = Static<typeof WeeklyQuests>;

export const MotivationQuery = Type.Object({
  sessions_today: hint("sessions done today"),
  streak: hint("days in a row"),
  mood: hint("how the person feels"),
});
export type MotivationQuery = Static<typeof MotivationQuery>;

export const Motivation = Type.Object(
  { message: Type.String({ maxLength: 199, description: "one plain sentence" }), ...written },
  { title: "Motivation", ...closed },
);
export type Motivation = Static<typeof Motivation>;

export const NextSessionQuery = Type.Object({
  category: Type.Optional(Type.String({ maxLength: 100, description: "the last one, when known" })),
  task: Type.Optional(Type.String({ maxLength: 200 })),
  hour: Type.Optional(Type.String({ description: "0 to 23; now when absent or not a number" })),
  sessions: Type.Optional(Type.String({ description: "done today; counted when absent or 0" })),
  exclude_topic: Type.Optional(
    Type.String({ maxLength: 200, description: "the suggestion that was refused" }),
  ),
  bypass_cache: Type.Optional(Type.String({ description: "`true` in any case: a new answer" })),
  categories: Type.Optional(
    Type.String({ maxLength: 4000, description: "separated by commas; for this request alone" }),
  ),
});
export type NextSessionQuery = Static<typeof NextSessionQuery>;

export const NextSession = Type.Object(
  {
    topic: Type.String({ minLength: 1 }),
    category: Type.String(),
    preset: PresetId,
    reason: Plain,
    confidence: Share,
    category_corrected: Type.Optional(Type.Boolean()),
    diversity_reasoning: Type.Optional(Plain),
    avoid_categories: Type.Optional(Type.Array(Type.String())),
    recommended_alternatives: Type.Optional(Type.Array(Type.String(), { maxItems: 3 })),
    ...written,
  },
  { title: "NextSession", ...closed },
);
export type NextSession = Static<typeof NextSession>;

export const ExpandInput = Type.Object({
  suggestion: Type.Optional(
    Type.Unsafe<{ topic?: unknown; category?: unknown; reason?: unknown } | null>({
      type: ["object", "null"],
      properties: {
        topic: { type: ["string", "null"], maxLength: 200, description: "required" },
        category: { type: ["string", "null"], maxLength: 100 },
        reason: { type: ["string", "null"], maxLength: 1000 },
      },
    }),
  ),
  question_type: Type.Optional(
    Type.Unsafe<unknown>({
      description:
        "`resources`, `steps`, `time_estimate` or `connection`; anything else means `resources`",
    }),
  ),
});
export type ExpandInput = Static<typeof ExpandInput>;

export const QUESTION_TYPES = ["resources", "steps", "time_estimate", "connection"] as const;

export const Expansion = Type.Object(
  {
    answer: Type.String({ description: "lines that each begin with a bullet" }),
    type: Type.Enum([...QUESTION_TYPES]),
    icon: Type.Enum(["📚", "🎯", "⏱️", "🔗"]),
    confidence: Share,
    original_suggestion: Type.Object({ category: Type.String(), topic: Type.String() }, closed),
    used_user_context: Type.Boolean({ description: "whether the person's own sessions were used" }),
    fallback: Type.Optional(Type.Boolean()),
    ...written,
  },
  { title: "Expansion", ...closed },
);
export type Expansion = Static<typeof Expansion>;

export const ExpansionRefused = Type.Object(
  { error: Type.String(), answer: Type.String(), confidence: Type.Literal(0) },
  { title: "ExpansionRefused" },
);

export const TopicsInput = Type.Object({
  tasks: Type.Optional(
    Type.Unsafe<readonly unknown[] | null>({
      type: ["array", "null"],
      maxItems: 1000,
      description:
        "texts, or objects with `task` and `category`; the newest hundred sessions' when absent or empty",
    }),
  ),
});
export type TopicsInput = Static<typeof TopicsInput>;

export const Topics = Type.Object(
  {
    technologies: Type.Array(Type.String(), { maxItems: 10 }),
    concepts: Type.Array(Type.String(), { maxItems: 10 }),
    expertise_areas: Type.Array(Type.String(), { maxItems: 5 }),
    tasks_analyzed: Count,
  },
  { title: "Topics", ...closed },
);
export type Topics = Static<typeof Topics>;

const Knowledge = {
  technologies: Type.Array(Type.String()),
  concepts: Type.Array(Type.String()),
  expertise_areas: Type.Array(Type.String()),
};
const SkillLevel = Type.Integer({ minimum: 1, maximum: 5 });
const Percent = Type.Number({ minimum: 0, maximum: 100 });
const Priority = Level;
const balance = {
  category: Type.String(),
  current_percentage: Percent,
  recommended_percentage: Percent,
  status: Type.Enum(["too_much", "balanced", "too_little"]),
};
const gap = { gap_description: Plain, importance: Level };
const topic = {
  topic: Plain,
  category: Type.String(),
  reason: Plain,
  priority: Priority,
  estimated_sessions: Type.Integer({ minimum: 1, maximum: 20 }),
  related_to: nullable("string"),
};

/** Any body is accepted. The web app sends members of its own, but the database already has this information. */
export const LearningInput = Type.Unsafe<unknown>({ description: "ignored" });

export const LearningRecommendations = Type.Object(
  {
    skill_gaps: Type.Array(
      Type.Object(
        {
          category: Type.String(),
          current_level: SkillLevel,
          recommended_level: SkillLevel,
          ...gap,
        },
        closed,
      ),
    ),
    recommended_topics: Type.Array(Type.Object(topic, closed)),
    category_balance: Type.Array(Type.Object(balance, closed)),
    personalized_tips: Type.Array(Plain),
    next_session_suggestion: NextSuggestion,
    user_knowledge: Type.Object(Knowledge, closed),
    motivational_message: Plain,
    analysis_summary: Plain,
    confidence_score: Share,
    ...written,
  },
  { title: "LearningRecommendations", ...closed },
);
export type LearningRecommendations = Static<typeof LearningRecommendations>;

export const LearningV2 = Type.Object(
  {
    skill_gaps: Type.Array(
      Type.Object(
        {
          skill: Type.String(),
          current_level: Plain,
          target_level: Plain,
          job_market_demand: Type.Enum(["unknown"]),
          related_tools: Type.Array(Type.String()),
          priority_order: Type.Integer({ minimum: 1 }),
          ...gap,
        },
        closed,
      ),
    ),
    recommended_topics: Type.Array(
      Type.Object(
        {
          ...topic,
          job_market_relevance: Type.Enum(["unknown"]),
          learning_path: Type.Array(Plain),
        },
        closed,
      ),
    ),
    category_balance: Type.Array(Type.Object({ ...balance, advice: Plain }, closed)),
    user_knowledge: Type.Object(
      { ...Knowledge, ready_to_learn: Type.Array(Type.String()) },
      closed,
    ),
    job_market_alignment: Type.Object(
      {
        score: Type.Literal(0),
        confidence: Type.Literal(0),
        analysis: Type.String({ description: "says that no market data exist" }),
        top_missing_skills: Type.Array(Type.String(), { maxItems: 0 }),
      },
      closed,
    ),
    personalized_tips: Type.Array(Plain),
    next_session_suggestion: NextSuggestion,
    motivational_message: Plain,
    confidence_score: Share,
    ...writtenWithFallback,
  },
  { title: "LearningV2", ...closed },
);
export type LearningV2 = Static<typeof LearningV2>;
