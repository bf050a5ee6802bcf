import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { sessionInput } from "../support/builders.ts";
import { forEachDatabase, type OpenedDatabase } from "../support/databases.ts";

const HOUR_MS = 3_600_000;

forEachDatabase((_name, open) => {
  let database: OpenedDatabase;
  let service: TestApp;
  let keys = 0;

  before(async () => {
    database = await open();
    service = await openTestApp({ url: database.url });
  });
  after(async () => {
    await service.close();
    await database.close();
  });
  beforeEach(async () => {
    await service.request({ method: "DELETE", url: "/api/sessions?confirm=delete-all" });
  });

  const newKey = () => `key-${++keys}`;
  const post = (payload: object, key: string, url = "/api/sessions", language = "en") =>
    service.request({
      method: "POST",
      url,
      payload,
      headers: { "idempotency-key": key, "accept-language": language },
    });
  async function count(): Promise<number> {
    const { sessions } = (await service.json({ url: "/api/sessions?limit=200" })).body;
    assert.ok(Array.isArray(sessions));
    return sessions.length;
  }

  describe("a request with an Idempotency-Key", () => {
    test("sent again gets the stored answer word for word, marked as such", async () => {
      const key = newKey();
      const first = await post(sessionInput({ rating: 12.5 }), key);
      service.clock.advance(HOUR_MS);
      const second = await post(sessionInput({ rating: 12.5 }), key);
      assert.equal(first.statusCode, 201);
      assert.equal(first.headers["idempotency-replayed"], undefined);
      assert.equal(second.statusCode, 201);
      assert.equal(second.headers["idempotency-replayed"], "true");
      assert.equal(second.headers.location, first.headers.location);
      assert.equal(second.body, first.body);
      assert.equal(await count(), 1);
    });

    test("is the same request when only the order of members differs", async () => {
      const key = newKey();
      await post({ start: "2026-03-02T08:00:00Z", duration_minutes: 5, rating: 1 }, key);
      const again = await post(
        { rating: 1, duration_minutes: 5, start: "2026-03-02T08:00:00Z" },
        key,
      );
      assert.equal(again.headers["idempotency-replayed"], "true");
    });

    test("is refused when the key comes with another body, and stores nothing", async () => {
      const key = newKey();
      await post(sessionInput(), key);
      const other = await post(sessionInput({ rating: 1 }), key);
      assert.equal(other.statusCode, 422);
      assert.equal(other.json().code, "idempotency_key_reused");
      assert.equal(await count(), 1);
    });

    test("does not meet the same key on another route", async () => {
      const key = newKey();
      await post(sessionInput(), key);
      const batch = await post({ sessions: [sessionInput()] }, key, "/api/sessions/batch");
      assert.equal(batch.statusCode, 200);
      assert.equal(batch.headers["idempotency-replayed"], undefined);
      assert.equal(await count(), 2);
    });

    test("repeats a batch's report, in the language in which it was given", async () => {
      const key = newKey();
      const body = { sessions: [sessionInput(), { rating: 500 }] };
      const first = await post(body, key, "/api/sessions/batch", "cs");
      const second = await post(body, key, "/api/sessions/batch", "en");
      assert.equal(second.body, first.body);
      assert.match(second.body, /nejvýše 100/);
      assert.equal(second.headers["content-language"], "cs");
      assert.equal(await count(), 1);
    });

    test("that failed leaves the key free for the corrected request", async () => {
      const key = newKey();
      assert.equal((await post(sessionInput({ rating: 500 }), key)).statusCode, 400);
      assert.equal((await post(sessionInput({ rating: 50 }), key)).statusCode, 201);
    });

    test("is forgotten after 24 hours, and not before", async () => {
      const key = newKey();
      await post(sessionInput(), key);
      service.clock.advance(24 * HOUR_MS - 1);
      assert.equal((await post(sessionInput(), key)).headers["idempotency-replayed"], "true");
      service.clock.advance(120_000);
      const later = await post(sessionInput(), key);
      assert.equal(later.statusCode, 201);
      assert.equal(later.headers["idempotency-replayed"], undefined);
      assert.equal(await count(), 2);
    });

    test("sent fifty times at once is stored once, and all get the same answer", async () => {
      const key = newKey();
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => post(sessionInput(), key)),
      );
      assert.deepEqual([...new Set(answers.map(({ statusCode }) => statusCode))], [201]);
      assert.equal(new Set(answers.map(({ body }) => body)).size, 1);
      assert.equal(
        answers.filter(({ headers }) => headers["idempotency-replayed"] === undefined).length,
        1,
      );
      assert.equal(await count(), 1);
    });

    test("must have a key that a header can carry", async () => {
      for (const key of ["", "x".repeat(256), "a b", "klíč"]) {
        const answer = await post(sessionInput(), key);
        assert.equal(answer.statusCode, 400, key);
        assert.equal(answer.json().errors[0].field, "idempotency-key");
      }
      assert.equal(await count(), 0);
    });
  });
});
