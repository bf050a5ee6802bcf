import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { openProviderDouble } from "../support/ai/provider-double.ts";
import { openTestApp, type TestAppOptions, throughServer } from "../support/app.ts";
import { sessionInput } from "../support/builders.ts";
import { forEachDatabase } from "../support/databases.ts";
import {
  type OtlpReceiver,
  openOtlpReceiver,
  type ReceivedSpan,
} from "../support/otlp-receiver.ts";
import { missingRedis, REDIS_URL } from "../support/redis.ts";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const CALLER = "b7ad6b7169203331";
const SAMPLED = `00-${TRACE}-${CALLER}-01`;
const CANARY = "canary-4c1d";

type Asked = Awaited<ReturnType<typeof openTestApp>>;

/** Runs `ask` on a service that sends to the receiver; when it resolves, everything has been sent. */
async function traced(
  receiver: OtlpReceiver,
  options: TestAppOptions,
  ask: (service: Asked) => Promise<void>,
): Promise<void> {
  const service = await openTestApp({
    ...options,
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ...options.env },
    overrides: { role: "server", ...options.overrides },
  });
  try {
    await ask(service);
  } finally {
    await service.close();
  }
}

function only(spans: readonly ReceivedSpan[], name: string): ReceivedSpan {
  const found = spans.filter((span) => span.name === name);
  assert.equal(found.length, 1, `${name} among ${spans.map((span) => span.name).join(", ")}`);
  return found[0] ?? assert.fail();
}

forEachDatabase((name, open) => {
  test("a request continues its caller's trace, and its queries are within it", async () => {
    await using receiver = await openOtlpReceiver();
    const database = await open();
    await database.database.close();
    await traced(receiver, { url: database.url }, async (service) => {
      const answer = await service.request({
        method: "POST",
        url: `/api/sessions?secret=${CANARY}`,
        payload: sessionInput({ notes: CANARY, task: CANARY }),
        headers: {
          traceparent: SAMPLED,
          tracestate: "vendor=1",
          authorization: `Bearer ${CANARY}`,
        },
      });
      assert.equal(answer.statusCode, 201);
      const [, traceId, spanId, flags] = String(answer.headers.traceparent).split("-");
      assert.deepEqual([traceId, flags], [TRACE, "01"]);
      assert.match(service.logText(), new RegExp(`"traceparent":"00-${TRACE}-${spanId}-01"`));
    });

    const server = only(receiver.spans, "POST /api/sessions");
    assert.equal(server.kind, 2);
    assert.equal(server.traceId, TRACE);
    assert.equal(server.parentSpanId, CALLER);
    assert.equal(server.attributes["http.route"], "/api/sessions");
    assert.equal(server.attributes["http.response.status_code"], 201);
    assert.ok(!server.hasFailed);

    const insert = only(receiver.spans, "INSERT sessions");
    assert.equal(insert.kind, 3);
    assert.equal(insert.parentSpanId, server.spanId);
    assert.equal(insert.attributes["db.operation.name"], "INSERT");
    assert.match(String(insert.attributes["db.query.text"]), /^insert into/i);
    const system = name === "postgres" ? "postgresql" : "sqlite";
    assert.equal(insert.attributes["db.system.name"], system);
    assert.equal("server.port" in insert.attributes, name === "postgres");
    assert.ok(insert.durationMs >= 0 && insert.durationMs <= server.durationMs);
    assert.ok(!receiver.everything().includes(CANARY), "a trace keeps what is private");
    await database.close();
  });
});

describe("traces", () => {
  test("name who sends, carry the receiver's key, and metrics come along under the names of /metrics", async () => {
    await using receiver = await openOtlpReceiver();
    const env = {
      OTEL_EXPORTER_OTLP_HEADERS: "api-key=receiver%20key",
      OTEL_SERVICE_NAME: "pomodoro-staging",
    };
    await traced(receiver, { env }, async (service) => {
      for (let time = 0; time < 3; time += 1)
        await service.app.inject({ url: "/api/presets-none" });
    });
    assert.equal(receiver.resource["service.name"], "pomodoro-staging");
    assert.ok(String(receiver.resource["service.instance.id"]).length > 0);
    assert.match(receiver.everything(), /"api-key":"receiver key"/);

    const durations = receiver.metrics.get("flask_http_request_duration_seconds");
    const [point] = Object(durations?.histogram).dataPoints ?? [];
    assert.equal(Number(point.count), 3);
    const counts: number[] = point.bucketCounts.map(Number);
    assert.equal(counts.length, point.explicitBounds.length + 1);
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      3,
    );
    const total = receiver.metrics.get("flask_http_request_total");
    assert.equal(Object(total?.sum).isMonotonic, true);
    assert.ok(receiver.metrics.has("nodejs_eventloop_lag_p99_seconds"));
  });

  test("are not recorded where the caller's is not, and its ids go on all the same", async () => {
    await using receiver = await openOtlpReceiver();
    await traced(receiver, {}, async (service) => {
      const headers = { traceparent: `00-${TRACE}-${CALLER}-00` };
      const answer = await service.request({ url: "/api/sessions", headers });
      assert.match(String(answer.headers.traceparent), new RegExp(`^00-${TRACE}-.*-00$`));
    });
    assert.deepEqual(receiver.spans, []);
  });

  test("leave probes and metrics out", async () => {
    await using receiver = await openOtlpReceiver();
    await traced(receiver, {}, async (service) => {
      for (const url of ["/livez", "/metrics"]) await service.app.inject({ url });
    });
    assert.deepEqual(receiver.spans, []);
  });

  test("have a span for an answer from memory too, with nothing within", async () => {
    await using receiver = await openOtlpReceiver();
    await traced(receiver, {}, async (service) => {
      for (const traceparent of [SAMPLED, SAMPLED.replace(TRACE, CALLER + CALLER)]) {
        await throughServer(service.app, { url: "/api/analysis", headers: { traceparent } });
      }
    });
    const kept = receiver.spans.filter(({ traceId }) => traceId === CALLER + CALLER);
    assert.ok(kept.some(({ name }) => name === "GET /api/analysis"));
    assert.ok(receiver.spans.length > kept.length + 1);
  });

  test("say by its code what failed", async () => {
    await using receiver = await openOtlpReceiver();
    const change: TestAppOptions["change"] = (dependencies) => ({
      ...dependencies,
      predictionService: {
        ...dependencies.predictionService,
        today: () => Promise.reject(new Error(CANARY)),
      },
    });
    await traced(receiver, { change }, async (service) => {
      await service.app.inject({ url: "/api/prediction/today" });
      await service.app.inject({ url: "/nothing" });
    });
    const failed = only(receiver.spans, "GET /api/prediction/today");
    assert.ok(failed.hasFailed);
    assert.equal(failed.attributes["error.type"], "internal_error");
    // A mistake of the caller's is no failure of the server's.
    assert.ok(!only(receiver.spans, "GET").hasFailed);
    assert.ok(!receiver.everything().includes(CANARY));
  });

  test("follow a call to a language model, which is given the trace", async () => {
    await using receiver = await openOtlpReceiver();
    const double = await openProviderDouble();
    const env = { AI_PROVIDER: "ollama", OLLAMA_URL: double.ollamaUrl, OLLAMA_MODEL: "small" };
    await traced(receiver, { env }, async (service) => {
      await service.app.inject({ url: "/api/ai/motivation", headers: { traceparent: SAMPLED } });
    });
    await double.close();
    const call = receiver.spans.find(({ name }) => name === "chat small") ?? assert.fail("no call");
    assert.equal(call.traceId, TRACE);
    assert.equal(call.attributes["gen_ai.operation.name"], "chat");
    assert.equal(call.attributes["gen_ai.provider.name"], "ollama");
    assert.equal(call.attributes["gen_ai.request.model"], "small");
    const post = receiver.spans.find(({ parentSpanId }) => parentSpanId === call.spanId);
    assert.equal(post?.name, "POST");
    assert.equal(post.attributes["http.response.status_code"], 200);
    const given = double.received.map(({ headers }) => headers.traceparent);
    assert.ok(given.includes(`00-${TRACE}-${post.spanId}-01`), given.join());
  });

  test("are off without an address, or when the SDK is disabled by name", async () => {
    const service = await openTestApp({ overrides: { role: "server" } });
    assert.equal(service.dependencies.openTrace, undefined);
    await service.close();
    await using receiver = await openOtlpReceiver();
    await traced(receiver, { env: { OTEL_SDK_DISABLED: "true" } }, async ({ app }) => {
      await app.inject({ url: "/api/sessions", headers: { traceparent: SAMPLED } });
    });
    assert.equal(receiver.everything(), "");
  });

  test("cost no answer, and do not keep the service from ending, when the receiver is away", async () => {
    const receiver = await openOtlpReceiver();
    await receiver[Symbol.asyncDispose]();
    await traced(receiver, {}, async (service) => {
      assert.equal((await service.request({ url: "/api/sessions" })).statusCode, 200);
    });
  });
});

test("commands to Redis are within the request, without the keys, which name people", async (context) => {
  const missing = await missingRedis();
  if (missing !== undefined) return context.skip(missing);
  await using receiver = await openOtlpReceiver();
  await traced(receiver, { env: { REDIS_URL } }, async (service) => {
    await throughServer(service.app, { url: "/api/analysis", headers: { traceparent: SAMPLED } });
    await throughServer(service.app, { url: "/api/trends", headers: { traceparent: SAMPLED } });
  });
  const commands = receiver.spans.filter(
    ({ attributes }) => attributes["db.system.name"] === "redis",
  );
  assert.ok(commands.some(({ traceId, kind }) => traceId === TRACE && kind === 3));
  assert.ok(commands.some(({ attributes }) => attributes["db.operation.name"] === "GET"));
  assert.ok(!receiver.everything().includes("pomodoro-ml:"), "a key");
});
