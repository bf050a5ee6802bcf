import { Counter, Gauge, Histogram, type Registry } from "prom-client";

/** Metrics of the language models. Names, labels and buckets follow the predecessor, where it had them. */
export interface AiMetrics {
  readonly requests: Counter<"provider" | "endpoint">;
  readonly durations: Histogram<"provider" | "endpoint">;
  readonly errors: Counter<"provider" | "endpoint" | "error_type">;
  readonly inputTokens: Counter<"provider" | "model" | "endpoint">;
  readonly outputTokens: Counter<"provider" | "model" | "endpoint">;
  readonly costUsd: Counter<"provider" | "model">;
  readonly answers: Counter<"endpoint" | "source">;
  readonly violations: Counter<"endpoint" | "kind">;
  readonly briefingsAhead: Counter<"outcome">;
}

export interface AiMetricsParts {
  /** State by provider: 0 closed, 1 open, 2 misconfigured. Read at each scrape. */
  readonly breakerStates: () => Readonly<Record<string, number>>;
  /** The remainder of today's budget for all people. */
  readonly budgetRemainingUsd: () => Promise<number>;
}

const SECONDS = [1, 5, 10, 30, 60, 120, 180];

export function createAiMetrics(registry: Registry, parts: AiMetricsParts): AiMetrics {
  const registers = [registry];
  new Gauge({
    name: "ml_ai_breaker_state",
    help: "Whether a provider is asked: 0 yes, 1 left alone for a while, 2 misconfigured.",
    labelNames: ["provider"],
    registers,
    aggregator: "max",
    collect() {
      this.reset();
      for (const [provider, state] of Object.entries(parts.breakerStates())) {
        this.set({ provider }, state);
      }
    },
  });
  new Gauge({
    name: "ml_ai_budget_remaining_usd",
    help: "What is left of today's budget for language models, in US dollars.",
    registers,
    aggregator: "min",
    async collect() {
      // Without the database the remainder is unknown, not zero, so the scrape omits it.
      const left = await parts.budgetRemainingUsd().catch(() => undefined);
      if (left === undefined) this.remove();
      else this.set(left);
    },
  });
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter<Label>({ name, help, labelNames, registers });
  return {
    requests: counter("ml_ai_requests_total", "Calls to language models.", [
      "provider",
      "endpoint",
    ]),
    durations: new Histogram({
      name: "ml_ai_request_duration_seconds",
      help: "Duration of calls to language models, in seconds.",
      labelNames: ["provider", "endpoint"],
      buckets: SECONDS,
      registers,
    }),
    errors: counter("ml_ai_errors_total", "Calls to language models that failed.", [
      "provider",
      "endpoint",
      "error_type",
    ]),
    inputTokens: counter("ml_ai_tokens_input_total", "Tokens sent to language models.", [
      "provider",
      "model",
      "endpoint",
    ]),
    outputTokens: counter("ml_ai_tokens_output_total", "Tokens that language models wrote.", [
      "provider",
      "model",
      "endpoint",
    ]),
    costUsd: counter(
      "ml_ai_cost_usd_total",
      "Cost of calls by the configured prices, in US dollars.",
      ["provider", "model"],
    ),
    answers: counter("ml_ai_answers_total", "Answers by who worded them.", ["endpoint", "source"]),
    violations: counter("ml_ai_violations_total", "Texts of models that were not shown.", [
      "endpoint",
      "kind",
    ]),
    briefingsAhead: counter(
      "ml_ai_briefings_ahead_total",
      "Morning briefings that were to be written before they are asked for, by what became of them.",
      ["outcome"],
    ),
  };
}
