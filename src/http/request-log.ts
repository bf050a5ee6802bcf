import type { Logger } from "../telemetry/logger.ts";
import { runWithTrace } from "../telemetry/trace.ts";
import type { Finished, RequestContext } from "./request-context.ts";

/** What the log tells of requests: each line's members stand here and nowhere else. */
export interface RequestLog {
  /** At DEBUG: a request came in. */
  received(context: RequestContext): void;
  /** The one line about a request that was answered. */
  answered(context: RequestContext, finished: Finished, durationMs: number): void;
  /** Refused before it met a route: it is no request, or its address cannot be read. */
  refused(context: RequestContext, code: string, reason: string | undefined): void;
}

export function createRequestLog(logger: Logger): RequestLog {
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
    answered({ request, path, trace }, { endpoint, status, code, isQuiet }, durationMs) {
      const { method = "" } = request;
      const remoteAddress = request.socket?.remoteAddress ?? "";
      const line = { endpoint, method, path, remoteAddress, status, code, durationMs, trace };
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
