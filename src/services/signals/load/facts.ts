import { burnoutPredictor } from "../../../models/burnout-predictor/burnout-predictor.ts";
import type { LoadSignal, Measurement } from "../../../models/burnout-predictor/load-signal.ts";
import type { Prediction } from "../../../models/model.ts";
import type { ProfileView } from "../../../profiles/profile-service.ts";
import type { LoadEvidence } from "../../../schemas/burnout-risk.ts";
import { loadEvidence } from "./evidence.ts";

/** How heavy the last days are against the person's own weeks before. */
export interface LoadFacts {
  readonly prediction: Prediction<LoadSignal>;
  /** On what each measured factor rests, in the units of the answer. */
  readonly evidenceOf: (measurement: Measurement) => LoadEvidence;
}

export function loadFacts(view: ProfileView): LoadFacts {
  const prediction = burnoutPredictor.predict(view.profile["burnout-predictor"], {
    asked: view.asked,
    stated: view.workTimes,
  });
  return { prediction, evidenceOf: loadEvidence };
}
