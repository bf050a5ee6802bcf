import { burnoutPredictor } from "../../../models/burnout-predictor/burnout-predictor.ts";
import type { LoadSignal, Measurement } from "../../../models/burnout-predictor/load-signal.ts";
import type { Prediction } from "../../../models/model.ts";
import type { ProfileView } from "../../../profiles/profile-service.ts";
import type { LoadEvidence } from "../../../schemas/burnout-risk.ts";
import { loadEvidence } from "./evidence.ts";

/** Load of the last days relative to the person's own earlier weeks. */
export interface LoadFacts {
  readonly prediction: Prediction<LoadSignal>;
  /** Evidence of each measured factor, in the units of the answer. */
  readonly evidenceOf: (measurement: Measurement) => LoadEvidence;
}

export function loadFacts(view: ProfileView): LoadFacts {
  const prediction = burnoutPredictor.predict(view.profile["burnout-predictor"], {
    asked: view.asked,
    stated: view.workTimes,
  });
  return { prediction, evidenceOf: loadEvidence };
}
