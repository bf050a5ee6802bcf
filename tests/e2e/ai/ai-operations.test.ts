import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openProviderDouble, type ProviderDouble } from "../../support/ai/provider-double.ts";
import { KEY_CANARY } from "../../support/ai/provider-faults.ts";
import { briefing, GOOD_TEXTS } from "../../support/ai/writing-stage.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";
import { eventually } from "../../support/eventually.ts";
import { readScrape } from "../../support/scrape.ts";

const words = {
  greeting: "Good morning, have a calm start.",
  motivation: "A quiet step after another.",
};

function withProvider(double: ProviderDouble): Record<string, string> {
  return {
    AI_PROVIDER: "cloud",
    AI_API_KEY: KEY_CANARY,
    AI_API_URL: double.cloudUrl,
    AI_CLOUD_MODEL: "double-1",
    POMODORO_AI_DAILY_BUDGET_USD: "2",
    POMODORO_AI_PRICES: "double-1=1/2",
  };
}

describe("without a language model", () => {
  let service: TestApp;
  before(async () => {
    service = await openTestApp();
  });
  after(() => service.close());

  test("health says so, in both languages, and is no failure", async () => {
    const { status, body } = await service.json({ url: "/api/ai/health" });
    assert.equal(status, 200);
    assert.equal(body.status, "not_configured");
    assert.equal(body.ai_provider, "ollama");
    assert.equal(body.ollama_connected, false);
    assert.deepEqual(body.providers, []);
    const czech = await service.json({
      url: "/api/ai/health",
      headers: { "accept-language": "cs" },
    });
    assert.match(String(czech.body.message), /šablon/);
  });

  test("nothing was spent", async () => {
    const { body } = await service.json({ url: "/api/ai/usage" });
    assert.equal(Object(body.today).cost_usd, 0);
    assert.deepEqual(body.by_capability, []);
    assert.equal(Object(body.remaining_usd).all, 1);
  });
});

describe("with a language model", () => {
  let double: ProviderDouble;
  let service: TestApp;
  before(async () => {
    double = await openProviderDouble();
    service = await openTestApp({ env: withProvider(double) });
    double.answer(JSON.stringify(words));
    const written = await service.dependencies.textWriting.writer.write(
      briefing({ userId: "default" }),
    );
    assert.equal(written.source, "model", JSON.stringify(written));
    await service.dependencies.textWriting.settled();
  });
  after(async () => {
    await service.close();
    await double.close();
  });

  test("usage says what it cost, by capability", async () => {
    const { body } = await service.json({ url: "/api/ai/usage" });
    assert.deepEqual(body.today, {
      ...{ calls: 1, failures: 0, input_tokens: 400, output_tokens: 80, cost_usd: 0.00056 },
    });
    assert.equal(Object(body.by_capability)[0].capability, "morning_briefing");
    assert.equal(Object(body.remaining_usd).all, 2 - 0.00056);
  });

  test("health knows it from traffic, and lists models that a free request found", async () => {
    await service.json({ url: "/api/ai/v2/health" });
    await eventually(
      "the models are listed",
      async () => {
        const { body } = await service.json({ url: "/api/ai/v2/health" });
        return JSON.stringify(body.available_models) === '["double-1"]';
      },
      2000,
    );
    const { body } = await service.json({ url: "/api/ai/v2/health" });
    assert.equal(body.status, "healthy");
    assert.equal(body.cloud_api_url, `127.0.0.1:${double.port}`);
    assert.equal(Object(body.cache_status).total_cached, 1);
    assert.equal(double.received.length, 1);
  });

  test("the metrics have the names that dashboards know", async () => {
    const answer = await service.app.inject({ url: "/metrics" });
    const { types } = readScrape(answer.body);
    assert.deepEqual([...types].filter(([name]) => name.startsWith("ml_ai_")).sort(), [
      ["ml_ai_answers_total", "counter"],
      ["ml_ai_breaker_state", "gauge"],
      ["ml_ai_briefings_ahead_total", "counter"],
      ["ml_ai_budget_remaining_usd", "gauge"],
      ["ml_ai_cost_usd_total", "counter"],
      ["ml_ai_errors_total", "counter"],
      ["ml_ai_request_duration_seconds", "histogram"],
      ["ml_ai_requests_total", "counter"],
      ["ml_ai_tokens_input_total", "counter"],
      ["ml_ai_tokens_output_total", "counter"],
      ["ml_ai_violations_total", "counter"],
    ]);
    for (const line of [
      'ml_ai_requests_total{provider="cloud",endpoint="morning_briefing"} 1',
      'ml_ai_tokens_input_total{provider="cloud",model="double-1",endpoint="morning_briefing"} 400',
      'ml_ai_cost_usd_total{provider="cloud",model="double-1"} 0.00056',
      'ml_ai_answers_total{endpoint="morning_briefing",source="model"} 1',
      'ml_ai_breaker_state{provider="cloud"} 0',
    ]) {
      assert.ok(answer.body.includes(line), `${line} is missing`);
    }
  });

  test("a kept answer is in the cache's status and goes when it is told to", async () => {
    const status = await service.json({ url: "/api/ai/cache-status" });
    assert.equal(Object(status.body.caches)[0].type, "morning_briefing");
    const other = await service.json({
      ...{ method: "POST", url: "/api/ai/invalidate-cache", payload: { type: "motivation" } },
    });
    assert.equal(other.body.invalidated_count, 0);
    const { body } = await service.json({ method: "POST", url: "/api/ai/invalidate-cache" });
    assert.equal(body.invalidated_count, 1);
  });

  test("neither key nor texts are in the log, whatever the provider says", async () => {
    double.behave((response) => {
      response.writeHead(401, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { message: `wrong key ${KEY_CANARY}` } }));
    });
    await service.dependencies.textWriting.writer.write(
      briefing({ userId: "default", factsFingerprint: "another" }),
    );
    const health = await service.app.inject({ url: "/api/ai/health" });
    for (const secret of [KEY_CANARY, "second chapter", GOOD_TEXTS.greeting]) {
      assert.ok(!service.logText().includes(secret), secret);
      assert.ok(!health.body.includes(secret), secret);
    }
    assert.equal(health.json().status, "error");
    assert.equal(health.json().providers[0].breaker, "misconfigured");
  });
});
