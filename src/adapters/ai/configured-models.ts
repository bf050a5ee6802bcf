import type { Config } from "../../config/config.ts";
import type { Clock, LanguageModel } from "../../ports.ts";
import { cloudModel } from "./cloud-model.ts";
import { ollamaModel } from "./ollama-model.ts";
import { tracedModel } from "./traced-model.ts";

/** The configured language models in the order in which they are tried. None is loaded yet. */
export function configuredModels(config: Config, clock: Clock): LanguageModel[] {
  const { embeddingModel } = config;
  const cloud =
    config.aiApiKey === undefined
      ? []
      : [
          cloudModel({
            ...{ url: config.aiApiUrl, apiKey: config.aiApiKey, model: config.aiCloudModel },
            ...{ embeddingModel, clock },
          }),
        ];
  const ollama = config.ollamaEnabled
    ? [ollamaModel({ url: config.ollamaUrl, model: config.ollamaModel, embeddingModel, clock })]
    : [];
  const models = config.aiProvider === "cloud" ? [...cloud, ...ollama] : [...ollama, ...cloud];
  return models.map(tracedModel);
}
