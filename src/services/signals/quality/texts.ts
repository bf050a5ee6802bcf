import { type OwnPresets, presetName } from "../../../domain/preset.ts";
import { type Locale, type MessageKey, translate } from "../../../messages/translate.ts";
import type { AdviceCode, NotableFactor } from "../../../models/quality-predictor/advice.ts";
import type { QualityForecast } from "../../../models/quality-predictor/quality-predictor.ts";
import type { QualityAnswer } from "../../../schemas/predict-quality.ts";
import { plainName } from "../../answers/plain-name.ts";

type Recommendation = QualityAnswer["recommendation"];

const ICONS: Readonly<Record<AdviceCode, Recommendation["icon"]>> = {
  ideal_time: "🚀",
  motivation_needed: "💪",
  rest_longer: "☕",
  average_expectation: "👍",
  off_peak_hour: "⚠️",
  time_for_rest: "🛑",
  change_preset: "💡",
  lower_expectation: "📊",
};

/** Advice that recommends an action; the others are statements. */
const ACTIONS: Readonly<Partial<Record<AdviceCode, MessageKey>>> = {
  motivation_needed: "quality.action.motivation_needed",
  rest_longer: "quality.action.rest_longer",
  off_peak_hour: "quality.action.off_peak_hour",
  time_for_rest: "quality.action.time_for_rest",
  change_preset: "quality.action.change_preset",
  lower_expectation: "quality.action.lower_expectation",
};

/** Name and description of a notable factor. */
export function factorText(
  { code, type, impact, parameters }: NotableFactor,
  presets: OwnPresets,
  locale: Locale,
): { readonly name: string; readonly description: string } {
  const named = { ...withPlainNames(parameters, presets), type, impact };
  return {
    name: translate(locale, `quality.factor.${code}.name`, named),
    description: translate(locale, `quality.factor.${code}.description`, named),
  };
}

export function adviceText(
  { recommendation }: QualityForecast,
  presets: OwnPresets,
  locale: Locale,
): Recommendation {
  const { code, type } = recommendation;
  const named = withPlainNames(recommendation.parameters, presets);
  const action = ACTIONS[code];
  return {
    type,
    message: translate(locale, `quality.advice.${code}`, named),
    action: action === undefined ? null : translate(locale, action, named),
    icon: ICONS[code],
  };
}

function withPlainNames(
  parameters: Readonly<Record<string, string | number>>,
  presets: OwnPresets,
): Record<string, string | number> {
  const named: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(parameters)) {
    const shown = key === "preset" ? presetName(String(value), presets) : value;
    named[key] = typeof shown === "number" ? shown : plainName(shown);
  }
  return named;
}
