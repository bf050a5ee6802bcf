import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { sql } from "kysely";
import { openTestApp, type TestApp } from "../support/app.ts";
import { newSession } from "../support/builders.ts";
import { forEachDatabase, type OpenedDatabase } from "../support/databases.ts";
import { ledTo, visitorOf } from "../support/page-forms.ts";

const url = "/api/config/categories/rename";

/** Three categories in turn, twice a day, rated by category. */
function historyOf(first: string, nowMs: number) {
  const names = [first, "Mail", "Reading"];
  return Array.from({ length: 90 }, (_, index) =>
    newSession({
      startedAtMs: nowMs - (1 + index) * 43_200_000,
      ...{ category: names[index % 3] ?? "", rating: 40 + 20 * (index % 3) },
    }),
  );
}

forEachDatabase((_name, open) => {
  describe("a category that is renamed", () => {
    let database: OpenedDatabase;
    let service: TestApp;
    before(async () => {
      database = await open();
      service = await openTestApp({ url: database.url });
      const nowMs = service.clock.now();
      await service.dependencies.sessions.insert(historyOf("Coding", nowMs), nowMs);
    });
    after(async () => {
      await service.close();
      await database.close();
    });

    const rename = (from: unknown, to: unknown) =>
      service.json({ method: "POST", url, payload: { from, to } });
    const ask = async (path: string) => (await service.json({ url: path })).body;
    async function counts(): Promise<Record<string, number>> {
      const { body } = await service.json({ url: "/api/sessions?limit=200" });
      assert.ok(Array.isArray(body.sessions));
      const all: Record<string, number> = {};
      for (const { category } of body.sessions) all[category] = (all[category] ?? 0) + 1;
      return all;
    }
    const learned = async () =>
      Object.keys(Object(await ask("/api/analysis")).analysis.productivity_by_category).toSorted();

    test("is so in all sessions, in what is learned, in the list and in the current session, once", async () => {
      assert.deepEqual(await learned(), ["Coding", "Mail", "Reading"]);
      await service.json({
        ...{ method: "POST", url: "/api/config/categories" },
        payload: { categories: ["Mail", "Coding", "Rest"] },
      });
      await service.json({
        ...{ method: "PUT", url: "/api/sessions/current", payload: { category: "Coding" } },
      });
      assert.deepEqual(await rename(" Coding\u00a0", "Programova\u0301ni\u0301"), {
        status: 200,
        body: { status: "ok", from: "Coding", to: "Programování", sessions: 30 },
      });
      assert.deepEqual(await counts(), { Programování: 30, Mail: 30, Reading: 30 });
      const { sessions } = await ask("/api/sessions?category=Programov%C3%A1n%C3%AD&limit=1");
      assert.ok(Array.isArray(sessions));
      const [{ created_at: created, updated_at: updated }] = sessions;
      assert.equal(Date.parse(updated) - Date.parse(created), 1);
      assert.deepEqual(await learned(), ["Mail", "Programování", "Reading"]);
      assert.deepEqual((await ask("/api/config/categories")).categories, [
        ...["Mail", "Programování", "Rest"],
      ]);
      assert.equal((await ask("/api/sessions/current")).category, "Programování");
      const again = await rename("Coding", "Programování");
      assert.deepEqual([again.status, again.body.sessions], [200, 0]);
      await service.request({ method: "DELETE", url: "/api/sessions/current" });
    });

    test("is as if it had always been called so: every model says the same of a history with that name", async () => {
      const other = await openTestApp();
      const nowMs = other.clock.now();
      await other.dependencies.sessions.insert(historyOf("Programování", nowMs), nowMs);
      const categories = ["Mail", "Programování", "Rest"];
      const chosen = { method: "POST", url: "/api/config/categories" } as const;
      await other.json({ ...chosen, payload: { categories } });
      for (const path of ["/api/analysis", "/api/theme-productivity", "/api/debug/diversity"]) {
        assert.deepEqual(await ask(path), (await other.json({ url: path })).body, path);
      }
      await other.close();
    });

    test("becomes one with another of that name, in whatever way other programs have spelled it", async () => {
      const { executor } = service.dependencies.database;
      await sql`update sessions set category = ${"Reading "} where category = ${"Reading"}`.execute(
        executor,
      );
      const { body } = await rename("Reading", "Mail");
      assert.equal(body.sessions, 30);
      assert.deepEqual(await counts(), { Programování: 30, Mail: 60 });
    });

    test("is of one person", async () => {
      await service.dependencies.sessions.insert(
        [newSession({ userId: "other", category: "Mail" })],
        service.clock.now(),
      );
      await rename("Mail", "Post");
      const { executor } = service.dependencies.database;
      const { rows } = await sql<{ category: string }>`
        select category from sessions where user_id = 'other'`.execute(executor);
      assert.deepEqual(
        rows.map(({ category }) => category),
        ["Mail"],
      );
      await rename("Post", "Mail");
    });

    test("is refused where the name cannot be stored, and nothing is changed", async () => {
      const before = await counts();
      for (const [from, to, field, code] of [
        ["Mail", "", "to", "min_length"],
        ["Mail", "<b>", "to", "name_characters"],
        ["Mail", "x".repeat(101), "to", "max_length"],
        ["Mail", 5, "to", "type"],
        ["\u200b", "Post", "from", "min_length"],
        [undefined, "Post", "from", "required"],
      ] as const) {
        const { status, body } = await rename(from, to);
        assert.equal(status, 400);
        assert.ok(Array.isArray(body.errors));
        assert.deepEqual([body.errors[0].field, body.errors[0].code], [field, code]);
      }
      assert.deepEqual(await counts(), before);
    });
  });
});

test("a category is renamed on the page of settings, which says what cannot be beside the field", async () => {
  const service = await openTestApp();
  const visitor = visitorOf(service, "cs");
  assert.match((await visitor.get("/ui/settings")).body, /Žádné sezení zatím nemá kategorii/);
  const nowMs = service.clock.now();
  await service.dependencies.sessions.insert(
    [newSession({ startedAtMs: nowMs - 7_200_000, category: "Coding" })],
    nowMs,
  );
  assert.match((await visitor.get("/ui/settings")).body, /<option value="Coding">Coding<\/option>/);
  const refused = await visitor.post("/ui/categories", [
    ["from", "Coding"],
    ["to", "<b>"],
  ]);
  assert.equal(refused.statusCode, 400);
  assert.match(refused.body, /name="to" value="&lt;b&gt;"[^>]*aria-invalid/);
  const done = await visitor.post("/ui/categories", [
    ["from", "Coding"],
    ["to", "Psaní"],
  ]);
  const { body } = await visitor.get(ledTo(done, "/ui/categories"));
  assert.match(body, /role="status">Přejmenováno/);
  assert.match(body, /<option value="Psaní">/);
  await service.close();
});
