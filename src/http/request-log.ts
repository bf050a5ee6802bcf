import type { Config } from "../config/config.ts";
import type { Logger } from "../telemetry/logger.ts";
import { runWithTrace } from "../telemetry/trace.ts";
import type { Finished, RequestContext } from "./request-context.ts";

/** What the log tells of requests: each line's members stand here and nowhere else. */
export interface RequestLog {
  /** At DEBUG: a request came in. */
  received(context: RequestContext): void;
  /** The one line about a request that was answered; that of a kept answer may be left out. */
  answered(context: RequestContext, finished: Finished, durationMs: number): void;
  /** Refused before it met a route: it is no request, or its address cannot be read. */
  refused(context: RequestContext, code: string, reason: string | undefined): void;
}

/** Of so many requests that are answered from memory one has a line. */
const KEPT_LINE_EVERY = { all: 1, sampled: 100, off: Number.POSITIVE_INFINITY } as const;

/** A person notices such a wait. */
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
