import { type Static, Type } from "typebox";
import type { EpochDay } from "../time/calendar.ts";
import { nullable } from "./answer.ts";
import { DateText, Timestamp } from "./common.ts";
import { PRIVATE } from "./private.ts";

/** The six answers of a check-in: 0–100 with at most two decimals; null is unanswered. */
export interface WellnessMetrics {
  readonly sleepQuality: number | null;
  readonly energyLevel: number | null;
  readonly mood: number | null;
  /** Low is good. */
  readonly stressLevel: number | null;
  readonly motivation: number | null;
  readonly focusAbility: number | null;
}

/** A check-in as supplied by a caller. */
export interface NewWellnessCheckin extends WellnessMetrics {
  readonly day: EpochDay;
  /** Weighted mean of the answers, 0–100; null without answers. */
  readonly overall: number | null;
  readonly notes: string | null;
}

/** A check-in of one local day; one per user and day. */
export interface WellnessCheckin extends NewWellnessCheckin {
  readonly userId: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

/** Longest range of days in one answer. */
export const MAX_WELLNESS_DAYS = 366;

function percent(description: string) {
  return nullable("number", { minimum: 0, maximum: 100, description });
}

const metrics = {
  sleep_quality: percent("100 is the best night"),
  energy_level: percent("100 is full of energy"),
  mood: percent("100 is the best mood"),
  stress_level: percent("100 is the most stress: here low is good"),
  motivation: percent("100 is the most motivated"),
  focus_ability: percent("100 is the most focused"),
};

export const WellnessInput = Type.Partial(
  Type.Object({ ...metrics, notes: nullable("string", { maxLength: 500, ...PRIVATE }) }),
  {
    title: "WellnessInput",
    additionalProperties: false,
    description:
      "How the day feels, each answer 0–100 and kept to two decimals; at least one is given. Replaces an earlier check-in of the day as a whole.",
  },
);
export type WellnessInput = Static<typeof WellnessInput>;

export const WellnessBody = Type.Object(
  {
    date: DateText,
    ...metrics,
    overall_wellness: percent(
      "weighted mean of the answers: sleep and energy 0.20 each, mood, 100 − stress, motivation and focus 0.15 each; weights of missing answers are distributed among the others",
    ),
    notes: nullable("string"),
    created_at: Timestamp,
    updated_at: Timestamp,
  },
  { title: "Wellness", additionalProperties: false },
);
export type WellnessBody = Static<typeof WellnessBody>;

export const WellnessList = Type.Object(
  { checkins: Type.Array(WellnessBody, { description: "oldest first" }) },
  { title: "WellnessList", additionalProperties: false },
);
export type WellnessList = Static<typeof WellnessList>;

export const WellnessParams = Type.Object({ date: DateText }, { additionalProperties: false });

export const WellnessListQuery = Type.Object(
  {
    from: Type.Optional(
      Type.String({ ...DateText, description: "first day; 30 days up to `to` when absent" }),
    ),
    to: Type.Optional(Type.String({ ...DateText, description: "last day; today when absent" })),
  },
  { additionalProperties: false, description: `At most ${MAX_WELLNESS_DAYS} days.` },
);
export type WellnessListQuery = Static<typeof WellnessListQuery>;
