import { inOnePiece } from "../runtime/in-one-piece.ts";
import type { Trace } from "./trace.ts";
import type { NameUser } from "./user-names.ts";

/** A request that was answered. */
export interface AnsweredRequest {
  /** The route's pattern; empty where none matched. */
  readonly endpoint: string;
  readonly method: string;
  /** Without the query, which may be private. */
  readonly path: string;
  readonly remoteAddress: string;
  readonly status: number;
  readonly code: string | undefined;
  readonly durationMs: number;
  readonly trace: Trace;
  /** Whose data it was about; absent where nobody was known. */
  readonly userId?: string | undefined;
}

/** What the lines of a request that is asked again have in common. */
interface Common extends Pick<AnsweredRequest, "endpoint" | "method" | "remoteAddress" | "status"> {
  readonly code: AnsweredRequest["code"];
  readonly about: string;
  readonly message: string;
}

/** Addresses whose lines are kept, and how long they may be: memory must not be for strangers to fill. */
const MAX_KEPT = 1000;
const MAX_KEPT_PATH = 200;

/**
 * Writes the line about a request as the other lines are written, but by hand, and with what it said the last time: at tens of
 * thousands a second that is a third of a request's cost. Its writer takes the level by its name in the log, and the
 * timestamp as a member with a comma in front.
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

/** The text as JSON has it between quotes; most are the same there, which is quicker to see than to write. */
function inQuotes(text: string): string {
  return PLAIN.test(text) ? text : JSON.stringify(text).slice(1, -1);
}
