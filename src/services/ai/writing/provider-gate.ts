import { type CircuitBreaker, createCircuitBreaker } from "../../../cache/circuit-breaker.ts";
import type { Clock, LanguageModel, ProviderError, ProviderFailure } from "../../../ports.ts";
import { type CallLimiter, createCallLimiter } from "./call-limiter.ts";
import { createQualityBreaker, type QualityBreaker } from "./quality-breaker.ts";

/** One model of one provider, with the state that decides whether it is asked. */
export interface ProviderGate {
  readonly model: LanguageModel;
  readonly limiter: CallLimiter;
  readonly quality: QualityBreaker;
  /** Whether to ask now. While the breaker is open, an occasional probe is allowed. */
  allows(): boolean;
  succeeded(): void;
  failed(error: Pick<ProviderError, "failure" | "retryAfterMs">): void;
  health(): GateHealth;
}

export interface GateHealth {
  readonly breaker: CircuitBreaker["state"] | "misconfigured";
  readonly lastSuccessMs: number | undefined;
  readonly lastFailure: { readonly failure: ProviderFailure; readonly atMs: number } | undefined;
}

/** An unavailable provider is asked at most twice a minute. */
const MAX_PROBE_MS = 30_000;
/** Shortest interval of probes for failures that only an operator can fix. */
const MISCONFIGURED_PROBE_MS = 60_000;

const MISCONFIGURED: readonly ProviderFailure[] = ["unauthorized", "model_missing", "quota"];

/** Failures specific to one question, which predict nothing about the next. */
const ABOUT_THE_QUESTION: readonly ProviderFailure[] = [
  "aborted",
  "bad_request",
  "filtered",
  "refused",
  "invalid_answer",
];

export function createProviderGate(
  model: LanguageModel,
  { clock, concurrency }: { readonly clock: Clock; readonly concurrency: number },
): ProviderGate {
  const breaker = createCircuitBreaker(clock, MAX_PROBE_MS);
  const quality = createQualityBreaker(clock);
  let lastSuccessMs: number | undefined;
  let lastFailure: GateHealth["lastFailure"];

  const isMisconfigured = () =>
    breaker.state === "open" &&
    lastFailure !== undefined &&
    MISCONFIGURED.includes(lastFailure.failure);

  return {
    model,
    limiter: createCallLimiter(concurrency),
    quality,
    allows: () => quality.allows() && breaker.allows(),
    succeeded() {
      lastSuccessMs = clock.now();
      breaker.succeeded();
    },
    failed({ failure, retryAfterMs }) {
      if (failure === "aborted") return;
      lastFailure = { failure, atMs: clock.now() };
      if (ABOUT_THE_QUESTION.includes(failure)) return;
      if (MISCONFIGURED.includes(failure)) breaker.failed(MISCONFIGURED_PROBE_MS);
      else if (failure === "rate_limited") breaker.failed(retryAfterMs);
      else breaker.failed();
    },
    health: () => ({
      breaker: isMisconfigured() ? "misconfigured" : breaker.state,
      lastSuccessMs,
      lastFailure,
    }),
  };
}
