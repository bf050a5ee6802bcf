import type { Rate } from "../../config/rate-type.ts";
import type { TakenUnits } from "../../ports.ts";

/** What became of asking for some units. */
export interface Taken extends TakenUnits {
  /** The theoretical arrival time afterwards, ms. */
  readonly arrivalMs: number;
}

/** Sums of parts of a millisecond may fall short of the whole by the last bits of their fractions. */
const ROUNDING = 1e-6;

/**
 * The generic cell rate algorithm (ITU-T I.371, annex A: virtual scheduling), with a tolerance that lets a whole
 * period's units be taken at once. Each unit takes `periodMs / count` to come back, whenever it was taken: there is no
 * window, and so no edge at which two windows' units could be taken together.
 *
 * @param arrivalMs the theoretical arrival time after what was taken last; anything past for a new caller
 */
export function takeUnits(
  { count, periodMs }: Rate,
  arrivalMs: number,
  nowMs: number,
  wanted: number,
): Taken {
  const eachMs = periodMs / count;
  // Never further ahead than an empty budget has it: a clock may have been set back, or the rate raised.
  const from = Math.min(Math.max(arrivalMs, nowMs), nowMs + periodMs);
  const free = Math.floor((nowMs + periodMs - from) / eachMs + ROUNDING);
  const granted = Math.min(free, wanted);
  const to = from + granted * eachMs;
  const remaining = free - granted;
  const moreInMs = Math.max(0, to + (remaining + 1) * eachMs - periodMs - nowMs);
  return { granted, remaining, moreInMs, arrivalMs: to };
}
