import type { TextCapability } from "../../domain/text-capability.ts";
import type { Locale } from "../../messages/locale.ts";
import type { AiPreview } from "../../schemas/ai-operations.ts";
import type { TextRequest } from "./text-request.ts";
import { buildPrompt } from "./writing/prompt.ts";
import { estimateTokens } from "./writing/prompt-size.ts";
import type { TextWriting } from "./writing/text-writing.ts";

/** Where requests are sent first, and which notes go along. */
export type Destination = Pick<AiPreview, "sent" | "provider" | "host" | "model" | "notes_policy">;

export function destinationOf({
  gates,
  notePolicy,
}: Pick<TextWriting, "gates" | "notePolicy">): Destination {
  const model = gates[0]?.model;
  return {
    ...{ sent: model !== undefined, notes_policy: notePolicy },
    ...{ provider: model?.provider ?? null, host: model?.host ?? null },
    model: model?.model ?? null,
  };
}

/** The exact content of a request to the first provider, including the JSON Schema of the answer. Nothing is sent. */
export function previewOf(
  request: TextRequest,
  writing: Pick<TextWriting, "gates" | "notePolicy" | "prices">,
): AiPreview {
  const { gates, notePolicy, prices } = writing;
  const destination = destinationOf(writing);
  const { provider, model } = destination;
  const kind = gates[0]?.model.provider ?? "cloud";
  const { prompt, content } = buildPrompt(request, kind, notePolicy);
  const text = `${prompt.system}\n${prompt.user}`;
  const tokens = { inputTokens: estimateTokens(text), outputTokens: prompt.maxOutputTokens };
  const isPaid = provider === "cloud" && model !== null;
  return {
    ...{ capability: request.capability, locale: request.locale, ...destination },
    messages: [
      { role: "system", content: prompt.system },
      { role: "user", content: prompt.user },
    ],
    ...{ notes: content.notes, bytes: Buffer.byteLength(text) },
    estimated_input_tokens: tokens.inputTokens,
    max_output_tokens: tokens.outputTokens,
    estimated_cost_usd: isPaid ? prices.costOf(model, tokens) / 1e6 : 0,
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
