import type { PresetTimes } from "../domain/preset.ts";
import type { EpochDay } from "../time/calendar.ts";
import { NO_STATED_DAYS, type StatedDays } from "../time/stated-days.ts";
import type { LearnedSession, Model } from "./model.ts";
import { MODELS, type ModelName } from "./registry.ts";

/** One person's states of all registered models, by model name: plain JSON, a fold of their sessions. */
export type Profile = { [Name in ModelName]: ReturnType<(typeof MODELS)[Name]["empty"]> };

type Folding<State> = Pick<Model<State, never, unknown>, "advance" | "learnInto">;

const FOLDINGS: { readonly [Name in ModelName]: Folding<Profile[Name]> } = MODELS;

/** In the order in which they learn; each sees only its own state. */
export const MODEL_NAMES: readonly ModelName[] = Object.values(MODELS)
  .map((model) => model.name)
  .filter(isModelName);

export function isModelName(name: string): name is ModelName {
  return Object.hasOwn(MODELS, name);
}

/**
 * The profile of somebody with no sessions.
 *
 * @param presets of the person's own; the built-in ones when absent
 */
export function emptyProfile(presets?: readonly PresetTimes[]): Profile {
  return {
    "session-predictor": MODELS["session-predictor"].empty(),
    "preset-recommender": MODELS["preset-recommender"].empty(presets),
    "productivity-analyzer": MODELS["productivity-analyzer"].empty(presets),
    "quality-predictor": MODELS["quality-predictor"].empty(presets),
    "focus-optimizer": MODELS["focus-optimizer"].empty(presets),
    "burnout-predictor": MODELS["burnout-predictor"].empty(),
    "anomaly-detector": MODELS["anomaly-detector"].empty(),
    "diversity-detector": MODELS["diversity-detector"].empty(),
    "theme-productivity": MODELS["theme-productivity"].empty(),
    "weekly-insights": MODELS["weekly-insights"].empty(),
    "history-aggregates": MODELS["history-aggregates"].empty(),
  };
}

/**
 * Learns one session into every model of a profile the caller owns. Sessions come in the order of
 * (startedAtMs, id) and never go back in days.
 */
export function learnIntoProfile(
  draft: Profile,
  session: LearnedSession,
  stated: StatedDays = NO_STATED_DAYS,
): void {
  for (const name of MODEL_NAMES) learnOne(draft, name, session, stated);
}

function learnOne<Name extends ModelName>(
  draft: Profile,
  name: Name,
  session: LearnedSession,
  stated: StatedDays,
): void {
  FOLDINGS[name].learnInto(draft[name], session, stated);
}

/** Closes every day before `day` in every model of a profile the caller owns. */
export function advanceProfile(
  draft: Profile,
  day: EpochDay,
  stated: StatedDays = NO_STATED_DAYS,
): void {
  for (const name of MODEL_NAMES) advanceState(name, draft[name], day, stated);
}

/** The same for one model's state. */
export function advanceState<Name extends ModelName>(
  name: Name,
  draft: Profile[Name],
  day: EpochDay,
  stated: StatedDays = NO_STATED_DAYS,
): void {
  FOLDINGS[name].advance(draft, day, stated);
}

/**
 * Names and versions of all models: states stored under another signature are refolded, because their arithmetic
 * or shape may differ.
 */
export function profileSignature(): string {
  return Object.values(MODELS)
    .map(({ name, version }) => `${name}@${version}`)
    .sort()
    .join(",");
}
