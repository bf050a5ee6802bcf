import type { TextCapability } from "../../domain/text-capability.ts";
import type { Locale } from "../../messages/locale.ts";
import type { AiPreview } from "../../schemas/ai-operations.ts";
import type { TextRequest } from "./text-request.ts";
import { buildPrompt } from "./writing/prompt.ts";
import { estimateTokens } from "./writing/prompt-size.ts";
import type { TextWriting } from "./writing/text-writing.ts";

/** The exact content of a request to the first provider, including the JSON Schema of the answer. Nothing is sent. */
export function previewOf(
  request: TextRequest,
  { gates, notePolicy, prices }: Pick<TextWriting, "gates" | "notePolicy" | "prices">,
): AiPreview {
  const model = gates[0]?.model;
  const { prompt, content } = buildPrompt(request, model?.provider ?? "cloud", notePolicy);
  const text = `${prompt.system}\n${prompt.user}`;
  const tokens = { inputTokens: estimateTokens(text), outputTokens: prompt.maxOutputTokens };
  const isPaid = model?.provider === "cloud";
  return {
    ...{ capability: request.capability, locale: request.locale, sent: model !== undefined },
    notes_policy: notePolicy,
    ...{ provider: model?.provider ?? null, host: model?.host ?? null },
    model: model?.model ?? null,
    messages: [
      { role: "system", content: prompt.system },
      { role: "user", content: prompt.user },
    ],
    ...{ notes: content.notes, bytes: Buffer.byteLength(text) },
    estimated_input_tokens: tokens.inputTokens,
    max_output_tokens: tokens.outputTokens,
    estimated_cost_usd: isPaid ? prices.costOf(model.model, tokens) / 1e6 : 0,
  };
}

/** The preview of a capability that asks no model. */
export function nothingLeaves(
  capability: TextCapability,
  locale: Locale,
  { notePolicy }: Pick<TextWriting, "notePolicy">,
): AiPreview {
  return {
    ...{ capability, locale, sent: false, notes_policy: notePolicy },
    ...{ provider: null, host: null, model: null, messages: [], notes: 0, bytes: 0 },
    ...{ estimated_input_tokens: 0, max_output_tokens: 0, estimated_cost_usd: 0 },
  };
}
