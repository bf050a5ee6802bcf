import type { InstantReading } from "./local-instant.ts";

/** Time trackers round start, end and duration independently. */
const ROUNDING_MS = 60_000;

export interface Interval {
  readonly startMs: number;
  readonly endMs: number;
  /** Whether another reading of the same local times fits as well. */
  readonly isAmbiguous: boolean;
}

interface Candidate {
  readonly startMs: number;
  readonly endMs: number;
  /** Number of times (0–2) that are read against the convention for skipped local times. */
  readonly unusual: number;
  /** The given duration or, without one, the time between the two. */
  readonly distanceMs: number;
}

/**
 * Chooses the instants of a start and an end at a clock change. The end is after the start. A given duration decides;
 * it may be shorter than the interval, because a timer can be paused. Without a duration, the shorter interval is
 * chosen. Of two readings that fit equally, the earlier one is chosen.
 *
 * @param lengthMs time worked; `undefined` when it is not given
 * @returns `undefined` when no reading has the end after the start and is at least as long as the duration
 */
export function settleInterval(
  start: InstantReading,
  end: InstantReading,
  lengthMs: number | undefined,
): Interval | undefined {
  if (start.otherMs === undefined && end.otherMs === undefined) {
    const found = candidate(start.epochMs, end.epochMs, 0, lengthMs);
    return found && { startMs: found.startMs, endMs: found.endMs, isAmbiguous: false };
  }
  const candidates = candidatesOf(start, end, lengthMs);
  candidates.sort((one, other) => compare(one, other, lengthMs));
  const [best, second] = candidates;
  if (best === undefined) return undefined;
  const isAmbiguous =
    second !== undefined &&
    second.startMs !== best.startMs &&
    Math.abs(second.distanceMs - best.distanceMs) <= ROUNDING_MS;
  return { startMs: best.startMs, endMs: best.endMs, isAmbiguous };
}

function candidatesOf(
  start: InstantReading,
  end: InstantReading,
  lengthMs: number | undefined,
): Candidate[] {
  return readingsOf(start).flatMap((first) =>
    readingsOf(end).flatMap((last) => {
      const unusual = first.unusual + last.unusual;
      return candidate(first.epochMs, last.epochMs, unusual, lengthMs) ?? [];
    }),
  );
}

/** Both readings of a time. For a skipped time the second one is against the convention. */
function readingsOf({ epochMs, otherMs, clockChange }: InstantReading) {
  const usual = { epochMs, unusual: 0 };
  if (otherMs === undefined) return [usual];
  return [usual, { epochMs: otherMs, unusual: clockChange === "gap" ? 1 : 0 }];
}

function candidate(
  startMs: number,
  endMs: number,
  unusual: number,
  lengthMs: number | undefined,
): Candidate | undefined {
  const spanMs = endMs - startMs;
  const hasRoom = lengthMs === undefined || lengthMs <= spanMs + ROUNDING_MS;
  if (spanMs <= 0 || !hasRoom) return undefined;
  const distanceMs = lengthMs === undefined ? spanMs : Math.abs(spanMs - lengthMs);
  return { startMs, endMs, unusual, distanceMs };
}

function compare(one: Candidate, other: Candidate, lengthMs: number | undefined): number {
  const agrees = (it: Candidate) => lengthMs !== undefined && it.distanceMs <= ROUNDING_MS;
  return (
    Number(agrees(other)) - Number(agrees(one)) ||
    one.unusual - other.unusual ||
    (agrees(one) && agrees(other) ? 0 : one.distanceMs - other.distanceMs) ||
    one.startMs - other.startMs ||
    one.endMs - other.endMs
  );
}
