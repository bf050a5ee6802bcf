import { inOnePiece } from "../runtime/in-one-piece.ts";
import type { Trace } from "./trace.ts";
import type { NameUser } from "./user-names.ts";

/** An answered request. */
export interface AnsweredRequest {
  /** The route's pattern; empty when no route matched. */
  readonly endpoint: string;
  readonly method: string;
  /** The path without the query, which may be private. */
  readonly path: string;
  readonly remoteAddress: string;
  readonly status: number;
  readonly code: string | undefined;
  readonly durationMs: number;
  readonly trace: Trace;
  /** The person whose data the request concerned; absent before authentication. */
  readonly userId?: string | undefined;
}

/** The parts that all log lines of repeated requests share. */
interface Common extends Pick<AnsweredRequest, "endpoint" | "method" | "remoteAddress" | "status"> {
  readonly code: AnsweredRequest["code"];
  readonly about: string;
  readonly message: string;
}

/** The number of paths whose parts are kept. */
const MAX_KEPT = 1000;
/** Longer paths are not kept, so that a client cannot fill the memory. */
const MAX_KEPT_PATH = 200;

/**
 * Writes a request's log line in the format of the other lines, without the log library and from kept parts. At tens of
 * thousands of requests a second this saves a third of a request's cost.
 *
 * @returns takes the level by its name in the log, and the timestamp as a member with a comma in front
 */
export function answeredLineWriter(
  nameUser: NameUser,
): (level: string, timestamp: string, request: AnsweredRequest) => string {
  const kept = new Map<string, Common>();

  function commonOf(request: AnsweredRequest): Common {
    const { path } = request;
    const last = kept.get(path);
    if (last !== undefined && isOf(last, request)) return last;
    const common = describe(request);
    if (path.length <= MAX_KEPT_PATH) {
      if (kept.size >= MAX_KEPT) kept.clear();
      kept.set(path, common);
    }
    return common;
  }

  return (level, timestamp, request) => {
    const { durationMs, trace, userId } = request;
    const user = userId === undefined ? undefined : nameUser(userId);
    const { about, message } = commonOf(request);
    return (
      `{"level":"${level}"${timestamp},"service":"pomodoro-ml"` +
      `,"trace_id":"${inQuotes(trace.requestId)}","traceparent":"${trace.traceparent}"` +
      `${user === undefined ? "" : `,"user":"${inQuotes(user)}"`}${about}` +
      `,"metrics":{"duration_ms":${Math.round(durationMs * 1000) / 1000}}${message}`
    );
  };
}

function isOf(common: Common, request: AnsweredRequest): boolean {
  return (
    common.status === request.status &&
    common.method === request.method &&
    common.endpoint === request.endpoint &&
    common.remoteAddress === request.remoteAddress &&
    common.code === request.code
  );
}

function describe(request: AnsweredRequest): Common {
  const { status, code, remoteAddress } = request;
  const method = inQuotes(request.method);
  const path = inQuotes(request.path);
  const about =
    `,"event_type":"request_completed","request":{"endpoint":"${inQuotes(request.endpoint)}"` +
    `,"method":"${method}","path":"${path}","remote_addr":"${inQuotes(remoteAddress)}"}` +
    `,"context":{"method":"${method}","path":"${path}","status":${status}` +
    `${code === undefined ? "" : `,"code":"${inQuotes(code)}"`}}`;
  const message = `,"message":"${method} ${path} ${status}"}\n`;
  return {
    ...{ endpoint: request.endpoint, method: request.method, remoteAddress, status, code },
    ...{ about: inOnePiece(about), message: inOnePiece(message) },
  };
}

/** Visible ASCII without quotes and backslashes. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** The text as JSON between quotes. Most texts need no escapes, and checking that is faster than escaping. */
function inQuotes(text: string): string {
  return PLAIN.test(text) ? text : JSON.stringify(text).slice(1, -1);
}
