import type { Config } from "../config/config.ts";
import type { Logger } from "../telemetry/logger.ts";
import { runWithTrace } from "../telemetry/trace.ts";
import type { Finished, RequestContext } from "./request-context.ts";

/** The log lines of requests. Their members are defined here only. */
export interface RequestLog {
  /** Logs the arrival of a request, at DEBUG. */
  received(context: RequestContext): void;
  /** Logs an answered request in one line. Sampling may omit the line of an answer from memory. */
  answered(context: RequestContext, finished: Finished, durationMs: number): void;
  /** Logs a refusal before routing: the bytes are no request, or the URL is malformed. */
  refused(context: RequestContext, code: string, reason: string | undefined): void;
}

/** One in this many answers from memory is logged. */
const KEPT_LINE_EVERY = { all: 1, sampled: 100, off: Number.POSITIVE_INFINITY } as const;

/** A person notices a wait of this length, so such a request is always logged. */
const SLOW_MS = 500;

export function createRequestLog(logger: Logger, accessLog: Config["accessLog"]): RequestLog {
  const every = KEPT_LINE_EVERY[accessLog];
  let leftOut = 0;

  function isLeftOut({ isKept, status }: Finished, durationMs: number): boolean {
    if (!isKept || status >= 400 || durationMs >= SLOW_MS) return false;
    leftOut += 1;
    if (leftOut < every) return true;
    leftOut = 0;
    return false;
  }

  return {
    received(context) {
      if (!logger.isLevelEnabled("debug")) return;
      const { method = "", url = "", socket } = context.request;
      const [path, query] = url.split("?", 2);
      const entry = {
        event_type: "request_received",
        context: {
          method,
          path,
          // Names only: values may be private.
          query_args: [...new Set(new URLSearchParams(query).keys())],
          remote_addr: socket?.remoteAddress,
        },
      };
      runWithTrace(context.trace, () => logger.debug(entry, "request received"));
    },
    answered(context, finished, durationMs) {
      if (isLeftOut(finished, durationMs)) return;
      const { request, path, trace } = context;
      const { endpoint, status, code, isQuiet } = finished;
      const { method = "" } = request;
      const remoteAddress = request.socket?.remoteAddress ?? "";
      const userId = context.principal?.userId;
      const line = {
        endpoint,
        method,
        path,
        remoteAddress,
        status,
        code,
        durationMs,
        trace,
        userId,
      };
      logger.answered(levelOf(status, isQuiet), line);
    },
    refused({ request, trace }, code, reason) {
      const entry = {
        event_type: "request_refused",
        context: { method: request.method, code, reason },
      };
      runWithTrace(trace, () => logger.warn(entry, `refused before it met a route: ${code}`));
    },
  };
}

function levelOf(status: number, isQuiet: boolean): "debug" | "info" | "warn" | "error" {
  if (status >= 500) return "error";
  if (status >= 400) return "warn";
  return isQuiet ? "debug" : "info";
}
