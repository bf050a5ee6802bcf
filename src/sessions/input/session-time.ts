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
  /** In which times without an offset are read; without a zone they are refused. */
  readonly zone?: Zone | undefined;
  /** For "not in the future". */
  readonly nowMs: number;
}

/** A longer session is a forgotten timer; the profile relies on the bound when it replays. */
export const MAX_MINUTES = MINUTES_PER_DAY;
/** Clocks of phones and servers differ, and so do their ideas of the date. */
export const FUTURE_MS = MS_PER_DAY;
/** 9999-12-31T23:59:59.999Z, the last instant that every format here can write. */
const LAST_MS = 253_402_300_799_999;
/**
 * Reads an instant: RFC 3339, or a local time when there is a zone to read it in.
 * @returns `undefined` with a problem added when it is absent or wrong
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
 * Reads `start` with `duration_minutes`, `end` or both; `undefined` when something was wrong. With both, the
 * length counts: a shorter one than the interval is a session with a pause, a longer one is refused.
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
  return timeOf(interval.startMs, lengthMs ?? spanMs, changeOf(start, end, interval));
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

/** Why no reading of start and end fits: the end comes first, or the two leave no room for the length. */
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

/** What there is to remark: a skipped time that was moved, or a choice that nothing in the row settled. */
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
