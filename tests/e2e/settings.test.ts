import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { sql } from "kysely";
import { settingsRepository } from "../../src/repositories/settings-repository.ts";
import { versionRepository } from "../../src/repositories/version-repository.ts";
import { openTestApp } from "../support/app.ts";
import { assertContract } from "../support/assert-contract.ts";
import { newSession } from "../support/builders.ts";
import { forEachDatabase } from "../support/databases.ts";
import { serviceOn } from "../support/service-on.ts";
import { storeSessions } from "../support/stored-histories.ts";

const url = "/api/config/categories";

forEachDatabase((name, open) => {
  const { service, database } = serviceOn(open);
  beforeEach(() => service().json({ method: "POST", url, payload: { categories: [] } }));

  const post = (payload: unknown) =>
    service().json({
      method: "POST",
      url,
      headers: { "content-type": "application/json" },
      payload: JSON.stringify(payload),
    });
  const list = async () => (await service().json({ url })).body;
  const generatorCategories = async () =>
    (await service().json({ url: "/api/debug/diversity" })).body.ai_generator_categories;

  describe("categories", () => {
    test("are stored, and the same after a restart", async () => {
      const categories = ["Čeština", "__proto__", "{x}", "🍅"];
      const { status, body } = await post({ categories });
      assert.equal(status, 200);
      assertContract(body, "set_categories");
      assert.deepEqual(body.categories, categories);
      assert.equal(body.categories_count, 4);
      const restarted = await openTestApp({ url: database().url });
      assert.deepEqual((await restarted.json({ url })).body, { categories, source: "configured" });
      await restarted.close();
    });

    test("a change, whoever makes it, is in the next answer", async () => {
      await post({ categories: ["One"] });
      assert.deepEqual(await generatorCategories(), ["One"]);
      await post({ categories: ["Two", "Three"] });
      assert.deepEqual(await generatorCategories(), ["Two", "Three"]);
      const { executor, kind } = service().dependencies.database;
      const versions = versionRepository(executor, kind);
      const version = await versions.read("default");
      await sql`update user_settings set categories = '["By hand"]' where user_id = 'default'`.execute(
        executor,
      );
      assert.ok((await versions.read("default")) > version);
      await sql`delete from user_settings where user_id = 'default'`.execute(executor);
      assert.ok((await versions.read("default")) > version + 1);
    });

    test("belong to one person", async () => {
      const settings = settingsRepository(service().dependencies.database.executor);
      await settings.replaceCategories("somebody else", ["Theirs"]);
      await post({ categories: ["Mine"] });
      assert.deepEqual(await settings.findCategories("somebody else"), ["Theirs"]);
      assert.deepEqual((await list()).categories, ["Mine"]);
    });

    test("reading changes nothing", async () => {
      await post({ categories: ["Mine"] });
      await service().json({ url: "/api/debug/diversity?categories=Other,Else" });
      assert.deepEqual((await list()).categories, ["Mine"]);
    });

    test("are those of the person's sessions while none were chosen", async () => {
      await storeSessions(service().dependencies, [newSession({ category: "Database" })]);
      service().clock.advance(1000);
      assert.deepEqual(await list(), { categories: ["Database"], source: "sessions" });
      await service().dependencies.sessions.deleteAll("default");
    });

    test("lose blanks around them and repetitions", async () => {
      const { body } = await post({ categories: [" A ", "B", "A"] });
      assert.deepEqual(body.categories, ["A", "B"]);
    });

    test("an empty object and unknown members are fine, as they were", async () => {
      assert.deepEqual((await post({})).body.categories, []);
      assert.deepEqual((await post({ categories: ["A"], more: true })).body.categories, ["A"]);
    });

    test("what is no list of names is refused and stores nothing", async () => {
      await post({ categories: ["Kept"] });
      const wrong: unknown[] = [
        { categories: null },
        { categories: "A" },
        { categories: [1] },
        { categories: [null] },
        { categories: [""] },
        { categories: ["  "] },
        { categories: ["a\0b"] },
        { categories: ["\ud800"] },
        { categories: ["x".repeat(101)] },
        { categories: Array.from({ length: 101 }, (_, index) => `c${index}`) },
        [],
        "text",
        null,
      ];
      for (const payload of wrong) {
        const { status, body } = await post(payload);
        assert.equal(status, 400, JSON.stringify(payload));
        assert.equal(typeof body.error, "string");
      }
      assert.deepEqual((await list()).categories, ["Kept"]);
    });

    test(`a hundred names of a hundred characters fit, on ${name}`, async () => {
      const categories = Array.from({ length: 100 }, (_, index) =>
        `${index}${"🍅".repeat(90)}`.padEnd(100, "ž"),
      ).map((text) => [...text].slice(0, 100).join(""));
      assert.deepEqual((await post({ categories })).body.categories, categories);
      assert.deepEqual((await list()).categories, categories);
    });
  });
});
