import type { LoadAnalysis } from "../../../schemas/ai-signals.ts";
import type { BurnoutRisk } from "../../../schemas/burnout-risk.ts";
import { HOUR_MS } from "../capability.ts";
import { points } from "../drafting/amount.ts";
import { defineCapability } from "../drafting/define-capability.ts";
import type { Worded } from "../worded.ts";

const STAGES = {
  unknown: "none",
  low: "none",
  medium: "early_warning",
  high: "caution",
  critical: "intervention_needed",
} as const;

const ENGAGEMENT = { high: "high", normal: "medium", low: "low", unknown: "medium" } as const;

export interface LoadQuestion {
  /** The load a week earlier. */
  readonly before: BurnoutRisk;
}

/** Describes the load of the last days; its figures are those of the load signal. */
export const analyzeBurnout = defineCapability<LoadQuestion, Worded<LoadAnalysis>>({
  name: "analyze_burnout",
  deadlineMs: 30_000,
  ttlMs: 6 * HOUR_MS,
  fixedFor: "facts",
  parameters: () => ({}),
  compose(person, draft, { before }) {
    const load = person.load();
    const strained = load.risk_level === "high" || load.risk_level === "critical";
    const tone = strained ? "strained" : "calm";
    const { productivity_trend: trend } = person.trends();
    const intensity = person.anomalies().patterns?.work_intensity ?? "unknown";
    const duration = draft.say("duration", 80, "ai.load.duration");
    const factors = load.risk_factors.map((factor, index) => ({
      factor,
      description: draft.repeat(`factor_${index + 1}`, 400, factor.message),
      evidence: draft.say(`factor_${index + 1}_evidence`, 200, "ai.load.evidence", {
        points: points(factor.score),
      }),
    }));
    const advice = load.recommendations.map((text, index) =>
      draft.repeat(`recommendation_${index + 1}`, 300, text),
    );
    const overall = person.parts.checkin?.overall;
    const keys = {
      calm:
        load.message === undefined
          ? draft.say("calm", 200, "ai.load.calm")
          : draft.repeat("calm", 300, load.message),
      checkin:
        overall === undefined || overall === null
          ? undefined
          : draft.say("checkin", 200, "ai.load.checkins", { points: points(overall) }),
      monitoring: draft.say("monitoring", 200, `ai.load.monitoring.${strained ? "close" : "calm"}`),
      immediate: draft.say("immediate", 200, `ai.load.immediate.${tone}`),
      short: draft.say("short_term", 200, `ai.load.short.${tone}`),
      long: draft.say("long_term", 200, "ai.load.long"),
    };
    return (text) => ({
      burnout_risk_score: load.risk_score,
      risk_level: load.risk_level,
      early_warning_stage: STAGES[load.risk_level],
      early_warning_signals: factors.map(({ factor, description }) => ({
        signal: text(description),
        severity: factor.severity,
        trend: trendOf(factor, before),
        duration: text(duration),
      })),
      primary_factors: factors.map(({ factor, description, evidence }) => ({
        factor: factor.factor,
        contribution: factor.score,
        description: text(description),
        evidence: [text(evidence)],
      })),
      preventive_recommendations: [text(keys.immediate), text(keys.short)],
      notes_analysis: {
        negative_signals: [],
        positive_signals: [
          ...(factors.length === 0 ? [text(keys.calm)] : []),
          ...(keys.checkin === undefined ? [] : [text(keys.checkin)]),
        ],
        engagement_level: ENGAGEMENT[intensity],
        sentiment_trend: trend === "insufficient_data" ? "stable" : trend,
      },
      monitoring_advice: text(keys.monitoring),
      recommendations: advice.map(text),
      recovery_plan: {
        immediate: text(keys.immediate),
        short_term: text(keys.short),
        long_term: text(keys.long),
      },
      confidence: load.confidence,
      sessions_analyzed: load.total_sessions_analyzed,
    });
  },
});

/** A signal that was equally strong a week earlier is not rising. */
function trendOf(
  { factor, score }: BurnoutRisk["risk_factors"][number],
  before: BurnoutRisk,
): "rising" | "stable" {
  const earlier = before.risk_factors.find((one) => one.factor === factor);
  return earlier !== undefined && earlier.score >= score ? "stable" : "rising";
}
