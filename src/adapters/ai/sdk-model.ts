import type {
  EmbeddingModelV4,
  JSONObject,
  JSONSchema7,
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4FinishReason,
  LanguageModelV4Usage,
} from "@ai-sdk/provider";
import {
  type Clock,
  type LanguageModel,
  type Prompt,
  ProviderError,
  type StreamPart,
  type TextSchema,
  type TokenUsage,
  type WrittenText,
} from "../../ports.ts";
import { embedTexts } from "./embed-texts.ts";
import { providerError } from "./provider-failure.ts";
import type { RequestForm } from "./request-form.ts";

/** The differences between providers behind the library's contract. */
export interface SdkProvider {
  readonly text: LanguageModelV4;
  readonly embedding: EmbeddingModelV4 | undefined;
  readonly form: RequestForm;
  /** Whether the raw answer is marked as complete, which the library does not check. */
  isComplete(body: unknown): boolean;
  options(
    prompt: Prompt,
  ): Pick<LanguageModelV4CallOptions, "maxOutputTokens" | "temperature" | "providerOptions">;
  check(signal: AbortSignal): Promise<readonly string[]>;
}

export interface SdkModelParts extends Pick<LanguageModel, "provider" | "host" | "model"> {
  /** Loads the library; called once, by the first call. */
  readonly open: () => Promise<SdkProvider>;
  readonly clock: Clock;
}

/** Attempts with different request forms before a call fails. */
const MAX_FORMS = 5;

/**
 * A language model behind the contract of AI SDK providers. It calls the contract directly, because retries, parsing and
 * telemetry are done here, with an injected clock and under one deadline.
 */
export function sdkModel({ open, clock, ...identity }: SdkModelParts): LanguageModel {
  let opened: Promise<SdkProvider> | undefined;

  async function opening(): Promise<SdkProvider> {
    opened ??= open();
    return opened;
  }

  /** Repeats the call in another form when the provider refuses its form. */
  async function adapting<Value>(
    provider: SdkProvider,
    signal: AbortSignal,
    call: () => PromiseLike<Value>,
  ): Promise<Value> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await call();
      } catch (error) {
        if (attempt < MAX_FORMS && !signal.aborted && provider.form.adapt(error)) continue;
        throw providerError(error, signal, clock);
      }
    }
  }

  return {
    ...identity,
    async write(prompt, schema, signal) {
      const provider = await opening();
      const result = await adapting(provider, signal, () =>
        provider.text.doGenerate(callOptions(provider, prompt, schema, signal)),
      );
      checkFinish(result.finishReason);
      if (!provider.isComplete(result.response?.body)) throw new ProviderError("cut_off");
      const text = result.content.map((part) => (part.type === "text" ? part.text : "")).join("");
      return written(text, result.usage);
    },
    async *stream(prompt, schema, signal) {
      const provider = await opening();
      const { stream } = await adapting(provider, signal, () =>
        provider.text.doStream(callOptions(provider, prompt, schema, signal)),
      );
      try {
        for await (const part of stream) {
          if (part.type === "text-delta") yield { type: "text", text: part.delta };
          if (part.type === "error") throw part.error;
          if (part.type === "finish") yield ended(part.finishReason, part.usage);
        }
      } catch (error) {
        throw providerError(error, signal, clock);
      }
    },
    async embed(texts, signal) {
      const provider = await opening();
      if (provider.embedding === undefined) throw new ProviderError("model_missing");
      const { embedding } = provider;
      const { embeddings, response } = await adapting(provider, signal, () =>
        embedding.doEmbed({ values: [...texts], abortSignal: signal }),
      );
      return embedTexts(embeddings, texts.length, response?.body);
    },
    async check(signal) {
      try {
        const provider = await opening();
        return await provider.check(signal);
      } catch (error) {
        throw providerError(error, signal, clock);
      }
    },
  };
}

function callOptions(
  provider: SdkProvider,
  prompt: Prompt,
  schema: TextSchema,
  signal: AbortSignal,
): LanguageModelV4CallOptions {
  const { answerForm } = provider.form;
  const jsonSchema = toJsonSchema(schema);
  const system =
    answerForm === "json_schema"
      ? prompt.system
      : `${prompt.system}\nAnswer with one JSON object and nothing else. It fits this JSON Schema: ${JSON.stringify(jsonSchema)}`;
  return {
    prompt: [
      { role: "system", content: system },
      { role: "user", content: [{ type: "text", text: prompt.user }] },
    ],
    ...(answerForm === "prompt"
      ? {}
      : {
          responseFormat: {
            type: "json" as const,
            name: "texts",
            ...(answerForm === "json_schema" ? { schema: jsonSchema } : {}),
          },
        }),
    ...provider.options(prompt),
    abortSignal: signal,
  };
}

function toJsonSchema({ members }: TextSchema): JSONSchema7 & JSONObject {
  const properties: Record<string, { type: "string"; description: string }> = {};
  for (const { key, description } of members) properties[key] = { type: "string", description };
  return {
    type: "object",
    properties,
    required: members.map(({ key }) => key),
    additionalProperties: false,
  };
}

/** @throws ProviderError unless the model finished the text itself */
function checkFinish({ unified, raw }: LanguageModelV4FinishReason): void {
  if (raw === "stop") return;
  if (raw === "refusal") throw new ProviderError("refused");
  if (unified === "content-filter") throw new ProviderError("filtered");
  throw new ProviderError("cut_off");
}

function ended(reason: LanguageModelV4FinishReason, usage: LanguageModelV4Usage): StreamPart {
  checkFinish(reason);
  return { type: "end", ...usageOf(usage) };
}

function written(text: string, usage: LanguageModelV4Usage): WrittenText {
  if (text.trim() === "") throw new ProviderError("unreadable");
  return { text, ...usageOf(usage) };
}

/** Some libraries report 0 for a count that the provider omits. */
function usageOf({ inputTokens, outputTokens }: LanguageModelV4Usage): { usage?: TokenUsage } {
  const [input, output] = [inputTokens.total ?? 0, outputTokens.total ?? 0];
  return input > 0 && output > 0 ? { usage: { inputTokens: input, outputTokens: output } } : {};
}
