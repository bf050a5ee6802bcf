import type { Clock } from "../../ports.ts";
import type { TextWriter } from "./text-request.ts";

/** Answers with the templates; used while no model is configured. */
export function templateWriter(clock: Clock): TextWriter {
  return {
    async write({ members }, { onText } = {}) {
      const texts: Record<string, string> = {};
      for (const { key, template } of members) {
        texts[key] = template;
        onText?.({ member: key, text: template });
      }
      return {
        texts,
        source: "template",
        generatedAtMs: clock.now(),
        templateReason: "not_configured",
      };
    },
  };
}
