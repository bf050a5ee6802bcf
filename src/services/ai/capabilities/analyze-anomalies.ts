import type { AnomalyAnalysis } from "../../../schemas/ai-signals.ts";
import type { Anomaly } from "../../../schemas/detect-anomalies.ts";
import { plainName } from "../../answers/plain-name.ts";
import { HOUR_MS, type NoQuestion } from "../capability.ts";
import { defineCapability } from "../drafting/define-capability.ts";
import type { Worded } from "../worded.ts";

/** Findings of the anomaly route, by the type names of this route. */
const TYPES: Readonly<Record<Anomaly["type"], AnomalyAnalysis["anomalies"][number]["type"]>> = {
  productivity_drop: "productivity_drop",
  unusual_hours: "unusual_hours",
  category_shift: "category_shift",
  streak_break: "streak_break_risk",
  overwork_spike: "overwork_spike",
  quality_decline: "quality_decline",
};
const INTENSITY = { high: "heavy", normal: "normal", low: "light", unknown: "unknown" } as const;
const REGULARITY = {
  regular: "consistent",
  moderate: "variable",
  irregular: "chaotic",
  unknown: "unknown",
} as const;
const MOOD = {
  improving: "positive",
  declining: "negative",
  stable: "neutral",
  insufficient_data: "neutral",
} as const;

/** Describes what differs from the usual in the last days. */
export const analyzeAnomalies = defineCapability<NoQuestion, Worded<AnomalyAnalysis>>({
  name: "analyze_anomalies",
  deadlineMs: 30_000,
  ttlMs: 6 * HOUR_MS,
  fixedFor: "facts",
  parameters: () => ({}),
  compose(person, draft) {
    const report = person.anomalies();
    const { productivity_trend: trend } = person.trends();
    const chance = draft.say("chance", 160, "ai.anomaly.evidence.chance");
    const found = report.anomalies.map((anomaly, index) => ({
      anomaly,
      description: draft.repeat(`anomaly_${index + 1}`, 400, anomaly.description),
      advice: draft.repeat(`anomaly_${index + 1}_advice`, 300, anomaly.recommendation),
    }));
    const tips = report.proactive_tips.map((tip, index) => ({
      tip,
      message: draft.repeat(`tip_${index + 1}`, 300, tip.message),
    }));
    return (text) => ({
      anomalies_detected: report.anomalies_detected,
      overall_status: report.overall_status,
      anomalies: found.map(({ anomaly, description, advice }) => ({
        type: TYPES[anomaly.type],
        severity: anomaly.severity,
        description: text(description),
        evidence: [text(chance)],
        confidence: Math.max(0, Math.min(1, 1 - anomaly.tail_probability)),
        recommendation: text(advice),
      })),
      proactive_tips: tips.map(({ tip, message }) => ({
        type: tip.type,
        icon: tip.icon,
        message: text(message),
      })),
      patterns_found: {
        productivity_trend: report.patterns?.productivity_trend ?? "unknown",
        work_intensity: INTENSITY[report.patterns?.work_intensity ?? "unknown"],
        schedule_regularity: REGULARITY[report.patterns?.schedule_regularity ?? "unknown"],
      },
      notes_sentiment_analysis: {
        overall: MOOD[trend],
        keywords_detected: person
          .shares()
          .slice(0, 3)
          .map(({ category }) => plainName(category)),
        mood_trend: trend === "insufficient_data" ? "unknown" : trend,
      },
      confidence: report.confidence,
      sessions_analyzed: report.metadata.total_sessions_analyzed,
    });
  },
});
