import type { enAiOperations } from "./en-ai-operations.ts";

/** České texty o samotných jazykových modelech. */
export const csAiOperations: Readonly<Record<keyof typeof enAiOperations, string>> = {
  "ai.health.healthy": "Model {model} odpovídá.",
  "ai.health.model_missing": "Poskytovatel nezná model {model}.",
  "ai.health.error": "Poskytovatel odmítá klíč nebo účet. Zkontrolujte nastavení.",
  "ai.health.unavailable": "Poskytovatel právě neodpovídá; texty vznikají ze šablon.",
  "ai.health.disabled": "Ollama je vypnutá; texty vznikají ze šablon.",
  "ai.health.not_configured": "Není nastaven žádný jazykový model; texty vznikají ze šablon.",
};
