import { type Locale, translate } from "../../messages/translate.ts";
import { burnoutPredictor } from "../../models/burnout-predictor/burnout-predictor.ts";
import type { Measurement, RiskFactor } from "../../models/burnout-predictor/load-signal.ts";
import type { BurnoutRisk } from "../../schemas/burnout-risk.ts";
import { dataBasis, round } from "../answers/data-basis.ts";
import { oncePerProfileAnd } from "../answers/per-profile.ts";
import { loadEvidence } from "./load-evidence.ts";
import { loadAdvice, loadMessage } from "./load-texts.ts";

const PERIOD = "14 days";

/** How heavy the last days are against the person's own weeks before. */
export const burnoutRiskOf = oncePerProfileAnd((view, locale: Locale): BurnoutRisk => {
  const prediction = burnoutPredictor.predict(view.profile["burnout-predictor"], {
    asked: view.asked,
  });
  const { value } = prediction;
  const lacking = prediction.status === "ready" ? undefined : prediction;
  return {
    risk_score: value.score,
    risk_level: value.level,
    risk_factors: value.factors.map((factor) => riskFactor(factor, locale)),
    measured_factors: value.measured.map((measurement) => ({
      factor: measurement.factor,
      score: measurement.score,
      value: shownValue(measurement),
      evidence: loadEvidence(measurement),
    })),
    unmeasured_factors: [...value.unmeasured],
    recommendations: loadAdvice(value, lacking?.need ?? 0, locale),
    confidence: round(prediction.confidence, 2),
    analyzed_period: PERIOD,
    recent_days: value.recentDays,
    baseline_days: value.baselineDays,
    total_sessions_analyzed: value.sessionsAnalyzed,
    ...(lacking && {
      message: translate(locale, "load.insufficient", { have: lacking.have, need: lacking.need }),
    }),
    data: dataBasis(prediction),
  };
});

function riskFactor(factor: RiskFactor, locale: Locale): BurnoutRisk["risk_factors"][number] {
  const evidence = loadEvidence(factor);
  return {
    factor: factor.factor,
    name: translate(locale, `load.name.${factor.factor}`),
    severity: factor.severity,
    score: factor.score,
    value: shownValue(factor),
    message: loadMessage(factor, evidence, locale),
    evidence,
  };
}

function shownValue({ factor, value }: Measurement): number {
  return round(value, factor === "overwork" ? 2 : 1);
}
