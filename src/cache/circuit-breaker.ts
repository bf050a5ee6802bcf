import type { Clock } from "../ports.ts";

/** A circuit breaker: keeps calls away from a service that is down. */
export interface CircuitBreaker {
  /** Whether to try. While it is open, now and then, exactly one caller is let through as a probe. */
  allows(): boolean;
  succeeded(): void;
  failed(): void;
  /** Half-open: the service may be back, so the next caller is let through as a probe. */
  halfOpen(): void;
  readonly state: "closed" | "open";
}

/** Opens after this many failures in a row: one may be chance. */
const FAILURES_TO_OPEN = 3;
const PROBE_EVERY_MS = 1000;

export function circuitBreaker(clock: Clock): CircuitBreaker {
  let failures = 0;
  let probeAtMs: number | undefined;
  return {
    allows() {
      if (probeAtMs === undefined) return true;
      if (clock.now() < probeAtMs) return false;
      // The next probe only after this one, however long it takes.
      probeAtMs = clock.now() + PROBE_EVERY_MS;
      return true;
    },
    succeeded() {
      failures = 0;
      probeAtMs = undefined;
    },
    failed() {
      failures += 1;
      if (probeAtMs !== undefined || failures >= FAILURES_TO_OPEN) {
        probeAtMs = clock.now() + PROBE_EVERY_MS;
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
