import { type Locale, translate } from "../../../messages/translate.ts";
import type { Measurement, RiskFactor } from "../../../models/burnout-predictor/load-signal.ts";
import type { BurnoutRisk, LoadEvidence } from "../../../schemas/burnout-risk.ts";
import { confidenceOf, dataBasis, round } from "../../answers/data-basis.ts";
import { memoizePerProfile } from "../../answers/memoize-per-profile.ts";
import { type LoadFacts, loadFacts } from "./facts.ts";
import { loadAdvice, loadMessage } from "./texts.ts";

const PERIOD = "14 days";

/** Load of the last days relative to the person's own earlier weeks. */
export const burnoutRiskOf = memoizePerProfile(
  (view, locale: Locale): BurnoutRisk => presentLoad(loadFacts(view), locale),
  (_view, locale) => locale,
);

export function presentLoad({ prediction, evidenceOf }: LoadFacts, locale: Locale): BurnoutRisk {
  const { value } = prediction;
  const lacking = prediction.status === "ready" ? undefined : prediction;
  return {
    risk_score: value.score,
    risk_level: value.level,
    risk_factors: value.factors.map((factor) => riskFactor(factor, evidenceOf(factor), locale)),
    measured_factors: value.measured.map((measurement) => ({
      factor: measurement.factor,
      score: measurement.score,
      value: shownValue(measurement),
      evidence: evidenceOf(measurement),
    })),
    unmeasured_factors: [...value.unmeasured],
    recommendations: loadAdvice(value, lacking?.need ?? 0, locale),
    confidence: confidenceOf(prediction),
    analyzed_period: PERIOD,
    recent_days: value.recentDays,
    baseline_days: value.baselineDays,
    total_sessions_analyzed: value.sessionsAnalyzed,
    ...(lacking && {
      message: translate(locale, "load.insufficient", { have: lacking.have, need: lacking.need }),
    }),
    data: dataBasis(prediction),
  };
}

function riskFactor(
  factor: RiskFactor,
  evidence: LoadEvidence,
  locale: Locale,
): BurnoutRisk["risk_factors"][number] {
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
