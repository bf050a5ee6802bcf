import type { NewSession } from "../../domain/session.ts";
import type { SessionRepository } from "../../repositories/session-repository.ts";
import { MS_PER_DAY } from "../../time/calendar.ts";
import type { Zone } from "../../time/zone.ts";

/** Overlap of new sessions with stored ones, for example when two programs tracked the same work. */
export interface Overlap {
  /** Number of new sessions that overlap a stored one. */
  readonly sessions: number;
  /** Overlapping time in milliseconds; time covered by several stored sessions counts once. */
  readonly ms: number;
}

interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** Days of stored sessions in memory at a time. */
const WINDOW_DAYS = 31;

/**
 * Measures how much of a user's new sessions stored sessions already cover. Of stored sessions longer than a day, which
 * only other programs write, the part more than a day before their end may be missed.
 */
export async function measureOverlap(
  fresh: readonly NewSession[],
  stored: Pick<SessionRepository, "streamForLearning">,
  userId: string,
  zone: Zone,
): Promise<Overlap> {
  const spans = fresh
    .map(({ startedAtMs, durationSeconds }) => spanOf(startedAtMs, durationSeconds))
    .toSorted((one, other) => one.startMs - other.startMs);
  const total = { sessions: 0, ms: 0 };
  for (const window of windowsOf(spans)) {
    const known = await storedNear(window, stored, userId, zone);
    for (const span of window) {
      const ms = sharedMs(span, known);
      if (ms > 0) total.sessions += 1;
      total.ms += ms;
    }
  }
  return total;
}

function spanOf(startMs: number, seconds: number): Span {
  return { startMs, endMs: startMs + seconds * 1000 };
}

/** Splits ordered spans into runs that begin within a month. */
function* windowsOf(spans: readonly Span[]): Iterable<readonly Span[]> {
  let from = 0;
  for (const [index, { startMs }] of spans.entries()) {
    if (startMs - (spans[from]?.startMs ?? startMs) <= WINDOW_DAYS * MS_PER_DAY) continue;
    yield spans.slice(from, index);
    from = index;
  }
  if (from < spans.length) yield spans.slice(from);
}

/** Stored time around these spans as ordered, disjoint spans. */
async function storedNear(
  window: readonly Span[],
  stored: Pick<SessionRepository, "streamForLearning">,
  userId: string,
  zone: Zone,
): Promise<Span[]> {
  const firstMs = window[0]?.startMs ?? 0;
  const lastMs = window.reduce((latest, { endMs }) => Math.max(latest, endMs), firstMs);
  // Dates are those of ends, in whatever zone they were stored.
  const range = { fromDay: zone.localAt(firstMs).day - 1, toDay: zone.localAt(lastMs).day + 2 };
  const found: Span[] = [];
  for await (const rows of stored.streamForLearning(userId, range)) {
    for (const { startedAtMs, endedAtMs } of rows) {
      found.push({ startMs: startedAtMs, endMs: endedAtMs });
    }
  }
  return joined(found.toSorted((one, other) => one.startMs - other.startMs));
}

function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last === undefined || span.startMs > last.endMs) result.push(span);
    else if (span.endMs > last.endMs) {
      result[result.length - 1] = { startMs: last.startMs, endMs: span.endMs };
    }
  }
  return result;
}

/** @param known disjoint and ordered */
function sharedMs({ startMs, endMs }: Span, known: readonly Span[]): number {
  let ms = 0;
  for (let index = firstEndingAfter(startMs, known); index < known.length; index += 1) {
    const span = known[index];
    if (span === undefined || span.startMs >= endMs) break;
    ms += Math.min(endMs, span.endMs) - Math.max(startMs, span.startMs);
  }
  return ms;
}

function firstEndingAfter(ms: number, known: readonly Span[]): number {
  let [low, high] = [0, known.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((known[middle]?.endMs ?? 0) > ms) high = middle;
    else low = middle + 1;
  }
  return low;
}
