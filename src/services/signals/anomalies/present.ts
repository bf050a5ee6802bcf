import { TESTED_TYPES } from "../../../domain/anomaly-types.ts";
import { type Locale, translate } from "../../../messages/translate.ts";
import { anomalyDetector } from "../../../models/anomaly-detector/anomaly-detector.ts";
import type { AnomalyReport, Tip } from "../../../models/anomaly-detector/anomaly-report.ts";
import { MIN_DAYS } from "../../../models/anomaly-detector/parameters.ts";
import type { ProfileView } from "../../../profiles/profile-service.ts";
import type { AnomalyReportBody } from "../../../schemas/detect-anomalies.ts";
import { answerTime } from "../../answers/answer-time.ts";
import { confidenceOf, dataBasis, round } from "../../answers/data-basis.ts";
import { memoizePerProfile } from "../../answers/memoize-per-profile.ts";
import { anomalyOf, changeOf } from "./details.ts";
import { type AnomalyFacts, anomalyFacts, type OnDetectorFailure } from "./facts.ts";
import { anomalyTexts, type Known, tipText } from "./texts.ts";

const SHAPE_VERSION = "1.0";
const MODEL = `${anomalyDetector.name}@${anomalyDetector.version}`;
const PERIOD = "14 days";

/** Differences of the last days from the person's own past. */
export function anomalyReports(
  onFailure: OnDetectorFailure,
): (view: ProfileView, locale: Locale) => AnomalyReportBody {
  const reportOf = memoizePerProfile(
    (view, locale: Locale) => presentAnomalies(anomalyFacts(view, onFailure), locale),
    (_view, locale) => locale,
  );
  return (view, locale) => {
    const { metadata, ...rest } = reportOf(view, locale);
    return { ...rest, metadata: { ...metadata, ...answerTime(view) } };
  };
}

export function presentAnomalies(facts: AnomalyFacts, locale: Locale) {
  const { prediction, isChangeKnown } = facts;
  const { value } = prediction;
  const tested = value.tested.length === TESTED_TYPES.length ? "all" : "some";
  const known = isChangeKnown ? "beside" : tested;
  return {
    anomalies_detected: value.anomalies.length,
    overall_status: value.status,
    anomalies: value.anomalies.map((finding) => anomalyOf(finding, anomalyTexts(finding, locale))),
    changes: value.changes.map((change) => changeOf(change, anomalyTexts(change, locale))),
    tested_types: [...value.tested],
    failed_types: value.failures.map(({ type }) => type),
    proactive_tips: value.tips.map((tip) => tipOf(tip, known, locale)),
    baseline_summary: summaryOf(facts),
    patterns: patternsOf(value),
    ...(prediction.status !== "ready" && {
      message: translate(locale, `anomaly.insufficient.${value.lacking ?? "dates"}`, {
        have: value.activeDays,
        need: MIN_DAYS,
      }),
    }),
    confidence: confidenceOf(prediction),
    metadata: {
      model_version: SHAPE_VERSION,
      model: MODEL,
      total_sessions_analyzed: prediction.basis.sessions,
      period_sessions: value.sessionsAnalyzed,
      analysis_period: PERIOD,
      unique_days: value.activeDays,
      required_days: MIN_DAYS,
    },
    data: dataBasis(prediction),
  } satisfies Omit<AnomalyReportBody, "metadata"> & {
    metadata: Omit<AnomalyReportBody["metadata"], "timestamp" | "as_of">;
  };
}

function tipOf(
  tip: Tip,
  known: Known,
  locale: Locale,
): AnomalyReportBody["proactive_tips"][number] {
  const message = tipText(tip, known, locale);
  return tip.kind === "positive"
    ? { type: "positive", icon: "✨", message }
    : {
        ...{ type: "suggestion", icon: "💡", message },
        ...(tip.related !== "level_shift" && { related_anomaly: tip.related }),
      };
}

function summaryOf({
  prediction,
  currentStreak,
}: AnomalyFacts): AnomalyReportBody["baseline_summary"] {
  const { summary } = prediction.value;
  if (summary === null) return null;
  return {
    avg_productivity: round(summary.averageProductivity ?? 0, 1),
    avg_productivity_known: summary.averageProductivity !== null,
    typical_hours: { start: summary.typicalHours.start, end: summary.typicalHours.end },
    top_category: summary.topCategory,
    avg_sessions_per_day: round(summary.averageSessionsPerDay, 1),
    current_streak: currentStreak,
    analysis_period_days: summary.analysisPeriodDays,
  };
}

function patternsOf({ patterns }: AnomalyReport): AnomalyReportBody["patterns"] {
  if (patterns === null) return null;
  return {
    productivity_trend: patterns.productivityTrend,
    work_intensity: patterns.workIntensity,
    schedule_regularity: patterns.scheduleRegularity,
  };
}
