import type { ModelName } from "../../models/registry.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import type { ModelEntry } from "../../schemas/models.ts";
import { round } from "../answers/data-basis.ts";

type Skill = ModelEntry["skill"];

/** With fewer observations a measured value is mostly chance. */
const MIN_OBSERVATIONS = 20;

/** Measured skill of a model on this person's past, as far as its state contains it. */
export function skillOf(view: ProfileView, name: ModelName): Skill {
  if (name === "session-predictor") return coverage(view.profile["session-predictor"].calibration);
  if (name === "quality-predictor") return qualitySkill(view);
  return null;
}

/** @param histogram probability integral transforms of past counts: aged weights of equal ranges of 0–1 */
function coverage(histogram: readonly number[]): Skill {
  const observed = histogram.reduce((sum, weight) => sum + weight, 0);
  if (observed < MIN_OBSERVATIONS) return null;
  const tail = Math.round(histogram.length / 10);
  const inside = histogram.slice(tail, -tail).reduce((sum, weight) => sum + weight, 0);
  return {
    measure: "interval_coverage",
    value: round(inside / observed, 3),
    observations: Math.round(observed),
  };
}

function qualitySkill({ profile }: ProfileView): Skill {
  const { errors } = profile["quality-predictor"];
  if (errors.count < MIN_OBSERVATIONS || errors.level === 0) return null;
  return {
    measure: "skill_against_mean",
    value: round(1 - errors.blended / errors.level, 3),
    observations: Math.round(errors.count),
  };
}
