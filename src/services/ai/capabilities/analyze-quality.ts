import { isKnownPreset } from "../../../domain/preset.ts";
import type { QualityAnalysis } from "../../../schemas/ai-signals.ts";
import type { QualityAnswer } from "../../../schemas/predict-quality.ts";
import { MINUTE_MS } from "../capability.ts";
import { defineCapability } from "../drafting/define-capability.ts";
import type { TextDraft } from "../drafting/text-draft.ts";
import { sayNotes } from "./notes-facts.ts";

export interface QualityQuestion {
  readonly preset: string;
  readonly category: string | null;
  /** The quality route's answer to the same question. */
  readonly answer: QualityAnswer;
}

const FACTORS = ["hour", "day", "preset", "category", "fatigue", "recovery"] as const;
type Factor = (typeof FACTORS)[number];
/** A factor that changes the forecast by fewer points is neutral. */
const NEUTRAL_POINTS = 1;

type Advice = QualityAnalysis["recommendation"];
const ADVICE: Readonly<
  Record<QualityAnswer["recommendation"]["type"], Pick<Advice, "type" | "icon">>
> = {
  positive: { type: "positive", icon: "rocket" },
  neutral: { type: "suggestion", icon: "lightbulb" },
  suggestion: { type: "suggestion", icon: "lightbulb" },
  warning: { type: "warning", icon: "warning" },
  negative: { type: "warning", icon: "warning" },
};

type Body = Pick<
  QualityAnalysis,
  "predicted_productivity" | "confidence" | "factor_analysis" | "recommendation" | "notes_context"
>;

/** Describes the expected quality of the next session. */
export const analyzeQuality = defineCapability<QualityQuestion, Body>({
  name: "analyze_quality",
  deadlineMs: 30_000,
  ttlMs: 30 * MINUTE_MS,
  fixedFor: "facts",
  parameters: ({ preset, category }) => ({ preset, category }),
  noteQuery: (_person, { category }) => category ?? "",
  compose(person, draft, { preset, category, answer }) {
    if (isKnownPreset(preset, person.view.presets)) draft.preset(preset);
    if (category !== null) draft.category(category);
    const reasons = {
      hour: sayReason(draft, answer, "hour"),
      day: sayReason(draft, answer, "day"),
      preset: sayReason(draft, answer, "preset"),
      category: sayReason(draft, answer, "category"),
      fatigue: sayReason(draft, answer, "fatigue"),
      recovery: sayReason(draft, answer, "recovery"),
    };
    const message = draft.repeat("message", 300, answer.recommendation.message);
    const action =
      answer.recommendation.action === null
        ? draft.say("action", 200, "ai.quality.action")
        : draft.repeat("action", 300, answer.recommendation.action);
    const notes = sayNotes(
      draft,
      person.completed().filter((one) => category === null || one.category === category),
    );
    return (text) => {
      const factor = (name: Factor) => {
        const { score, contribution } = answer.factor_scores[name];
        return { score, impact: impactOf(contribution), reason: text(reasons[name]) };
      };
      return {
        predicted_productivity: answer.predicted_productivity,
        confidence: answer.confidence,
        factor_analysis: {
          hour: factor("hour"),
          day: factor("day"),
          preset: factor("preset"),
          category: factor("category"),
          fatigue: factor("fatigue"),
          recovery: factor("recovery"),
        },
        recommendation: {
          ...ADVICE[answer.recommendation.type],
          message: text(message),
          action: text(action),
        },
        notes_context: notes.map(text),
      };
    };
  },
});

function sayReason(draft: TextDraft, answer: QualityAnswer, name: Factor): string {
  const said = answer.factors.find(({ factor }) => factor === name);
  return said === undefined
    ? draft.say(`reason_${name}`, 200, `ai.quality.neutral.${name}`)
    : draft.repeat(`reason_${name}`, 300, said.description);
}

function impactOf(contribution: number): "positive" | "neutral" | "negative" {
  if (Math.abs(contribution) < NEUTRAL_POINTS) return "neutral";
  return contribution > 0 ? "positive" : "negative";
}
