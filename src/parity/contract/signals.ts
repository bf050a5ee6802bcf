import { Type } from "typebox";
import { Count, Hour, LocalTimestamp, orNull, Rating, RiskFactor, Share, Text } from "./members.ts";
import { type ContractRoute, lenientNumber, type Parameter } from "./route.ts";

const BurnoutRisk = Type.Union([
  Type.Object({
    risk_score: Type.Integer({ minimum: 0, maximum: 100 }),
    risk_level: Type.Enum(["low", "medium", "high", "critical"]),
    risk_factors: Type.Array(RiskFactor, { maxItems: 6 }),
    recommendations: Type.Array(Text, { minItems: 1, maxItems: 3 }),
    confidence: Share,
    analyzed_period: Type.Literal("14 days"),
    total_sessions_analyzed: Type.Integer({ minimum: 5 }),
  }),
  Type.Object({
    risk_score: Type.Literal(0),
    risk_level: Type.Literal("unknown"),
    risk_factors: Type.Array(RiskFactor, { maxItems: 0 }),
    recommendations: Type.Array(Text, { minItems: 1, maxItems: 1 }),
    confidence: Type.Literal(0),
    analyzed_period: Type.Literal("14 days"),
    total_sessions_analyzed: Type.Integer({ minimum: 0, maximum: 4 }),
    message: Text,
  }),
]);

const factorScore = Type.Object({ score: Rating, confidence: Share, weight: Share });

const SessionQuality = Type.Object({
  predicted_productivity: Rating,
  confidence: Share,
  context: Type.Object({
    hour: Hour,
    day_of_week: Type.Integer({ minimum: 0, maximum: 6 }),
    day_name: Type.Enum([
      "Pondeli",
      "Utery",
      "Streda",
      "Ctvrtek",
      "Patek",
      "Sobota",
      "Nedele",
      "Unknown",
    ]),
    preset: Text,
    preset_name: Text,
    category: orNull(Text),
    sessions_today: Count,
    minutes_since_last: orNull(Count),
    has_wellness_data: Type.Boolean(),
  }),
  factor_scores: Type.Object({
    hour: factorScore,
    day: factorScore,
    preset: factorScore,
    category: factorScore,
    fatigue: factorScore,
    recovery: factorScore,
    wellness: factorScore,
  }),
  factors: Type.Array(
    Type.Object({
      type: Type.Enum(["positive", "negative"]),
      name: Text,
      description: Text,
      impact: Type.Enum(["high", "medium", "low"]),
    }),
    { maxItems: 5 },
  ),
  recommendation: Type.Object({
    type: Type.Enum(["positive", "warning", "neutral", "negative", "suggestion"]),
    message: Text,
    action: orNull(Text),
    icon: Type.Enum(["🚀", "💪", "☕", "👍", "⚠️", "🛑", "💡", "📊"]),
  }),
  metadata: Type.Object({
    model_version: Type.Literal("1.1"),
    total_sessions_analyzed: Count,
    wellness_integrated: Type.Boolean(),
    timestamp: LocalTimestamp,
  }),
});

const Percent = Type.Optional(orNull(Type.Number({ minimum: 0, maximum: 100 })));
const integer = (range: { minimum?: number; maximum?: number }) =>
  Type.Optional(orNull(Type.Integer(range)));

const QualityBody = Type.Object({
  hour: integer({ minimum: 0, maximum: 23 }),
  day: integer({ minimum: 0, maximum: 6 }),
  preset: Type.Optional(orNull(Text)),
  category: Type.Optional(orNull(Text)),
  sessions_today: integer({ minimum: 0 }),
  minutes_since_last: integer({}),
  wellness: Type.Optional(
    orNull(
      Type.Object({
        sleep_quality: Percent,
        energy_level: Percent,
        mood: Percent,
        stress_level: Percent,
        motivation: Percent,
        focus_ability: Percent,
        overall_wellness: Percent,
      }),
    ),
  ),
});

const WELLNESS = {
  sleep_quality: null,
  energy_level: 60,
  mood: 80.5,
  stress_level: 40,
  motivation: null,
  focus_ability: 65,
  overall_wellness: null,
};

const name = (valid: readonly string[], most: number): Parameter => ({
  in: "query",
  schema: Type.String({ maxLength: most }),
  reading: "strict",
  valid,
  unreadable: ["x".repeat(most + 1), "\0"],
});

export const SIGNALS = {
  burnout_risk: {
    methods: ["GET"],
    path: "/api/burnout-risk",
    parameters: {},
    answer: BurnoutRisk,
  },
  predict_quality: {
    methods: ["GET", "POST"],
    path: "/api/predict-quality",
    // A number without a default of its own means now, or the value from today's sessions.
    parameters: {
      hour: lenientNumber(Type.Integer({ minimum: 0, maximum: 23 }), [0, 9, 23]),
      day: lenientNumber(Type.Integer({ minimum: 0, maximum: 6 }), [0, 3, 6]),
      preset: name(["learning", "own", "__proto__"], 50),
      category: name(["Learning", "never seen"], 100),
      sessions_today: lenientNumber(Type.Integer({ minimum: 0, maximum: 1000 }), [0, 5, 1000]),
      minutes_since_last: lenientNumber(Type.Integer(), [0, 20, 600]),
    },
    body: {
      schema: QualityBody,
      valid: [
        { hour: 9, day: 2, preset: "learning", category: "Learning" },
        { sessions_today: 0, minutes_since_last: null, wellness: null },
        { hour: 21, day: 6, sessions_today: 4, minutes_since_last: 3, wellness: WELLNESS },
        { wellness: { overall_wellness: 45 } },
        { wellness: {}, more: [1] },
      ],
      same: [
        [{}, { hour: null, day: null, preset: null, category: null, wellness: null }],
        [{ hour: 23 }, { hour: 99 }],
        [{ hour: 0 }, { hour: -1 }],
        [{ day: 6 }, { day: 9 }],
        [{ wellness: { mood: 100 } }, { wellness: { mood: 250 } }],
      ],
      refused: [
        { hour: "9" },
        { hour: 9.5 },
        { day: "monday" },
        { preset: 5 },
        { category: ["Learning"] },
        { sessions_today: "3" },
        { minutes_since_last: true },
        { wellness: "fine" },
        { wellness: { mood: "80" } },
        [],
        "text",
      ],
    },
    answer: SessionQuality,
  },
} as const satisfies Record<string, ContractRoute>;
