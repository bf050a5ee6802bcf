import type { FieldProblem } from "../../errors.ts";
import { MINUTES_PER_DAY, MS_PER_DAY } from "../../time/calendar.ts";
import { instantMs, parseTimestamp } from "../../time/timestamp.ts";
import type { Zone } from "../../time/zone.ts";
import { type RawInput, readNumber } from "./field-readers.ts";
import { type ClockChange, localInstant } from "./local-instant.ts";

export interface SessionInputContext {
  /** In which times without an offset are read; without a zone they are refused. */
  readonly zone?: Zone | undefined;
  /** For "not in the future". */
  readonly nowMs: number;
}

/** A longer session is a forgotten timer; the profile relies on the bound when it replays. */
export const LONGEST_MINUTES = MINUTES_PER_DAY;
/** Clocks of phones and servers differ, and so do their ideas of the date. */
export const FUTURE_MS = MS_PER_DAY;
/** 9999-12-31T23:59:59.999Z, the last instant that every format here can write. */
const LAST_MS = 253_402_300_799_999;
/** Trackers round start, end and length each on their own. */
const DISAGREEMENT_MS = 60_000;
/**
 * Reads an instant: RFC 3339, or a local time when there is a zone to read it in.
 * @returns `undefined` with a problem added when it is absent or wrong
 */
export function readInstant(
  raw: unknown,
  field: string,
  context: SessionInputContext,
  errors: FieldProblem[],
): { epochMs: number; clockChange: ClockChange | undefined } | undefined {
  if (raw === undefined || raw === null || raw === "") {
    errors.push({ field, code: "required" });
    return undefined;
  }
  const written = typeof raw === "string" ? parseTimestamp(raw) : undefined;
  if (written === undefined || (written.offsetMs === undefined && context.zone === undefined)) {
    errors.push({ field, code: "instant" });
    return undefined;
  }
  const instant =
    written.offsetMs === undefined && context.zone !== undefined
      ? localInstant(written.day, written.msOfDay, context.zone)
      : { epochMs: instantMs(written, written.offsetMs ?? 0), clockChange: undefined };
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

/** Reads `start` and `duration_minutes` or `end`; `undefined` when something was wrong. */
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
  const spanMs =
    end === undefined ? undefined : spanOf(start.epochMs, end.epochMs, minutes, errors);
  if (errors.length > before) return undefined;
  const seconds = Math.round(minutes === undefined ? (spanMs ?? 0) / 1000 : minutes * 60);
  return {
    startedAtMs: start.epochMs,
    durationSeconds: Math.max(1, seconds),
    clockChange: changeOf(start.clockChange, end?.clockChange),
  };
}

function readDuration(raw: unknown, errors: FieldProblem[]) {
  const field = "duration_minutes";
  const minutes = readNumber(raw, field, errors);
  if (minutes === undefined) return undefined;
  if (minutes <= 0) errors.push({ field, code: "more_than", params: { limit: 0 } });
  const limit = LONGEST_MINUTES;
  if (minutes > limit) errors.push({ field, code: "maximum", params: { limit } });
  return minutes;
}

/** Checks an end against the start, and against the duration where both are given (which then counts). */
function spanOf(
  startMs: number,
  endMs: number,
  minutes: number | undefined,
  errors: FieldProblem[],
): number {
  const spanMs = endMs - startMs;
  if (spanMs <= 0) {
    errors.push({ field: "end", code: "order", params: { first: "start" } });
  } else if (minutes === undefined && spanMs > LONGEST_MINUTES * 60_000) {
    errors.push({ field: "end", code: "max_span", params: { first: "start", hours: 24 } });
  } else if (minutes !== undefined && Math.abs(spanMs - minutes * 60_000) > DISAGREEMENT_MS) {
    const params = { first: "end", second: "duration_minutes" };
    errors.push({ field: "end", code: "exclusive", params });
  }
  return spanMs;
}

function changeOf(start: ClockChange | undefined, end: ClockChange | undefined) {
  if (start !== undefined) return { field: "start", kind: start };
  return end === undefined ? undefined : { field: "end", kind: end };
}
