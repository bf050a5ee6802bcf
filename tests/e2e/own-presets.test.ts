import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { forEachDatabase, type OpenedDatabase } from "../support/databases.ts";

const SHORT = { id: "25/5", name: "Short", work_minutes: 25, break_minutes: 5 };
const LONG = { id: "constructor", name: "Long", work_minutes: 50, break_minutes: 10 };

forEachDatabase((_name, open) => {
  describe("presets of a person's own", () => {
    let database: OpenedDatabase;
    let service: TestApp;

    before(async () => {
      database = await open();
      service = await openTestApp({ url: database.url });
    });
    after(async () => {
      await service.close();
      await database.close();
    });

    async function change(presets: unknown) {
      const payload = { presets };
      const answer = await service.request({ method: "PATCH", url: "/api/settings", payload });
      return { status: answer.statusCode, body: answer.json() };
    }

    async function ask(url: string) {
      const answer = await service.request({ url });
      assert.equal(answer.statusCode, 200, `${url}: ${answer.body}`);
      return answer.json();
    }

    test("are the four built-in ones until a list is chosen, and again when it is taken back", async () => {
      const builtIn = (await ask("/api/settings")).presets;
      assert.equal(builtIn.length, 4);
      const { body } = await change([{ ...SHORT, id: " 25/5\u00a0", name: "Cafe\u0301" }, LONG]);
      assert.deepEqual(body.presets, [{ ...SHORT, name: "Café" }, LONG]);
      assert.deepEqual(body.own, ["presets"]);
      assert.deepEqual((await ask("/api/settings")).presets, body.presets);
      assert.deepEqual((await change(null)).body.presets, builtIn);
    });

    test("are refused where they cannot be, naming what is wrong, and nothing is changed", async () => {
      const many = Array.from({ length: 13 }, (_, index) => ({ ...SHORT, id: `p${index}` }));
      for (const [presets, field, code] of [
        [[SHORT, { ...LONG, id: "__proto__" }], "presets[1].id", "preset_id"],
        [[SHORT, { ...LONG, id: "=cmd" }], "presets[1].id", "preset_id"],
        [[SHORT, { ...LONG, id: "25/5\u200b" }], "presets[1].id", "repeated"],
        [[{ ...SHORT, id: "<b>" }], "presets[0].id", "name_characters"],
        [[{ ...SHORT, id: "\u00a0" }], "presets[0].id", "min_length"],
        [[{ ...SHORT, name: "<script>" }], "presets[0].name", "name_characters"],
        [[{ ...SHORT, name: "a\u0000b" }], "presets[0].name", "text"],
        [[SHORT, { ...LONG, name: "\u200b" }], "presets[1].name", "min_length"],
        [[{ ...SHORT, name: "n".repeat(51) }], "presets[0].name", "max_length"],
        [[{ ...SHORT, work_minutes: 0 }], "presets[0].work_minutes", "minimum"],
        [[{ ...SHORT, work_minutes: 481 }], "presets[0].work_minutes", "maximum"],
        [[{ ...SHORT, work_minutes: 2.5 }], "presets[0].work_minutes", "type"],
        [[{ ...SHORT, break_minutes: -1 }], "presets[0].break_minutes", "minimum"],
        [[{ ...SHORT, break_minutes: 241 }], "presets[0].break_minutes", "maximum"],
        [[{ ...SHORT, colour: "red" }], "presets[0].colour", "unknown"],
        [[{ id: "a", name: "A", work_minutes: 5 }], "presets[0].break_minutes", "required"],
        [[], "presets", "min_items"],
        [many, "presets", "max_items"],
        ["25/5", "presets", "type"],
      ] as const) {
        const { status, body } = await change(presets);
        assert.equal(status, 400, JSON.stringify(presets));
        assert.deepEqual(
          [body.errors[0].field, body.errors[0].code],
          [field, code],
          JSON.stringify(presets),
        );
      }
      assert.deepEqual((await ask("/api/settings")).own, []);
    });

    test("go along when everything about the person is taken along", async () => {
      await change([SHORT, LONG]);
      const { body } = await service.request({ url: "/api/me/export" });
      const row = body.split("\n").find((line) => line.includes('"user_settings"')) ?? "";
      assert.deepEqual(JSON.parse(JSON.parse(row).presets), [
        { id: "25/5", name: "Short", workMinutes: 25, breakMinutes: 5 },
        { id: "constructor", name: "Long", workMinutes: 50, breakMinutes: 10 },
      ]);
      await change(null);
    });
  });
});
