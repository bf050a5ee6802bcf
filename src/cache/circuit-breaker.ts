import type { Clock } from "../ports.ts";

/** A circuit breaker: keeps calls away from a service that is down. */
export interface CircuitBreaker {
  /** Whether a call may pass. While the breaker is open, one call per interval passes as a probe. */
  allows(): boolean;
  succeeded(): void;
  /** @param openForMs opens the breaker for at least this long, when the failure itself names a time */
  failed(openForMs?: number): void;
  /** Half-opens the breaker when the service may be available again: the next call passes as a probe. */
  halfOpen(): void;
  readonly state: "closed" | "open";
}

/** Consecutive failures that open the breaker; a single one may be chance. */
const FAILURES_TO_OPEN = 3;
const PROBE_EVERY_MS = 1000;

/** @param maxProbeMs each failed probe doubles the interval of probes, up to this; constant when absent */
export function createCircuitBreaker(clock: Clock, maxProbeMs = PROBE_EVERY_MS): CircuitBreaker {
  let failures = 0;
  let probeEveryMs = PROBE_EVERY_MS;
  let probeAtMs: number | undefined;
  let isProbing = false;
  return {
    allows() {
      if (probeAtMs === undefined) return true;
      if (clock.now() < probeAtMs) return false;
      // The next probe is due one interval later, whether or not this one has a result by then.
      probeAtMs = clock.now() + probeEveryMs;
      isProbing = true;
      return true;
    },
    succeeded() {
      failures = 0;
      probeEveryMs = PROBE_EVERY_MS;
      probeAtMs = undefined;
      isProbing = false;
    },
    failed(openForMs) {
      failures += 1;
      // Only a failed probe doubles the interval, not a call that began before the breaker opened.
      if (isProbing) probeEveryMs = Math.min(2 * probeEveryMs, maxProbeMs);
      isProbing = false;
      if (probeAtMs !== undefined || openForMs !== undefined || failures >= FAILURES_TO_OPEN) {
        probeAtMs = clock.now() + Math.max(probeEveryMs, openForMs ?? 0);
      }
    },
    halfOpen() {
      if (probeAtMs !== undefined) probeAtMs = clock.now();
    },
    get state() {
      return probeAtMs === undefined ? "closed" : "open";
    },
  };
}
