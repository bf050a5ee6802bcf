import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { assertContract } from "../support/assert-contract.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

describe("POST /api/train", () => {
  let service: TestApp;
  beforeEach(async () => {
    service = await openTestApp();
  });
  afterEach(() => service.close());

  const train = () => service.json({ method: "POST", url: "/api/train" });

  for (const [name, history] of Object.entries(HISTORIES)) {
    test(`says what it read, on ${name}`, async () => {
      const sessions = history(service.clock.now());
      await storeSessions(service.dependencies, sessions);
      const { status, body } = await train();
      assert.equal(status, 200);
      assertContract(body, "train");
      assert.equal(body.sessions_analyzed, sessions.length);
      const rated = sessions.filter(({ rating }) => rating !== null).length;
      assert.equal(body.sessions_with_rating, rated);
      assert.equal(body.matches, true);
      assert.equal(body.status, sessions.length === 0 ? "no_data" : "success");
      assert.equal(typeof body.message, sessions.length === 0 ? "string" : "undefined");
    });
  }

  test("runs once for all who ask at the same time, and changes no answer", async () => {
    await storeSessions(
      service.dependencies,
      HISTORIES["a rich year"]?.(service.clock.now()) ?? [],
    );
    const before = (await service.request({ url: "/api/prediction/week" })).body;
    const reports = await Promise.all([train(), train(), train()]);
    assert.deepEqual(reports[1], reports[0]);
    assert.deepEqual(reports[2], reports[0]);
    assert.equal((await service.request({ url: "/api/prediction/week" })).body, before);
  });
});
