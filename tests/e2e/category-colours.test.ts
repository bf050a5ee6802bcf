import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { COLOURS } from "../../src/domain/category-colour.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { newSession } from "../support/builders.ts";
import { cliFolder } from "../support/cli.ts";
import { forEachDatabase, type OpenedDatabase } from "../support/databases.ts";
import { ledTo, visitorOf } from "../support/page-forms.ts";

const WRITING = { category: "Writing", colour: "blue" };
const MAIL = { category: "Mail", colour: "olive" };

forEachDatabase((_name, open) => {
  describe("colours of categories", () => {
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

    async function change(category_colours: unknown) {
      const payload = { category_colours };
      const answer = await service.request({ method: "PATCH", url: "/api/settings", payload });
      return { status: answer.statusCode, body: answer.json() };
    }
    const settings = async () => (await service.json({ url: "/api/settings" })).body;
    const colours = async () => (await settings()).category_colours;
    const rename = (from: string, to: string) =>
      service.json({
        ...{ method: "POST", url: "/api/config/categories/rename", payload: { from, to } },
      });

    test("are none until some are chosen, and again when they are taken back", async () => {
      assert.deepEqual(await colours(), []);
      const { body } = await change([
        { category: " Cafe\u0301\u00a0", colour: "red" },
        { category: "__proto__", colour: "violet" },
      ]);
      const stored = [
        { category: "Café", colour: "red" },
        { category: "__proto__", colour: "violet" },
      ];
      assert.deepEqual([body.category_colours, body.own], [stored, ["category_colours"]]);
      assert.deepEqual(await colours(), stored);
      for (const nothing of [[], null]) {
        const { body: bare } = await change(nothing);
        assert.deepEqual([bare.category_colours, bare.own], [[], []]);
      }
    });

    test("fit for as many categories, with as long names, as the rules allow", async () => {
      const many = Array.from({ length: 50 }, (_, index) => ({
        category: `${index}`.padEnd(100, '"'),
        colour: COLOURS[index % COLOURS.length],
      }));
      assert.deepEqual((await change(many)).body.category_colours, many);
      await change(null);
    });

    test("are refused where they cannot be, naming what is wrong, and nothing is changed", async () => {
      const many = Array.from({ length: 51 }, (_, index) => ({ ...MAIL, category: `c${index}` }));
      for (const [given, field, code] of [
        [[WRITING, { ...MAIL, colour: "#f00" }], "category_colours[1].colour", "allowed_values"],
        [[WRITING, { ...WRITING }], "category_colours[1].category", "repeated"],
        [[{ ...MAIL, category: "<b>" }], "category_colours[0].category", "name_characters"],
        [[{ ...MAIL, category: "\u200b" }], "category_colours[0].category", "min_length"],
        [[{ ...MAIL, category: "x".repeat(101) }], "category_colours[0].category", "max_length"],
        [[{ category: "Mail" }], "category_colours[0].colour", "required"],
        [[{ ...MAIL, shade: 1 }], "category_colours[0].shade", "unknown"],
        [many, "category_colours", "max_items"],
        [{ Mail: "olive" }, "category_colours", "type"],
      ] as const) {
        const { status, body } = await change(given);
        assert.equal(status, 400, JSON.stringify(given));
        assert.deepEqual([body.errors[0].field, body.errors[0].code], [field, code]);
      }
      assert.deepEqual((await settings()).own, []);
    });

    test("follow a renamed category, and of two that become one the new name's stays", async () => {
      await change([WRITING, MAIL]);
      await rename("Writing", "Texts");
      assert.deepEqual(await colours(), [{ category: "Texts", colour: "blue" }, MAIL]);
      await rename("Texts", "Reading");
      await rename("Reading", "Mail");
      assert.deepEqual(await colours(), [MAIL]);
      await rename("Mail", "Mail");
      await rename("Unknown", "Mail");
      assert.deepEqual(await colours(), [MAIL]);
      await change(null);
    });

    test("are no nonsense that other programs have written into the table", async () => {
      const { executor } = database.database;
      for (const [text, expected] of [
        ["{}", []],
        ["no list", []],
        [JSON.stringify([1, { category: "<b>", colour: "red" }, MAIL, MAIL]), [MAIL]],
        [JSON.stringify([{ ...MAIL, colour: "url(x)" }]), []],
      ] as const) {
        const row = { user_id: "default", category_colours: text };
        await executor
          .insertInto("user_settings")
          .values(row)
          .onConflict((all) => all.column("user_id").doUpdateSet(row))
          .execute();
        // A write of the service's own makes it read what others have written.
        const payload = { language: null };
        await service.request({ method: "PATCH", url: "/api/settings", payload });
        assert.deepEqual(await colours(), expected, text);
      }
      await change(null);
    });

    test("are taken along in a person's export, and imported once", async () => {
      await change([WRITING, MAIL]);
      const { body: payload } = await service.request({ url: "/api/me/export" });
      const send = async () =>
        (
          await service.json({
            ...{ method: "POST", url: "/api/sessions/import", payload },
            headers: { "content-type": "application/x-ndjson" },
          })
        ).body.settings;
      const counts = { imported: 0, unchanged: 1, conflicts: 0, rejected: 0 };
      assert.deepEqual(await send(), counts);
      await change(null);
      assert.deepEqual(await send(), { ...counts, imported: 1, unchanged: 0 });
      assert.deepEqual(await colours(), [WRITING, MAIL]);
      await change([WRITING]);
      assert.deepEqual(await send(), { ...counts, unchanged: 0, conflicts: 1 });
      await change(null);
    });

    test("are chosen by a form, and mark categories on every page that lists them", async () => {
      const nowMs = service.clock.now();
      const hoursAgo = (hours: number) => nowMs - hours * 3_600_000;
      await service.dependencies.sessions.insert(
        [
          newSession({ startedAtMs: hoursAgo(4), category: "Writing", rating: 80 }),
          newSession({ startedAtMs: hoursAgo(3), category: "Mail", rating: 60, completed: false }),
          newSession({ startedAtMs: hoursAgo(2), category: "Reading", rating: 50 }),
        ],
        nowMs,
      );
      const visitor = visitorOf(service, "en");
      const plain = await visitor.get("/ui/settings");
      assert.doesNotMatch(plain.body, /class="category/);
      const fields: [string, string][] = [
        ...[["category", "Writing"] as [string, string], ["colour", "blue"] as [string, string]],
        ...[["category", "Mail"] as [string, string], ["colour", "olive"] as [string, string]],
        ...[["category", "Reading"] as [string, string], ["colour", ""] as [string, string]],
      ];
      const done = await visitor.post("/ui/colours?lang=en", fields);
      assert.equal(ledTo(done, "/ui/colours"), "/ui/settings?lang=en&done=colours");
      assert.deepEqual(await colours(), [WRITING, MAIL]);
      const { body } = await visitor.get(ledTo(done, "/ui/colours"));
      assert.match(body, /role="status">Saved\. Pages show/);
      assert.match(
        body,
        /<span class="category c-blue">Writing<\/span> <select name="colour"[^>]*>(?:(?!<\/select>).)*value="blue" selected/,
      );
      assert.match(body, /<label>Reading <select/);
      const list = (await visitor.get("/ui/sessions")).body;
      assert.match(list, /<td><span class="category c-olive">Mail<\/span><\/td>/);
      assert.match(list, /<td>Reading<\/td>/);
      const today = (await visitor.get("/ui")).body;
      assert.match(today, /<rect class="bar c-blue"/);
      assert.match(today, /<rect class="outside c-olive"/);
      assert.match(today, /<rect class="bar" [^>]*Reading/);
      assert.match(today, /<td><span class="category c-blue">Writing, 52 min<\/span>/);
      const patterns = (await visitor.get("/ui/patterns")).body;
      assert.match(patterns, /<b><span class="category c-blue">Writing<\/span><\/b>/);
    });

    test("are refused beside their field, in the person's language", async () => {
      for (const [language, sentence] of [
        ["en", "Must be one of"],
        ["cs", "Musí být"],
      ] as const) {
        const visitor = visitorOf(service, language);
        await visitor.get("/ui/settings");
        const refused = await visitor.post("/ui/colours", [
          ...[["category", "Mail"] as const, ["colour", ""] as const],
          ...[["category", "Writing"] as const, ["colour", '"><i>'] as const],
        ]);
        assert.equal(refused.statusCode, 400);
        assert.match(refused.body, /name="colour" aria-describedby="about-colour-1" aria-invalid/);
        assert.match(refused.body, new RegExp(`about-colour-1"><b class="fault">${sentence}`));
        assert.doesNotMatch(refused.body, /"><i>/);
      }
    });
  });
});

test("the command sets colours of categories, shows them, and names the colours there are", async () => {
  using cli = cliFolder();
  const set = await cli.run(["settings", "set", "--category-colours", "A=b=blue,Mail=olive"]);
  assert.equal(set.code, 0, set.stderr);
  assert.match(set.stdout, /Colours of categories: A=b=blue, Mail=olive \(own choice\)/);
  const wrong = await cli.run(["settings", "set", "--category-colours", "Mail=grey"]);
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /blue, teal, green, olive, orange, red, pink, violet/);
  const reset = await cli.run(["settings", "reset", "category-colours"]);
  assert.match(reset.stdout, /Colours of categories: – \(none\)/);
});
