/** English texts about the language models themselves. Merged into `en.ts`. */
export const enAiOperations = {
  "ai.health.healthy": "{model} answers.",
  "ai.health.model_missing": "The provider does not know the model {model}.",
  "ai.health.error": "The provider refuses the key or the account. Check the configuration.",
  "ai.health.unavailable": "The provider does not answer at the moment; texts come from templates.",
  "ai.health.disabled": "Ollama is switched off; texts come from templates.",
  "ai.health.not_configured": "No language model is configured; texts come from templates.",
} as const;
