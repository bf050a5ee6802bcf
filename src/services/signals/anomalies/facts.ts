import { anomalyDetector } from "../../../models/anomaly-detector/anomaly-detector.ts";
import type { AnomalyReport } from "../../../models/anomaly-detector/anomaly-report.ts";
import type { Prediction } from "../../../models/model.ts";
import type { ProfileView } from "../../../profiles/profile-service.ts";
import { TREND_DAYS } from "../../../schemas/insights.ts";
import { productivityOf } from "../../analysis/productivity.ts";
import { streakOf } from "../../answers/streak.ts";
import { trendFacts } from "../../insights/trends/facts.ts";
import { loadFacts } from "../load/facts.ts";

/** Called with a type whose test failed, and the error. */
export type OnDetectorFailure = (type: string, error: unknown) => void;

/** Differences of the last days from the person's own past. */
export interface AnomalyFacts {
  readonly prediction: Prediction<AnomalyReport>;
  /** Days in a row with a completed session. */
  readonly currentStreak: number;
  /** Whether a trend or a factor of the load signal has passed its own test. */
  readonly isChangeKnown: boolean;
}

export function anomalyFacts(view: ProfileView, onFailure?: OnDetectorFailure): AnomalyFacts {
  const state = view.profile["anomaly-detector"];
  const prediction = anomalyDetector.predict(state, {
    asked: view.asked,
    stated: view.workTimes,
  });
  for (const { type, error } of prediction.value.failures) onFailure?.(type, error);
  const currentStreak = streakOf(view).current;
  return { prediction, currentStreak, isChangeKnown: isChangeKnown(view) };
}

/** Whether a trend or a factor of the load signal has passed its own test. If so, nothing is called usual. */
export function isChangeKnown(view: ProfileView): boolean {
  const { sessionTrend, productivityTrend } = trendFacts(view, TREND_DAYS.default).prediction.value;
  const { direction } = productivityOf(view).value.trend;
  return (
    loadFacts(view).prediction.value.factors.length > 0 ||
    direction !== "stable" ||
    [sessionTrend, productivityTrend].some(
      (trend) => trend === "improving" || trend === "declining",
    )
  );
}
