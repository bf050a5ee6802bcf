import type { Rate } from "../../config/rate-type.ts";
import type { TakenUnits } from "../../ports.ts";

/** Result of taking units. */
export interface Taken extends TakenUnits {
  /** Theoretical arrival time after the request, ms. */
  readonly arrivalMs: number;
}

/** Tolerance for rounding of sums of fractional milliseconds. */
const ROUNDING = 1e-6;

/**
 * The generic cell rate algorithm (ITU-T I.371, annex A: virtual scheduling), with a tolerance that allows a burst of a
 * whole period's units. Each unit is refilled after `periodMs / count`. There is no fixed window, and so no boundary at
 * which the units of two windows could be taken together.
 *
 * @param arrivalMs theoretical arrival time after the last request; any past time for a new caller
 */
export function takeUnits(
  { count, periodMs }: Rate,
  arrivalMs: number,
  nowMs: number,
  wanted: number,
): Taken {
  const eachMs = periodMs / count;
  // Never beyond that of an empty budget, because the clock may have been set back or the rate raised.
  const from = Math.min(Math.max(arrivalMs, nowMs), nowMs + periodMs);
  const free = Math.floor((nowMs + periodMs - from) / eachMs + ROUNDING);
  const granted = Math.min(free, wanted);
  const to = from + granted * eachMs;
  const remaining = free - granted;
  const moreInMs = Math.max(0, to + (remaining + 1) * eachMs - periodMs - nowMs);
  return { granted, remaining, moreInMs, arrivalMs: to };
}
