import {
  type Context,
  type Span as LibrarySpan,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace as traces,
} from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { ATTRIBUTES } from "../../telemetry/semantic-conventions.ts";
import type { IncomingTrace, OpenTrace, Span, Trace } from "../../telemetry/trace.ts";

const propagator = new W3CTraceContextPropagator();

/** Opens traces that the library records and samples. */
export function traceOpener(tracer: Tracer): OpenTrace {
  return (requestId, incoming, startedMs) => {
    const parent = parentOf(incoming);
    const options = { kind: SpanKind.SERVER, startTime: epochMs(startedMs) };
    const span = tracer.startSpan("HTTP", options, parent);
    const traceparent = traceparentOf(span);
    const tracestate = span.spanContext().traceState?.serialize();
    const ids: Trace = {
      ...{ requestId, traceparent },
      ...(tracestate === undefined || tracestate === "" ? {} : { tracestate }),
    };
    return span.isRecording() ? { ...ids, span: recorded(tracer, span) } : ids;
  };
}

function parentOf(incoming: IncomingTrace): Context {
  return propagator.extract(ROOT_CONTEXT, incoming, {
    keys: (carrier) => Object.keys(carrier),
    get: ({ traceparent, tracestate }, key) => (key === "traceparent" ? traceparent : tracestate),
  });
}

function recorded(tracer: Tracer, span: LibrarySpan): Span {
  return {
    traceparent: traceparentOf(span),
    child({ name, attributes, startedMs = performance.now() }) {
      const options = { kind: SpanKind.CLIENT, attributes, startTime: epochMs(startedMs) };
      const inside = traces.setSpan(ROOT_CONTEXT, span);
      return recorded(tracer, tracer.startSpan(name, options, inside));
    },
    rename: (name) => void span.updateName(name),
    set: (attributes) => void span.setAttributes(attributes),
    fail(errorType) {
      span.setAttribute(ATTRIBUTES.errorType, errorType);
      span.setStatus({ code: SpanStatusCode.ERROR });
    },
    end: () => span.end(epochMs(performance.now())),
  };
}

function traceparentOf(span: LibrarySpan): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
}

/** Converts a monotonic time to milliseconds since the epoch. */
function epochMs(monotonicMs: number): number {
  return performance.timeOrigin + monotonicMs;
}
