import type { LanguageModel, Prompt, TokenUsage } from "../../ports.ts";
import { ATTRIBUTES } from "../../telemetry/semantic-conventions.ts";
import {
  currentSpan,
  errorTypeOf,
  type Span,
  type SpanStart,
  withinSpan,
} from "../../telemetry/trace.ts";

/** The model with a span for each call, by the semantic conventions for GenAI. Prompts and answers are not recorded. */
export function tracedModel(model: LanguageModel): LanguageModel {
  const start =
    (operation: "chat" | "embeddings", prompt?: Prompt): (() => SpanStart) =>
    () => ({
      name: `${operation} ${model.model}`,
      attributes: {
        [ATTRIBUTES.genAiOperation]: operation,
        [ATTRIBUTES.genAiProvider]: model.provider === "ollama" ? "ollama" : "openai",
        [ATTRIBUTES.genAiRequestModel]: model.model,
        [ATTRIBUTES.serverAddress]: model.host,
        ...(prompt === undefined ? {} : { [ATTRIBUTES.genAiMaxTokens]: prompt.maxOutputTokens }),
      },
    });

  return {
    ...model,
    write: (prompt, schema, signal) =>
      withinSpan(start("chat", prompt), async (span) => {
        const written = await model.write(prompt, schema, signal);
        count(span, written.usage);
        return written;
      }),
    async *stream(prompt, schema, signal) {
      const span = currentSpan()?.child(start("chat", prompt)());
      try {
        for await (const part of model.stream(prompt, schema, signal)) {
          if (part.type === "end") count(span, part.usage);
          yield part;
        }
      } catch (error) {
        span?.fail(errorTypeOf(error));
        throw error;
      } finally {
        span?.end();
      }
    },
    embed: (texts, signal) => withinSpan(start("embeddings"), () => model.embed(texts, signal)),
  };
}

function count(span: Span | undefined, usage: TokenUsage | undefined): void {
  if (usage === undefined) return;
  span?.set({
    [ATTRIBUTES.genAiInputTokens]: usage.inputTokens,
    [ATTRIBUTES.genAiOutputTokens]: usage.outputTokens,
  });
}
