import { randomFillSync, randomUUID } from "node:crypto";
import type { IncomingTrace, Trace } from "../telemetry/trace.ts";

/** 1–128 visible ASCII characters: safe in a header, a log line and a shell. */
const REQUEST_ID = /^[\x21-\x7e]{1,128}$/;

/** W3C Trace Context: version, trace id, parent id, flags; later versions may append members. */
const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

const NO_TRACE = "0".repeat(32);
const NO_SPAN = "0".repeat(16);

/** The client's X-Request-ID when it is well-formed, otherwise a new one. */
export function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === "string" && REQUEST_ID.test(header) ? header : randomUUID();
}

/** Continues the caller's trace with a new span, or starts a trace when the caller sends no valid one. */
export function traceOf(
  requestId: string,
  { traceparent: header, tracestate }: IncomingTrace,
): Trace {
  const parent = typeof header === "string" ? TRACEPARENT.exec(header) : null;
  const [, version, traceId, parentId, flags, rest] = parent ?? [];
  const usable =
    traceId !== undefined &&
    version !== "ff" &&
    traceId !== NO_TRACE &&
    parentId !== NO_SPAN &&
    (version !== "00" || rest === undefined);
  if (usable) {
    const traceparent = `00-${traceId}-${randomHex(8)}-${flags}`;
    return typeof tracestate === "string"
      ? { requestId, traceparent, tracestate }
      : { requestId, traceparent };
  }
  const ids = randomHex(24);
  return { requestId, traceparent: `00-${ids.slice(0, 32)}-${ids.slice(32)}-00` };
}

/** Random bytes drawn in bulk: one system call for a few hundred ids. */
const pool = Buffer.alloc(4096);
let used = pool.length;

function randomHex(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.toString("hex", used - bytes, used);
}
