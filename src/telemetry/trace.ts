import { AsyncLocalStorage } from "node:async_hooks";
import type { NameUser } from "./user-names.ts";

/** The ids that connect the log lines, the answer and the outgoing calls of one request. */
export interface Trace {
  /** The X-Request-ID, adopted or generated. */
  readonly requestId: string;
  /** The W3C trace context of this request, with our own span. */
  readonly traceparent: string;
  /** The caller's W3C `tracestate`, for outgoing calls. */
  readonly tracestate?: string;
  /** The recorded span; absent when tracing is off or the trace is not sampled. */
  readonly span?: Span;
  /** The person whose data the request concerns; absent before authentication. */
  userId?: string;
}

export type SpanAttributes = Readonly<Record<string, string | number>>;

export interface SpanStart {
  readonly name: string;
  readonly attributes: SpanAttributes;
  /** Start on the clock of `performance.now`; now when absent. */
  readonly startedMs?: number;
}

/** A recorded span; `src/adapters/opentelemetry` implements it. */
export interface Span {
  readonly traceparent: string;
  /** Begins the span of a call to another program. */
  child(start: SpanStart): Span;
  rename(name: string): void;
  set(attributes: SpanAttributes): void;
  /** @param errorType a value of low cardinality, such as an error code */
  fail(errorType: string): void;
  end(): void;
}

/** The trace headers of a request. */
export interface IncomingTrace {
  readonly traceparent?: string | string[] | undefined;
  readonly tracestate?: string | string[] | undefined;
}

/** Begins the trace of a request, or continues the caller's. */
export type OpenTrace = (requestId: string, incoming: IncomingTrace, startedMs: number) => Trace;

const currentTrace = new AsyncLocalStorage<Trace>();

/** Runs `work`. Every line that it logs, however deep or late, carries the trace. */
export function runWithTrace<Result>(trace: Trace, work: () => Result): Result {
  return currentTrace.run(trace, work);
}

/** The current trace as members of a log line. */
export function traceMembers(nameUser: NameUser): Record<string, string> {
  const trace = currentTrace.getStore();
  if (trace === undefined) return {};
  const { requestId: trace_id, traceparent, userId } = trace;
  const user = userId === undefined ? undefined : nameUser(userId);
  return { trace_id, traceparent, ...(user === undefined ? {} : { user }) };
}

/** Adds the person to the current trace, for its further log lines. */
export function noteUser(userId: string): void {
  const trace = currentTrace.getStore();
  if (trace !== undefined) trace.userId = userId;
}

/** Adds the headers by which the called server continues the current trace. */
export function addTraceHeaders(headers: Headers): void {
  const trace = currentTrace.getStore();
  if (trace === undefined) return;
  headers.set("traceparent", trace.traceparent);
  if (trace.tracestate !== undefined) headers.set("tracestate", trace.tracestate);
}

/** The current span, if one is recorded. */
export function currentSpan(): Span | undefined {
  return currentTrace.getStore()?.span;
}

/**
 * Records `work` as a child of the current span. Without a current span, `start` is not called.
 *
 * @param work receives the span, to add attributes to it
 */
export async function withinSpan<Result>(
  start: () => SpanStart,
  work: (span: Span | undefined) => Promise<Result>,
): Promise<Result> {
  const trace = currentTrace.getStore();
  if (trace?.span === undefined) return work(undefined);
  const span = trace.span.child(start());
  try {
    const { traceparent } = span;
    return await currentTrace.run({ ...trace, traceparent, span }, () => work(span));
  } catch (error) {
    span.fail(errorTypeOf(error));
    throw error;
  } finally {
    span.end();
  }
}

/** The class of an error, without its message, which may be private. */
export function errorTypeOf(error: unknown): string {
  if (!(error instanceof Error)) return "_OTHER";
  if ("failure" in error && typeof error.failure === "string") return error.failure;
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.name;
}
