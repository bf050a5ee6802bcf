import type { PresetTimes } from "../domain/preset.ts";
import type { EpochDay } from "../time/calendar.ts";
import { NO_STATED_DAYS, type StatedDays } from "../time/stated-days.ts";
import type { LearnedSession, Model } from "./model.ts";
import { MODELS, type ModelName } from "./registry.ts";

/** One person's states of all registered models, by model name: plain JSON, folded from the person's sessions. */
export type Profile = { [Name in ModelName]: ReturnType<(typeof MODELS)[Name]["empty"]> };

type Folding<State> = Pick<Model<State, never, unknown>, "advance" | "learnInto">;

const FOLDINGS: { readonly [Name in ModelName]: Folding<Profile[Name]> } = MODELS;

/** In learning order. Each model sees only its own state. */
export const MODEL_NAMES: readonly ModelName[] = Object.values(MODELS)
  .map((model) => model.name)
  .filter(isModelName);

export function isModelName(name: string): name is ModelName {
  return Object.hasOwn(MODELS, name);
}

/**
 * Profile of a person without sessions.
 *
 * @param presets the person's own presets; the built-in ones when absent
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
 * Learns one session into every model of a profile owned by the caller. Sessions arrive in the order of (startedAtMs,
 * id) and never go back in days.
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

/** Closes every day before `day` in every model of a profile owned by the caller. */
export function advanceProfile(
  draft: Profile,
  day: EpochDay,
  stated: StatedDays = NO_STATED_DAYS,
): void {
  for (const name of MODEL_NAMES) advanceState(name, draft[name], day, stated);
}

/** Closes every day before `day` in one model's state. */
export function advanceState<Name extends ModelName>(
  name: Name,
  draft: Profile[Name],
  day: EpochDay,
  stated: StatedDays = NO_STATED_DAYS,
): void {
  FOLDINGS[name].advance(draft, day, stated);
}

/**
 * Names and versions of all models. States stored under another signature are folded again, because their arithmetic or
 * shape may differ.
 */
export function profileSignature(): string {
  return Object.values(MODELS)
    .map(({ name, version }) => `${name}@${version}`)
    .sort()
    .join(",");
}
