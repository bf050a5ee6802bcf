import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { answeredLineWriter } from "../../../src/telemetry/answered-line.ts";
import { codePoint } from "../../support/code-point.ts";

const anyText = fc.oneof(
  fc.string({ unit: codePoint, maxLength: 250 }),
  fc.constantFrom("/api/sessions", '/a"b\\c', "/č/ď", "GET", "127.0.0.1", "\u2028"),
);
const anyRequest = fc.record({
  endpoint: anyText,
  method: anyText,
  path: anyText,
  remoteAddress: anyText,
  status: fc.constantFrom(200, 304, 404),
  code: fc.constantFrom(undefined, "not_found"),
  durationMs: fc.constantFrom(0, 0.0123, 12.3456),
  trace: fc.record({ requestId: anyText, traceparent: fc.constant("00-0-0-00") }),
});

test("the line of a request is JSON with its own values, whatever requests came before", () => {
  const write = answeredLineWriter(() => undefined);
  fc.assert(
    fc.property(anyRequest, (request) => {
      const { endpoint, method, path, remoteAddress, status, code, durationMs, trace } = request;
      const line = write("INFO", ',"timestamp":"now"', request);
      assert.ok(line.endsWith("}\n"));
      const context = { method, path, status };
      assert.deepEqual(JSON.parse(line), {
        ...{ level: "INFO", timestamp: "now", service: "pomodoro-ml" },
        ...{ trace_id: trace.requestId, traceparent: trace.traceparent },
        event_type: "request_completed",
        request: { endpoint, method, path, remote_addr: remoteAddress },
        context: code === undefined ? context : { ...context, code },
        metrics: { duration_ms: Math.round(durationMs * 1000) / 1000 },
        message: `${method} ${path} ${status}`,
      });
    }),
    { numRuns: 3000 },
  );
});
