import { type FactorScore, presetScore } from "./factor-scores.ts";
import type { QualityContext } from "./quality-query.ts";
import type { FactorName, RatingForecast } from "./rating-forecast.ts";
import type { QualityState } from "./state.ts";

export type Impact = "high" | "medium" | "low";

/** One reason to show. */
export interface NotableFactor {
  readonly code: FactorName;
  readonly type: "positive" | "negative";
  readonly impact: Impact;
  readonly parameters: Readonly<Record<string, string | number>>;
}

export type AdviceCode =
  | "ideal_time"
  | "motivation_needed"
  | "rest_longer"
  | "average_expectation"
  | "off_peak_hour"
  | "time_for_rest"
  | "change_preset"
  | "lower_expectation";

export interface QualityAdvice {
  readonly code: AdviceCode;
  readonly type: "positive" | "warning" | "neutral" | "negative" | "suggestion";
  readonly parameters: Readonly<Record<string, string | number>>;
}

type Scores = Readonly<Record<FactorName, FactorScore>>;

/** Evidence needed for a statement about the person's own hours, days and presets. */
const MIN_EVIDENCE = 0.3;
/** Largest number of factors shown. */
const MAX_FACTORS = 5;
/** A shorter rest is called short; the upper limit of the bands that score below 70. */
const SHORT_REST_MINUTES = 15;
const IMPACTS: readonly Impact[] = ["high", "medium", "low"];

interface Rule {
  readonly code: FactorName;
  readonly type: "positive" | "negative";
  readonly impactOf: (score: number) => Impact | undefined;
}

const RULES: readonly Rule[] = [
  rule("hour", "positive", (score) => (score >= 80 ? "high" : score >= 75 ? "medium" : undefined)),
  rule("preset", "positive", (score) => (score >= 75 ? "medium" : undefined)),
  rule("recovery", "positive", (score) => (score >= 80 ? "medium" : undefined)),
  rule("wellness", "positive", (score) =>
    score >= 85 ? "high" : score >= 75 ? "medium" : undefined,
  ),
  rule("hour", "negative", (score) => (score < 60 ? "high" : undefined)),
  rule("fatigue", "negative", (score) => (score < 55 ? "high" : score < 65 ? "medium" : undefined)),
  rule("recovery", "negative", (score) => (score < 65 ? "medium" : undefined)),
  rule("day", "negative", (score) => (score < 60 ? "low" : undefined)),
  rule("wellness", "negative", (score) =>
    score < 50 ? "high" : score < 65 ? "medium" : undefined,
  ),
];

function rule(code: FactorName, type: Rule["type"], impactOf: Rule["impactOf"]): Rule {
  return { code, type, impactOf };
}

/**
 * The factors to show, strongest first, at most five. A factor is left out when it has too little own evidence, or when
 * its measured contribution contradicts its score.
 */
export function notableFactors(
  scores: Scores,
  forecast: RatingForecast,
  context: QualityContext,
): NotableFactor[] {
  const found: NotableFactor[] = [];
  for (const { code, type, impactOf } of RULES) {
    const { score, confidence } = scores[code];
    const impact = impactOf(score);
    const contribution = forecast.contributions[code];
    const contradicted = type === "positive" ? contribution < 0 : contribution > 0;
    if (impact === undefined || confidence < MIN_EVIDENCE || contradicted) continue;
    if (code === "recovery" && context.minutesSinceLast === null) continue;
    found.push({ code, type, impact, parameters: parametersOf(code, score, context) });
  }
  found.sort((a, b) => IMPACTS.indexOf(a.impact) - IMPACTS.indexOf(b.impact));
  return found.slice(0, MAX_FACTORS);
}

function parametersOf(
  code: FactorName,
  score: number,
  context: QualityContext,
): Record<string, string | number> {
  const shown = Math.round(score);
  switch (code) {
    case "hour":
      return { score: shown, hour: context.hour };
    case "day":
      return { score: shown, weekday: context.weekday };
    case "preset":
      return { score: shown, preset: context.preset };
    case "category":
      return { score: shown, category: context.category ?? "" };
    case "fatigue":
      return { score: shown, session: context.sessionsToday + 1 };
    case "recovery":
      return { score: shown, minutes: Math.round(context.minutesSinceLast ?? 0) };
    case "wellness":
      return { score: shown };
  }
}

/** Advice for the prediction: the first of the former service's rules that applies. */
export function adviseOn(
  state: QualityState,
  scores: Scores,
  predicted: number,
  context: QualityContext,
): QualityAdvice {
  if (predicted >= 75) return advice("ideal_time", "positive");
  if (predicted >= 60) {
    if (scores.fatigue.score < 65) {
      return advice("motivation_needed", "warning", { session: context.sessionsToday + 1 });
    }
    if (isShortRest(context)) return advice("rest_longer", "warning");
    return advice("average_expectation", "neutral");
  }
  if (scores.hour.score < 60 && scores.hour.confidence >= MIN_EVIDENCE) {
    return advice("off_peak_hour", "negative", { hour: context.hour });
  }
  if (context.sessionsToday >= 6) return advice("time_for_rest", "negative");
  const better = findBetterPreset(state, scores.preset.score, context);
  if (better !== undefined) return advice("change_preset", "suggestion", { preset: better });
  return advice("lower_expectation", "neutral");
}

/** A pause of several hours also has a low score, but needs no advice to rest. */
function isShortRest({ minutesSinceLast }: QualityContext): boolean {
  return minutesSinceLast !== null && minutesSinceLast < SHORT_REST_MINUTES;
}

function advice(
  code: AdviceCode,
  type: QualityAdvice["type"],
  parameters: QualityAdvice["parameters"] = {},
): QualityAdvice {
  return { code, type, parameters };
}

/** The preset with the highest own mean at this hour, when the chosen one has a low mean. */
function findBetterPreset(
  state: QualityState,
  chosen: number,
  context: QualityContext,
): string | undefined {
  if (chosen >= 60) return undefined;
  let best: string | undefined;
  let bestScore = chosen;
  for (const preset of state.listed) {
    const { score, confidence } = presetScore(state, preset, context.hour);
    if (preset === context.preset || confidence < MIN_EVIDENCE || score <= bestScore) continue;
    best = preset;
    bestScore = score;
  }
  return best;
}
