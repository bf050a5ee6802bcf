import type { Clock, LanguageModel } from "../../ports.ts";
import { guardedFetch } from "../guarded-fetch.ts";
import { readModelNames } from "./model-names.ts";
import { type RequestForm, requestForm } from "./request-form.ts";
import { sdkModel } from "./sdk-model.ts";

export interface CloudModelParts {
  /** Base URL of an OpenAI-compatible API, with its version. */
  readonly url: string;
  readonly apiKey: string;
  readonly model: string;
  readonly embeddingModel: string | undefined;
  readonly clock: Clock;
}

/** Low enough for sober texts, high enough that two days do not read the same. */
const TEMPERATURE = 0.4;

/** A model of any provider with OpenAI's chat protocol. */
export function cloudModel(parts: CloudModelParts): LanguageModel {
  const { url, apiKey, model, embeddingModel, clock } = parts;
  const form = requestForm(clock);
  return sdkModel({
    ...{ provider: "cloud", host: new URL(url).host, model, clock },
    async open() {
      const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
      const provider = createOpenAICompatible({
        ...{ name: "cloud", baseURL: url, apiKey, fetch: guardedFetch },
        ...{ includeUsage: true, supportsStructuredOutputs: true },
        transformRequestBody: (body) => withAcceptedLimit(body, form),
      });
      return {
        text: provider.chatModel(model),
        embedding:
          embeddingModel === undefined ? undefined : provider.embeddingModel(embeddingModel),
        form,
        isComplete: () => true,
        options: ({ maxOutputTokens }) => ({
          maxOutputTokens,
          ...(form.accepts("temperature") ? { temperature: TEMPERATURE } : {}),
        }),
        check: (signal) =>
          readModelNames(`${url}/models`, {
            signal,
            headers: { authorization: `Bearer ${apiKey}` },
          }),
      };
    },
  });
}

/** Reasoning models have another name for the limit. */
function withAcceptedLimit(
  body: Record<string, unknown>,
  form: RequestForm,
): Record<string, unknown> {
  if (form.accepts("max_tokens")) return body;
  const { max_tokens, ...rest } = body;
  return { ...rest, max_completion_tokens: max_tokens };
}
