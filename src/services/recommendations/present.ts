import { PRESETS } from "../../domain/session.ts";
import { type Locale, translate } from "../../messages/translate.ts";
import type { Recommendation } from "../../schemas/recommendations.ts";
import { confidenceOf, dataBasis, round, shownProbability } from "../answers/data-basis.ts";
import { pauseText } from "../answers/pause-text.ts";
import { probabilityText } from "../answers/probability-text.ts";
import type { RecommendationFacts } from "./facts.ts";
import type { PresetDraw } from "./preset-draw.ts";

export function presentRecommendation(facts: RecommendationFacts, locale: Locale): Recommendation {
  const { prediction, hour, minute } = facts;
  const { value } = prediction;
  return {
    current_time: `${twoDigits(hour)}:${twoDigits(minute)}`,
    recommended_preset: value.preset,
    preset: value.preset,
    reason: reasonOf(facts, locale),
    alternative: value.alternative,
    confidence: confidenceOf(prediction, facts.pause),
    clear_winner: value.clearWinner,
    ...(facts.hasSessions
      ? { all_scores: perPreset((preset) => round(value.scores[preset], 2)) }
      : {}),
    probability_best: perPreset((preset) => round(value.probabilities[preset], 3)),
    data: dataBasis(prediction, facts.pause),
  };
}

/** The answer with the preset that was drawn; the one expected to be best is the alternative then. */
export function presentDraw(
  answered: Recommendation,
  { preset, leader, propensity }: PresetDraw,
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
    reason: translate(locale, "recommendation.reason.explored", presetNames(parameters, locale)),
    alternative: leader,
    confidence: shownProbability(propensity),
    clear_winner: false,
  };
}

/** Why this preset; of a person who has paused, when they last worked too. */
function reasonOf({ prediction, pause, today }: RecommendationFacts, locale: Locale): string {
  const { code, parameters } = prediction.value.reason;
  const reason = translate(locale, code, presetNames(parameters, locale));
  return pause === null ? reason : `${pauseText(pause, today, locale)} ${reason}`;
}

function perPreset(value: (preset: (typeof PRESETS)[number]) => number) {
  return {
    deep_work: value("deep_work"),
    learning: value("learning"),
    quick_tasks: value("quick_tasks"),
    flow_mode: value("flow_mode"),
  };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** A reason names presets by their ids; people read their names. */
function presetNames(
  parameters: Readonly<Record<string, string | number>>,
  locale: Locale,
): Record<string, string | number> {
  const named: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(parameters)) {
    const preset = PRESETS.find(
      (id) => id === value && (key === "preset" || key === "alternative"),
    );
    named[key] = preset === undefined ? value : translate(locale, `preset.${preset}`);
  }
  return named;
}
