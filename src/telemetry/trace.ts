import { AsyncLocalStorage } from "node:async_hooks";
import type { NameUser } from "./user-names.ts";

/** What connects the lines, the answer and the outgoing calls of one request. */
export interface Trace {
  /** The X-Request-ID, adopted or made. */
  readonly requestId: string;
  /** The W3C trace context of this request, with our own span. */
  readonly traceparent: string;
  /** The W3C `tracestate` that came along, for outgoing calls. */
  readonly tracestate?: string;
  /** What is being recorded; absent when traces are off, or this one is not sampled. */
  readonly span?: Span;
  /** Whose data the request is about, once that is known. */
  userId?: string;
}

export type SpanAttributes = Readonly<Record<string, string | number>>;

export interface SpanStart {
  readonly name: string;
  readonly attributes: SpanAttributes;
  /** As `performance.now` has it; now when absent. */
  readonly startedMs?: number;
}

/** A stretch of work that is recorded; what it is made of is in `src/adapters/opentelemetry`. */
export interface Span {
  readonly traceparent: string;
  /** A call to another program within this work. */
  child(start: SpanStart): Span;
  rename(name: string): void;
  set(attributes: SpanAttributes): void;
  /** @param errorType one of few, such as a code: what it groups by */
  fail(errorType: string): void;
  end(): void;
}

/** The ids that a request came with. */
export interface IncomingTrace {
  readonly traceparent?: string | string[] | undefined;
  readonly tracestate?: string | string[] | undefined;
}

/** Begins the trace of a request, or continues its caller's. */
export type OpenTrace = (requestId: string, incoming: IncomingTrace, startedMs: number) => Trace;

const currentTrace = new AsyncLocalStorage<Trace>();

/** Runs `work`; every line logged by it, however deep or late, carries the trace. */
export function runWithTrace<Result>(trace: Trace, work: () => Result): Result {
  return currentTrace.run(trace, work);
}

/** The trace of the work that is going on, as members of a line. */
export function traceMembers(nameUser: NameUser): Record<string, string> {
  const trace = currentTrace.getStore();
  if (trace === undefined) return {};
  const { requestId: trace_id, traceparent, userId } = trace;
  const user = userId === undefined ? undefined : nameUser(userId);
  return { trace_id, traceparent, ...(user === undefined ? {} : { user }) };
}

/** Has the further lines of the work that is going on say whose it is. */
export function noteUser(userId: string): void {
  const trace = currentTrace.getStore();
  if (trace !== undefined) trace.userId = userId;
}

/** Adds the headers by which the server continues the trace of the work that is going on. */
export function addTraceHeaders(headers: Headers): void {
  const trace = currentTrace.getStore();
  if (trace === undefined) return;
  headers.set("traceparent", trace.traceparent);
  if (trace.tracestate !== undefined) headers.set("tracestate", trace.tracestate);
}

/** What is being recorded of the work that is going on. */
export function currentSpan(): Span | undefined {
  return currentTrace.getStore()?.span;
}

/**
 * Records `work` as a call within the work that is going on, when that is recorded. Otherwise `start` is not even asked.
 *
 * @param work is given the span, to add to it what it learns
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

/** The class of an error, never its message: that may be private. */
export function errorTypeOf(error: unknown): string {
  if (!(error instanceof Error)) return "_OTHER";
  if ("failure" in error && typeof error.failure === "string") return error.failure;
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.name;
}
