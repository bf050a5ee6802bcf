import type { Clock, LanguageModel } from "../../ports.ts";
import { fetchOllama } from "./fetch-ollama.ts";
import { readModelNames } from "./model-names.ts";
import { requestForm } from "./request-form.ts";
import { sdkModel } from "./sdk-model.ts";

export interface OllamaModelParts {
  readonly url: string;
  readonly model: string;
  readonly embeddingModel: string | undefined;
  readonly clock: Clock;
}

const TEMPERATURE = 0.4;

/** Enough for a prompt of 3,000 tokens and its answer. Ollama silently truncates a prompt that exceeds the window. */
const CONTEXT_TOKENS = 4096;

/** A model of Ollama, through its own protocol: the OpenAI-compatible one cannot set the context window. */
export function ollamaModel({
  url,
  model,
  embeddingModel,
  clock,
}: OllamaModelParts): LanguageModel {
  const form = requestForm(clock);
  return sdkModel({
    ...{ provider: "ollama", host: new URL(url).host, model, clock },
    async open() {
      const { createOllama } = await import("ollama-ai-provider-v2");
      const provider = createOllama({ baseURL: `${url}/api`, fetch: fetchOllama });
      return {
        text: provider.chat(model),
        embedding:
          embeddingModel === undefined ? undefined : provider.embeddingModel(embeddingModel),
        form,
        isComplete: (body) => Object(body).done === true,
        options: ({ maxOutputTokens }) => ({
          providerOptions: {
            ollama: {
              options: {
                num_ctx: CONTEXT_TOKENS,
                num_predict: maxOutputTokens,
                ...(form.accepts("temperature") ? { temperature: TEMPERATURE } : {}),
              },
            },
          },
        }),
        check: (signal) => readModelNames(`${url}/api/tags`, { signal }),
      };
    },
  });
}
