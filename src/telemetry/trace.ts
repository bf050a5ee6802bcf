import { AsyncLocalStorage } from "node:async_hooks";

/** What connects the lines, the answer and the outgoing calls of one request. */
export interface Trace {
  /** The X-Request-ID, adopted or made. */
  readonly requestId: string;
  /** The W3C trace context of this request, with our own span. */
  readonly traceparent: string;
}

const currentTrace = new AsyncLocalStorage<Trace>();

/** Runs `work`; every line logged by it, however deep or late, carries the trace. */
export function runWithTrace<Result>(trace: Trace, work: () => Result): Result {
  return currentTrace.run(trace, work);
}

/** The trace of the work that is going on, as members of a line. */
export function traceMembers(): Record<string, string> {
  const trace = currentTrace.getStore();
  return trace === undefined ? {} : { trace_id: trace.requestId, traceparent: trace.traceparent };
}
