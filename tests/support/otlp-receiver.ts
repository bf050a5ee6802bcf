import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

/** A span as a receiver gets it. */
export interface ReceivedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  /** 2 server, 3 client. */
  readonly kind: number;
  readonly durationMs: number;
  readonly hasFailed: boolean;
  readonly attributes: Readonly<Record<string, string | number>>;
}

export interface OtlpReceiver extends AsyncDisposable {
  /** What OTEL_EXPORTER_OTLP_ENDPOINT would say. */
  readonly url: string;
  readonly spans: ReceivedSpan[];
  /** Metrics by name, as they came last. */
  readonly metrics: Map<string, Record<string, unknown>>;
  /** Attributes of what sends. */
  readonly resource: Record<string, string | number>;
  /** Everything that came, as text. */
  everything(): string;
}

/** Takes traces and metrics by OTLP over HTTP in JSON, in this process. */
export async function openOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const metrics = new Map<string, Record<string, unknown>>();
  const resource: Record<string, string | number> = {};
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    text(request).then((body) => {
      bodies.push(JSON.stringify(request.headers), body);
      const { resourceSpans = [], resourceMetrics = [] } = JSON.parse(body);
      for (const part of [...resourceSpans, ...resourceMetrics]) {
        Object.assign(resource, attributesOf(part.resource));
        for (const { spans: some = [], metrics: figures = [] } of [
          ...(part.scopeSpans ?? []),
          ...(part.scopeMetrics ?? []),
        ]) {
          spans.push(...some.map(readSpan));
          for (const figure of figures) metrics.set(figure.name, figure);
        }
      }
      response.setHeader("content-type", "application/json").end("{}");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    ...{ url: `http://127.0.0.1:${port}`, spans, metrics, resource },
    everything: () => bodies.join("\n"),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function readSpan(span: Record<string, unknown>): ReceivedSpan {
  return {
    name: String(span.name),
    traceId: String(span.traceId),
    spanId: String(span.spanId),
    parentSpanId: String(span.parentSpanId ?? ""),
    kind: Number(span.kind),
    durationMs: (Number(span.endTimeUnixNano) - Number(span.startTimeUnixNano)) / 1e6,
    hasFailed: Object(span.status).code === 2,
    attributes: attributesOf(span),
  };
}

function attributesOf(of: unknown): Record<string, string | number> {
  const list: unknown = Object(of).attributes;
  if (!Array.isArray(list)) return {};
  return Object.fromEntries(
    list.map(({ key, value }) => [
      String(key),
      value.stringValue ?? Number(value.intValue ?? value.doubleValue),
    ]),
  );
}
