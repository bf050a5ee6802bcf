import { type Static, Type } from "typebox";
import { TEXT_CAPABILITIES } from "../domain/text-capability.ts";
import { BriefingQuery } from "./ai-day.ts";
import { QualityAnalysisQuery, ScheduleAnalysisQuery } from "./ai-signals.ts";
import { ChallengeQuery, MotivationQuery, NextSessionQuery, QuestQuery } from "./ai-suggestions.ts";
import { nullable } from "./answer.ts";

const Count = Type.Integer({ minimum: 0 });
const Usd = Type.Number({ minimum: 0, description: "US dollars" });

const totals = {
  calls: Count,
  failures: Type.Integer({ minimum: 0, description: "calls that failed or are still running" }),
  input_tokens: Count,
  output_tokens: Count,
  cost_usd: Type.Number({
    minimum: 0,
    description: "US dollars at the configured prices; possible costs count as spent",
  }),
};
const UsageTotals = Type.Object(totals, { title: "AiUsageTotals", additionalProperties: false });
export type UsageTotals = Static<typeof UsageTotals>;

export const AiUsage = Type.Object(
  {
    date: Type.String({ format: "date" }),
    today: UsageTotals,
    month: UsageTotals,
    by_capability: Type.Array(
      Type.Object({ capability: Type.String(), ...totals }, { additionalProperties: false }),
      { description: "this month" },
    ),
    limits: Type.Object(
      { daily_usd: Usd, user_daily_usd: nullable("number", { minimum: 0 }) },
      { additionalProperties: false, description: "null: no limit of its own" },
    ),
    remaining_usd: Type.Object(
      { all: Usd, user: nullable("number", { minimum: 0 }) },
      { additionalProperties: false, description: "today" },
    ),
  },
  { title: "AiUsage", additionalProperties: false },
);
export type AiUsage = Static<typeof AiUsage>;

const ProviderHealth = Type.Object(
  {
    provider: Type.Enum(["cloud", "ollama"]),
    model: Type.String(),
    host: Type.String(),
    breaker: Type.Enum(["closed", "open", "misconfigured"], {
      description:
        "`open`: it failed and is asked only occasionally; `misconfigured`: once a minute",
    }),
    last_success: nullable("string", { description: "zoned timestamp" }),
    last_failure: nullable("string", { description: "class of the last failure" }),
    last_failure_at: nullable("string", { description: "zoned timestamp" }),
  },
  { additionalProperties: false },
);

const health = {
  ai_provider: Type.Enum(["cloud", "ollama"]),
  configured_model: Type.String(),
  status: Type.Enum([
    ...(["healthy", "model_missing", "error", "unavailable", "disabled"] as const),
    "not_configured",
  ]),
  message: Type.String(),
  ollama_url: Type.Optional(Type.String()),
  ollama_connected: Type.Boolean(),
  available_models: Type.Optional(Type.Array(Type.String())),
  providers: Type.Array(ProviderHealth, { description: "in the order in which they are tried" }),
  budget_remaining_usd: nullable("number", {
    minimum: 0,
    description: "of today's budget for all; null when it cannot be read",
  }),
};
export const AiHealth = Type.Object(health, { title: "AiHealth", additionalProperties: false });
export type AiHealth = Static<typeof AiHealth>;

export const AiHealthV2 = Type.Object(
  {
    ...health,
    cache_status: Type.Object(
      {
        ...{ total_cached: Count, valid: Count, invalidated: Count },
        caches: Type.Array(Type.Unknown(), {
          description: "as `GET /api/ai/cache-status` has them",
        }),
      },
      { additionalProperties: false },
    ),
    cloud_api_url: Type.Optional(Type.String({ description: "host only" })),
  },
  { title: "AiHealthV2", additionalProperties: false },
);
export type AiHealthV2 = Static<typeof AiHealthV2>;

export const PreviewPath = Type.Object({ capability: Type.Enum([...TEXT_CAPABILITIES]) });

/** Parameters of all capabilities' own routes; each reads those it knows. */
export const PreviewQuery = Type.Object({
  ...BriefingQuery.properties,
  ...QualityAnalysisQuery.properties,
  ...ScheduleAnalysisQuery.properties,
  ...ChallengeQuery.properties,
  ...QuestQuery.properties,
  ...MotivationQuery.properties,
  ...NextSessionQuery.properties,
  topic: Type.Optional(Type.String({ maxLength: 200, description: "required to expand one" })),
  question_type: Type.Optional(Type.String({ maxLength: 50 })),
});
export type PreviewQuery = Static<typeof PreviewQuery>;

export const AiPreview = Type.Object(
  {
    capability: Type.String(),
    locale: Type.String(),
    sent: Type.Boolean({ description: "whether a question would be sent; this one was not" }),
    notes_policy: Type.Enum(["none", "recent", "all"], { description: "AI_SEND_NOTES" }),
    provider: nullable("string"),
    host: nullable("string"),
    model: nullable("string"),
    messages: Type.Array(
      Type.Object(
        { role: Type.Enum(["system", "user"]), content: Type.String() },
        { additionalProperties: false },
      ),
      { description: "word for word" },
    ),
    notes: Type.Integer({ minimum: 0, description: "number of notes in it" }),
    bytes: Count,
    estimated_input_tokens: Count,
    max_output_tokens: Count,
    estimated_cost_usd: Usd,
  },
  { title: "AiPreview", additionalProperties: false },
);
export type AiPreview = Static<typeof AiPreview>;
