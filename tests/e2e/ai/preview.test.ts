import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { TEXT_CAPABILITIES } from "../../../src/domain/text-capability.ts";
import { draftsOf } from "../../support/ai/drafts-of.ts";
import { openProviderDouble, type ProviderDouble } from "../../support/ai/provider-double.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";
import { newSession } from "../../support/builders.ts";
import { storeSessions } from "../../support/stored-histories.ts";

const DAY_MS = 86_400_000;

async function openService(double: ProviderDouble, policy: string): Promise<TestApp> {
  const service = await openTestApp({
    env: {
      ...{ AI_PROVIDER: "cloud", AI_API_KEY: "k", AI_API_URL: double.cloudUrl },
      ...{ AI_SEND_NOTES: policy, AI_CLOUD_MODEL: "double-1" },
    },
  });
  const nowMs = service.clock.now();
  const noted = (daysAgo: number, notes: string) =>
    newSession({ startedAtMs: nowMs - daysAgo * DAY_MS - 7_200_000, notes, category: "Learning" });
  await storeSessions(service.dependencies, [noted(1, "new canary"), noted(20, "old canary")]);
  return service;
}

for (const [policy, shown, hidden] of [
  ["none", [], ["new canary", "old canary"]],
  ["recent", ["new canary"], ["old canary"]],
  ["all", ["new canary", "old canary"], []],
] as const) {
  describe(`what would leave with AI_SEND_NOTES=${policy}`, () => {
    let double: ProviderDouble;
    let service: TestApp;
    before(async () => {
      double = await openProviderDouble();
      double.answer((question) => JSON.stringify(draftsOf(question)));
      service = await openService(double, policy);
    });
    after(async () => {
      await service.close();
      await double.close();
    });

    test("is shown for each capability, and nothing is sent", async () => {
      for (const capability of TEXT_CAPABILITIES) {
        const url = `/api/ai/preview/${capability}?topic=Indexes&category=Learning`;
        const { status, body } = await service.json({ url });
        assert.equal(status, 200, capability);
        assert.equal(body.capability, capability);
        const text = JSON.stringify(body.messages);
        if (capability !== "extract_topics") {
          for (const note of shown) assert.ok(text.includes(note), `${capability} ${note}`);
        }
        for (const note of hidden) assert.ok(!text.includes(note), `${capability} ${note}`);
      }
      assert.equal(double.received.length, 0);
    });

    test("is, word for word, what the question then sends", async () => {
      const { body } = await service.json({ url: "/api/ai/preview/evening_review" });
      await service.json({ url: "/api/ai/evening-review" });
      const sent = Object(double.received.at(-1)?.body).messages;
      assert.deepEqual(body.messages, sent);
    });
  });
}

describe("a preview", () => {
  let service: TestApp;
  before(async () => {
    service = await openTestApp();
  });
  after(() => service.close());

  test("without a model says that nothing would be sent", async () => {
    const { body } = await service.json({ url: "/api/ai/preview/motivation?mood=calm" });
    assert.deepEqual([body.sent, body.provider, body.estimated_cost_usd], [false, null, 0]);
    assert.match(JSON.stringify(body.messages), /calm/);
  });

  test("refuses what the capability's own route refuses, by name", async () => {
    for (const [path, field] of [
      ["expand_suggestion", "topic"],
      ["morning_briefing?date=2027-01-01", "date"],
      ["horoscope", "capability"],
    ] as const) {
      const { status, body } = await service.json({ url: `/api/ai/preview/${path}` });
      assert.equal(status, 400, path);
      assert.match(JSON.stringify(body.errors), new RegExp(`"field":"${field}"`));
    }
  });
});
