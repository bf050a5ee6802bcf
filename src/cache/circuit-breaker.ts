import type { Clock } from "../ports.ts";

/** A circuit breaker: keeps calls away from a service that is down. */
export interface CircuitBreaker {
  /** Whether to try. While it is open, now and then, exactly one caller is let through as a probe. */
  allows(): boolean;
  succeeded(): void;
  /** @param openForMs when given, open from now on for at least this long: the failure says so itself */
  failed(openForMs?: number): void;
  /** Half-open: the service may be back, so the next caller is let through as a probe. */
  halfOpen(): void;
  readonly state: "closed" | "open";
}

/** Opens after this many failures in a row: one may be chance. */
const FAILURES_TO_OPEN = 3;
const PROBE_EVERY_MS = 1000;

/** @param maxProbeMs when given, each probe that fails doubles the time until the next, up to this */
export function createCircuitBreaker(clock: Clock, maxProbeMs = PROBE_EVERY_MS): CircuitBreaker {
  let failures = 0;
  let probeEveryMs = PROBE_EVERY_MS;
  let probeAtMs: number | undefined;
  let isProbing = false;
  return {
    allows() {
      if (probeAtMs === undefined) return true;
      if (clock.now() < probeAtMs) return false;
      // The next probe only after this one, however long it takes.
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
      // Calls that began before it opened say nothing new.
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
