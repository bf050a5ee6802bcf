import type { FieldProblem } from "../../errors.ts";
import { MINUTES_PER_DAY, MS_PER_DAY } from "../../time/calendar.ts";
import { instantMs, parseTimestamp } from "../../time/timestamp.ts";
import type { Zone } from "../../time/zone.ts";
import { type RawInput, readNumber } from "./field-readers.ts";
import {
  type ClockChange,
  certainInstant,
  type InstantReading,
  localInstant,
} from "./local-instant.ts";
import { type Interval, settleInterval } from "./settle-interval.ts";

export interface SessionInputContext {
  /** Zone for times without an offset. Without a zone they are rejected. */
  readonly zone?: Zone | undefined;
  /** Current time, for rejecting times in the future. */
  readonly nowMs: number;
}

/** Longest session: a longer one is a forgotten timer. The profile's replay relies on this limit. */
export const MAX_MINUTES = MINUTES_PER_DAY;
/** Tolerance for times in the future, because the clocks and dates of phones and servers differ. */
export const FUTURE_MS = MS_PER_DAY;
/** 9999-12-31T23:59:59.999Z, the last instant that every supported format can express. */
const LAST_MS = 253_402_300_799_999;
/**
 * Reads an instant: RFC 3339, or a local time if there is a zone.
 * @returns `undefined` when it is absent or invalid, after adding a problem
 */
export function readInstant(
  raw: unknown,
  field: string,
  context: SessionInputContext,
  errors: FieldProblem[],
): InstantReading | undefined {
  if (raw === undefined || raw === null || raw === "") {
    errors.push({ field, code: "required" });
    return undefined;
  }
  const written = typeof raw === "string" ? parseTimestamp(raw) : undefined;
  if (written === undefined || (written.offsetMs === undefined && context.zone === undefined)) {
    errors.push({ field, code: "instant", params: { local: written !== undefined } });
    return undefined;
  }
  const instant =
    written.offsetMs === undefined && context.zone !== undefined
      ? localInstant(written.day, written.msOfDay, context.zone)
      : certainInstant(instantMs(written, written.offsetMs ?? 0));
  if (instant.epochMs < 0 || instant.epochMs > LAST_MS) {
    errors.push({ field, code: "year" });
    return undefined;
  }
  return instant;
}

export interface SessionTime {
  readonly startedAtMs: number;
  readonly durationSeconds: number;
  readonly clockChange: { readonly field: string; readonly kind: ClockChange } | undefined;
}

/**
 * Reads `start` with `duration_minutes`, with `end`, or with both; `undefined` when something is invalid. With both,
 * the duration is used: one shorter than the interval means a session with a pause, a longer one is rejected.
 */
export function readSessionTime(
  raw: RawInput,
  context: SessionInputContext,
  errors: FieldProblem[],
): SessionTime | undefined {
  const before = errors.length;
  const start = readInstant(raw.start, "start", context, errors);
  if (start !== undefined && start.epochMs > context.nowMs + FUTURE_MS) {
    errors.push({ field: "start", code: "future" });
  }
  const minutes = readDuration(raw.duration_minutes, errors);
  const hasEnd = raw.end !== undefined && raw.end !== null && raw.end !== "";
  const end = hasEnd ? readInstant(raw.end, "end", context, errors) : undefined;
  if (!hasEnd && (raw.duration_minutes === undefined || raw.duration_minutes === null)) {
    const params = { first: "duration_minutes", second: "end" };
    errors.push({ field: "duration_minutes", code: "required_one", params });
  }
  if (errors.length > before || start === undefined) return undefined;
  const lengthMs = minutes === undefined ? undefined : minutes * 60_000;
  if (end === undefined) {
    return timeOf(start.epochMs, lengthMs ?? 0, changeOf(start, undefined, undefined));
  }
  const interval = settleInterval(start, end, lengthMs);
  if (interval === undefined) {
    errors.push(misfit(start, end, lengthMs));
    return undefined;
  }
  const spanMs = interval.endMs - interval.startMs;
  if (spanMs > MAX_MINUTES * 60_000) {
    errors.push({ field: "end", code: "max_span", params: { first: "start", hours: 24 } });
    return undefined;
  }
  // A session ends no later than its end, or it would not count until then.
  const wholeMs = Math.floor(spanMs / 1000) * 1000;
  return timeOf(interval.startMs, lengthMs ?? wholeMs, changeOf(start, end, interval));
}

function timeOf(
  startedAtMs: number,
  lengthMs: number,
  clockChange: SessionTime["clockChange"],
): SessionTime {
  return { startedAtMs, durationSeconds: Math.max(1, Math.round(lengthMs / 1000)), clockChange };
}

function readDuration(raw: unknown, errors: FieldProblem[]) {
  const field = "duration_minutes";
  const minutes = readNumber(raw, field, errors);
  if (minutes === undefined) return undefined;
  if (minutes <= 0) errors.push({ field, code: "more_than", params: { limit: 0 } });
  const limit = MAX_MINUTES;
  if (minutes > limit) errors.push({ field, code: "maximum", params: { limit } });
  return minutes;
}

/** Reason why no reading of start and end fits: the end comes first, or the interval is shorter than the duration. */
function misfit(
  start: InstantReading,
  end: InstantReading,
  lengthMs: number | undefined,
): FieldProblem {
  const latestMs = Math.max(end.epochMs, end.otherMs ?? 0);
  const earliestMs = Math.min(start.epochMs, start.otherMs ?? start.epochMs);
  if (lengthMs === undefined || latestMs <= earliestMs) {
    return { field: "end", code: "order", params: { first: "start" } };
  }
  const span = minutesOf(latestMs - earliestMs);
  return {
    field: "duration_minutes",
    code: "disagreement",
    params: { minutes: minutesOf(lengthMs), span },
  };
}

function minutesOf(ms: number): number {
  return Math.round(ms / 600) / 100;
}

/** Clock change to report: a skipped time that was moved, or an ambiguity that nothing in the row resolves. */
function changeOf(
  start: InstantReading,
  end: InstantReading | undefined,
  interval: Interval | undefined,
): SessionTime["clockChange"] {
  if (start.clockChange === "gap") return { field: "start", kind: "gap" };
  if (end?.clockChange === "gap") return { field: "end", kind: "gap" };
  const isOpen = interval === undefined ? start.clockChange === "overlap" : interval.isAmbiguous;
  return isOpen ? { field: "start", kind: "overlap" } : undefined;
}
