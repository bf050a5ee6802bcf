import { Type } from "typebox";
import { Count, LocalTimestamp, orNull, Rating, Share, Text } from "./members.ts";
import { type ContractRoute, freeText } from "./route.ts";

const DailyChallenge = Type.Object({
  id: Type.String({ pattern: "^dc_\\d{8}$" }),
  ai_generated: Type.Boolean(),
  title: Text,
  description: Text,
  target: Count,
  difficulty: Type.Enum(["easy", "medium", "hard"]),
  xp_reward: Count,
  category: orNull(Text),
});

const WeeklyQuest = Type.Array(
  Type.Object({
    id: Type.String({ pattern: "^wq_w\\d{1,2}_\\d+$" }),
    title: Text,
    description: Text,
    target: Count,
    xp_reward: Count,
    category: orNull(Text),
    ai_generated: Type.Boolean(),
  }),
);

const Motivation = Type.Object({ message: Text });

const LearningRecommendations = Type.Object({
  skill_gaps: Type.Array(
    Type.Object({
      category: Text,
      current_level: Count,
      recommended_level: Count,
      gap_description: Text,
      importance: Type.Enum(["high", "medium", "low"]),
    }),
  ),
  recommended_topics: Type.Array(
    Type.Object({
      topic: Text,
      category: Text,
      reason: Text,
      priority: Type.Enum(["high", "medium", "low"]),
      estimated_sessions: Count,
      related_to: orNull(Text),
    }),
  ),
  category_balance: Type.Array(
    Type.Object({
      category: Text,
      current_percentage: Rating,
      recommended_percentage: Rating,
      status: Type.Enum(["too_much", "balanced", "too_little"]),
    }),
  ),
  personalized_tips: Type.Array(Text),
  next_session_suggestion: Type.Object({
    category: Text,
    topic: Text,
    preset: Text,
    reason: Text,
    confidence: Share,
  }),
  user_knowledge: Type.Object({
    technologies: Type.Array(Text),
    concepts: Type.Array(Text),
    expertise_areas: Type.Array(Text),
  }),
  motivational_message: Text,
  analysis_summary: Text,
  generated_at: LocalTimestamp,
  confidence_score: Share,
  ai_generated: Type.Boolean(),
});

const NextSessionSuggestion = Type.Object({
  category: Text,
  topic: Text,
  preset: Text,
  reason: Text,
  confidence: Type.Number(),
  ai_generated: Type.Boolean(),
});

const ExtractTopics = Type.Object({
  technologies: Type.Array(Text),
  concepts: Type.Array(Text),
  expertise_areas: Type.Array(Text),
});

const LearningV2 = Type.Object({
  skill_gaps: Type.Array(
    Type.Object({
      skill: Text,
      current_level: Text,
      target_level: Text,
      job_market_demand: Text,
      related_tools: Type.Array(Text),
      priority_order: Count,
      gap_description: Text,
      importance: Text,
    }),
  ),
  recommended_topics: Type.Array(
    Type.Object({
      topic: Text,
      category: Text,
      reason: Text,
      priority: Text,
      job_market_relevance: Text,
      estimated_sessions: Count,
      related_to: orNull(Text),
      learning_path: Type.Array(Text),
    }),
  ),
  category_balance: Type.Array(
    Type.Object({
      category: Text,
      current_percentage: Rating,
      recommended_percentage: Rating,
      status: Text,
      advice: Text,
    }),
  ),
  user_knowledge: Type.Object({
    technologies: Type.Array(Text),
    concepts: Type.Array(Text),
    expertise_areas: Type.Array(Text),
    ready_to_learn: Type.Array(Text),
  }),
  job_market_alignment: Type.Object({
    score: Rating,
    analysis: Text,
    top_missing_skills: Type.Array(Text),
  }),
  personalized_tips: Type.Array(Text),
  next_session_suggestion: Type.Object({
    category: Text,
    topic: Text,
    preset: Text,
    reason: Text,
    confidence: Share,
  }),
  motivational_message: Text,
  confidence_score: Share,
  generated_at: LocalTimestamp,
  ai_generated: Type.Boolean(),
});

const Health = Type.Object({
  ai_provider: Text,
  configured_model: Text,
  status: Type.Enum([
    "healthy",
    "model_missing",
    "error",
    "unavailable",
    "disabled",
    "not_configured",
  ]),
  message: Text,
});

const EmbeddingHealth = Type.Object({
  status: Type.Literal("healthy"),
  model: Text,
  dimensions: Count,
  test_embedding_length: Count,
});

/** Challenges, suggestions and learning topics in words, and the status of the language models. */
export const WORDS_OF_SUGGESTIONS = {
  ai_daily_challenge: {
    methods: ["GET"],
    path: "/api/ai/daily-challenge",
    parameters: {
      level: freeText("1", "7"),
      avg_sessions: freeText("3.5"),
      top_category: freeText("Learning"),
      streak: freeText("4"),
      weak_areas: freeText("mornings"),
    },
    answer: DailyChallenge,
  },
  ai_weekly_quest: {
    methods: ["GET"],
    path: "/api/ai/weekly-quest",
    parameters: {
      level: freeText("3"),
      xp: freeText("40"),
      weekly_avg: freeText("15"),
      best_categories: freeText("Learning"),
    },
    answer: WeeklyQuest,
  },
  ai_motivation: {
    methods: ["GET"],
    path: "/api/ai/motivation",
    parameters: {
      sessions_today: freeText("2"),
      streak: freeText("4"),
      mood: freeText("tired"),
    },
    answer: Motivation,
  },
  ai_learning_recommendations: {
    methods: ["POST"],
    path: "/api/ai/learning-recommendations",
    parameters: {},
    body: {
      schema: Type.Object({}),
      valid: [
        { recent_sessions: [], skill_levels: {} },
        { weekly_stats: {}, streak: 3 },
      ],
      refused: [],
    },
    answer: LearningRecommendations,
  },
  ai_next_session_suggestion: {
    methods: ["GET"],
    path: "/api/ai/next-session-suggestion",
    parameters: {
      category: freeText("Learning"),
      task: freeText("Essay"),
      hour: freeText("9", "late"),
      sessions: freeText("2"),
      exclude_topic: freeText("Essay"),
      bypass_cache: freeText("True", "false"),
      categories: freeText("Learning,Database"),
    },
    answer: NextSessionSuggestion,
  },
  ai_extract_topics: {
    methods: ["POST"],
    path: "/api/ai/extract-topics",
    parameters: {},
    body: {
      schema: Type.Object({}),
      valid: [{ tasks: [] }, { tasks: [{ task: "Docker", category: "Coding" }, "SQL"] }],
      refused: [],
    },
    answer: ExtractTopics,
  },
  ai_learning_v2: {
    methods: ["GET"],
    path: "/api/ai/learning-v2",
    parameters: {},
    answer: LearningV2,
  },
  ai_health: { methods: ["GET"], path: "/api/ai/health", parameters: {}, answer: Health },
  embedding_health: {
    methods: ["GET"],
    path: "/api/embedding/health",
    parameters: {},
    answer: EmbeddingHealth,
  },
} as const satisfies Record<string, ContractRoute>;
