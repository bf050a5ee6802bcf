import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { forEachDatabase, type OpenedDatabase } from "../support/databases.ts";
import { identifyByHeader } from "../support/identify-by-header.ts";

const TABLE = "Begun;Took (h);Client\n2026-03-01T09:00:00Z;0,5;ACME\n2026-03-01T10:00:00Z;1;ACME\n";
const COLUMNS = { start: "Begun", duration: "Took (h)", category: "Client" };
const QUERY = `?${new URLSearchParams(
  Object.entries(COLUMNS).map(([field, column]) => [`map.${field}`, column]),
)}`;

forEachDatabase((_name, open) => {
  describe("a table that nobody knows", () => {
    let opened: OpenedDatabase;
    let service: TestApp;

    before(async () => {
      opened = await open();
      service = await openTestApp({ url: opened.url, identify: identifyByHeader("x-user") });
    });
    after(async () => {
      await service.close();
      await opened.close();
    });

    const send = (user: string, payload: string, query = "") =>
      service.json({
        ...{ method: "POST", url: `/api/sessions/import${query}`, payload },
        headers: { "content-type": "text/csv", "x-user": user },
      });

    test("is read once its columns are named, and from then on without", async () => {
      assert.equal((await send("ada", TABLE)).status, 422);
      const { status, body } = await send("ada", TABLE, QUERY);
      assert.deepEqual([status, body.imported], [200, 2]);
      assert.deepEqual(body.mapping, { from: "given", columns: COLUMNS });
      const url = "/api/sessions?limit=1";
      const list = await service.request({ url, headers: { "x-user": "ada" } });
      const [{ category, duration_minutes }] = list.json().sessions;
      assert.deepEqual([category, duration_minutes], ["ACME", 60]);

      const more = TABLE.replaceAll("2026-03-01", "2026-02-28").toUpperCase();
      const again = await send("ada", more);
      assert.deepEqual([again.status, again.body.imported], [200, 2]);
      assert.deepEqual(again.body.mapping, { from: "remembered", columns: COLUMNS });
    });

    test("is known to whoever named its columns, and to nobody else", async () => {
      await send("eva", TABLE, QUERY);
      assert.equal((await send("jan", TABLE)).status, 422);
    });

    test("can be named anew, which is remembered in place of what was said before", async () => {
      await send("ivo", TABLE, QUERY.replace("map.category", "map.task"));
      const { body } = await send("ivo", TABLE, QUERY);
      assert.deepEqual([body.imported, Object(body.mapping).from], [2, "given"]);
      const { body: again } = await send("ivo", TABLE);
      assert.deepEqual(Object(again.mapping).columns, COLUMNS);
    });

    test("is not remembered by a preview, nor when nothing of it could be used", async () => {
      const { body } = await send("uma", TABLE, `${QUERY}&preview=true`);
      assert.deepEqual([body.imported, Object(body.mapping).from], [2, "given"]);
      assert.equal((await send("uma", TABLE)).status, 422);
      const wrong = "?map.start=Client&map.duration=Begun";
      assert.equal((await send("uma", TABLE, wrong)).body.code, "import_nothing");
      assert.deepEqual((await send("uma", TABLE)).body.code, "import_unreadable");
    });

    test("is refused when a column is not there or a field is none, with what there is", async () => {
      const { status, body } = await send("ada", TABLE, "?map.start=Begin&map.end=Begun");
      assert.equal(status, 422);
      assert.deepEqual(body.errors, [
        {
          field: "map.start",
          code: "column_unknown",
          message: "The header has no column Begin; it has: Begun, Took (h), Client.",
        },
      ]);
      const unknown = await send("ada", TABLE, "?map.begin=Begun");
      assert.deepEqual([unknown.status, unknown.body.code], [400, "validation_failed"]);
      const named = await send("ada", TABLE, `${QUERY}&format=toggl`);
      assert.equal(named.status, 422);
    });

    test("of which there are very many is forgotten, the oldest first", async () => {
      const { importMappings } = service.dependencies;
      for (let index = 0; index < 102; index += 1) {
        await importMappings.save("zoe", `header ${index}`, { start: "At" }, index);
      }
      const kept = [...(await importMappings.list("zoe")).keys()];
      assert.equal(kept.length, 100);
      assert.ok(!kept.includes("header 1") && kept.includes("header 2"));
    });
  });
});
