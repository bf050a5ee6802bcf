import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../../support/app.ts";

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
