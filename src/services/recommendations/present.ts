import { type OwnPresets, presetName } from "../../domain/preset.ts";
import { type Locale, translate } from "../../messages/translate.ts";
import type { Recommendation } from "../../schemas/recommendations.ts";
import { clockText } from "../answers/clock-text.ts";
import { confidenceOf, dataBasis, round, shownProbability } from "../answers/data-basis.ts";
import { pauseText } from "../answers/pause-text.ts";
import { probabilityText } from "../answers/probability-text.ts";
import type { RecommendationFacts } from "./facts.ts";
import type { PresetDraw } from "./preset-draw.ts";

export function presentRecommendation(facts: RecommendationFacts, locale: Locale): Recommendation {
  const { prediction, hour, minute } = facts;
  const { value } = prediction;
  return {
    current_time: clockText(hour * 60 + minute),
    recommended_preset: value.preset,
    preset: value.preset,
    reason: reasonOf(facts, locale),
    alternative: value.alternative,
    confidence: confidenceOf(prediction, facts.pause),
    clear_winner: value.clearWinner,
    ...(facts.hasSessions ? { all_scores: rounded(value.scores, 2) } : {}),
    probability_best: rounded(value.probabilities, 3),
    data: dataBasis(prediction, facts.pause),
  };
}

/** The answer with the drawn preset; the leader becomes the alternative. */
export function presentDraw(
  answered: Recommendation,
  { preset, leader, propensity }: PresetDraw,
  { presets }: RecommendationFacts,
  locale: Locale,
): Recommendation {
  const drawn = { ...answered, propensity: round(propensity, 3) };
  if (preset === leader) return drawn;
  const parameters = {
    preset,
    alternative: leader,
    probability: probabilityText(propensity, locale),
  };
  return {
    ...drawn,
    recommended_preset: preset,
    preset,
    reason: translate(locale, "recommendation.reason.explored", presetNames(parameters, presets)),
    alternative: leader,
    confidence: shownProbability(propensity),
    clear_winner: false,
  };
}

/** Reason for the preset; during a pause it also states the day of the last session. */
function reasonOf(
  { prediction, pause, today, presets }: RecommendationFacts,
  locale: Locale,
): string {
  const { code, parameters } = prediction.value.reason;
  const reason = translate(locale, code, presetNames(parameters, presets));
  return pause === null ? reason : `${pauseText(pause, today, locale)} ${reason}`;
}

function rounded(values: Readonly<Record<string, number>>, digits: number): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).map(([preset, value]) => [preset, round(value, digits)]),
  );
}

/** Replaces preset ids in a reason by their names. */
function presetNames(
  parameters: Readonly<Record<string, string | number>>,
  presets: OwnPresets,
): Record<string, string | number> {
  const named: Record<string, string | number> = { ...parameters };
  for (const key of ["preset", "alternative"]) {
    const id = parameters[key];
    if (typeof id === "string") named[key] = presetName(id, presets);
  }
  return named;
}
