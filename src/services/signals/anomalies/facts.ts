import { anomalyDetector } from "../../../models/anomaly-detector/anomaly-detector.ts";
import type { AnomalyReport } from "../../../models/anomaly-detector/anomaly-report.ts";
import type { Prediction } from "../../../models/model.ts";
import type { ProfileView } from "../../../profiles/profile-service.ts";

/** Is told which type could not be tested, and why. */
export type OnDetectorFailure = (type: string, error: unknown) => void;

/** What in the last days differs from the person's own past. */
export interface AnomalyFacts {
  readonly prediction: Prediction<AnomalyReport>;
}

export function anomalyFacts(view: ProfileView, onFailure?: OnDetectorFailure): AnomalyFacts {
  const state = view.profile["anomaly-detector"];
  const prediction = anomalyDetector.predict(state, { asked: view.asked });
  for (const { type, error } of prediction.value.failures) onFailure?.(type, error);
  return { prediction };
}
