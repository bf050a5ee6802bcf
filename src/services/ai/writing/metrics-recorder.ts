import type { AiMetrics } from "../../../telemetry/ai-metrics.ts";
import type { CallRecorder } from "./call-recorder.ts";

/** Counts calls and answers in the metrics. */
export function createMetricsRecorder(metrics: AiMetrics): CallRecorder {
  return {
    called({ provider, model, capability: endpoint }, outcome) {
      metrics.requests.inc({ provider, endpoint });
      metrics.durations.observe({ provider, endpoint }, outcome.seconds);
      if (outcome.failure !== undefined) {
        metrics.errors.inc({ provider, endpoint, error_type: outcome.failure });
      }
      if (outcome.usage !== undefined) {
        metrics.inputTokens.inc({ provider, model, endpoint }, outcome.usage.inputTokens);
        metrics.outputTokens.inc({ provider, model, endpoint }, outcome.usage.outputTokens);
      }
      metrics.costUsd.inc({ provider, model }, outcome.costMicrodollars / 1e6);
    },
    refused({ provider, capability: endpoint }, error_type) {
      metrics.errors.inc({ provider, endpoint, error_type });
    },
    answered: (endpoint, source) => metrics.answers.inc({ endpoint, source }),
    violated: (endpoint, kind) => metrics.violations.inc({ endpoint, kind }),
  };
}
