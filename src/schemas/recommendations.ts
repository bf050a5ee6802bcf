import { type Static, Type } from "typebox";
import { Confidence, DataBasis, nullable } from "./answer.ts";
import { NAME } from "./name.ts";
import { PresetId } from "./preset.ts";

export const RecommendationQuery = Type.Object({
  category: Type.Optional(
    Type.String({
      maxLength: 100,
      description: "what the session will be about",
      ...NAME,
    }),
  ),
  current_hour: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 23,
      description: "ask for another hour than the present one",
    }),
  ),
  current_day: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 6,
      description: "0 = Monday … 6 = Sunday; ask for another weekday",
    }),
  ),
});
export type RecommendationQuery = Static<typeof RecommendationQuery>;

const Score = Type.Number({ minimum: 0, maximum: 100 });
const Share = Type.Number({ minimum: 0, maximum: 1 });

export const Recommendation = Type.Object(
  {
    current_time: Type.String({ pattern: "^\\d{2}:\\d{2}$" }),
    recommended_preset: PresetId,
    preset: PresetId,
    reason: Type.String({ description: "one plain sentence" }),
    alternative: nullable("string", {
      description: "second best; null without sessions, and where there is only one preset",
    }),
    confidence: Confidence,
    clear_winner: Type.Boolean({ description: "false: several presets are about equally good" }),
    all_scores: Type.Optional(
      Type.Record(Type.String(), Score, {
        description: "by preset; absent before the first session",
      }),
    ),
    probability_best: Type.Record(Type.String(), Share, {
      description: "by preset; before the first rating from what is customary alone",
    }),
    propensity: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1,
        description:
          "only while presets are explored: the probability with which this one was drawn",
      }),
    ),
    data: DataBasis,
  },
  {
    additionalProperties: false,
    description:
      "Confidence: the probability that no other preset would be rated better on average in this situation.",
  },
);
export type Recommendation = Static<typeof Recommendation>;
