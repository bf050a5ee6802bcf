import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { newSession } from "../support/builders.ts";
import { forEachDatabase, type OpenedDatabase } from "../support/databases.ts";
import { ledTo, visitorOf } from "../support/page-forms.ts";
import { askAs, newPerson, type Person } from "../support/two-people.ts";

const COLOURS = [
  { category: "Café", colour: "teal" },
  { category: '"; drop', colour: "pink" },
];
const NDJSON = { "content-type": "application/x-ndjson" };
const JSON_TYPE = { "content-type": "application/json" };

async function choose(service: TestApp, person: Person, category_colours: unknown) {
  const payload = { category_colours };
  const answer = await askAs(service, person, { method: "PATCH", url: "/api/settings", payload });
  assert.equal(answer.statusCode, 200, answer.body);
}

const settingsOf = async (service: TestApp, person: Person) =>
  (await askAs(service, person, { url: "/api/settings" })).json();
const coloursOf = async (service: TestApp, person: Person) =>
  (await settingsOf(service, person)).category_colours;

forEachDatabase((_name, open) => {
  describe("chosen colours of categories", () => {
    let database: OpenedDatabase;
    let service: TestApp;
    before(async () => {
      database = await open();
      service = await openTestApp({ url: database.url, env: { POMODORO_AUTH: "keys" } });
    });
    after(async () => {
      await service.close();
      await database.close();
    });

    async function sendFile(person: Person, payload: string, headers: object, query = "") {
      const answer = await askAs(service, person, {
        ...{ method: "POST", url: `/api/sessions/import${query}`, payload },
        headers: { ...headers },
      });
      return { status: answer.statusCode, body: answer.json() };
    }

    test("come from another person's export of either kind as they were, and not by a preview", async () => {
      const from = await newPerson(service, "from");
      await choose(service, from, COLOURS);
      for (const [name, url, headers] of [
        ["everything", "/api/me/export", NDJSON],
        ["json", "/api/sessions/export?format=json", JSON_TYPE],
      ] as const) {
        const to = await newPerson(service, name);
        const { body: file } = await askAs(service, from, { url });
        const looked = await sendFile(to, file, headers, "?preview=true");
        assert.equal(looked.body.settings.imported, 1, name);
        assert.deepEqual(await coloursOf(service, to), [], name);
        const sent = await sendFile(to, file, headers);
        assert.equal(sent.body.settings.imported, 1, JSON.stringify(sent.body));
        assert.deepEqual(await coloursOf(service, to), COLOURS, name);
      }
    });

    test("that break a rule in a file are named, and nothing of them is stored", async () => {
      const person = await newPerson(service, "wrong");
      const { body: exported } = await askAs(service, person, { url: "/api/me/export" });
      const fileWith = (colours: unknown) =>
        exported.replace(
          /^\{"type":"settings".*$/m,
          () => `${JSON.stringify({ type: "settings", category_colours: colours })}`,
        );
      for (const [given, field, code] of [
        [[COLOURS[0], { category: "Mail", colour: "grey" }], "[1].colour", "allowed_values"],
        [[COLOURS[0], COLOURS[0]], "[1].category", "repeated"],
        [[{ category: "<b>", colour: "red" }], "[0].category", "name_characters"],
        [[{ colour: "red" }], "[0].category", "required"],
        ["red", "", "type"],
      ] as const) {
        const { body } = await sendFile(person, fileWith(given), NDJSON);
        const [found] = body.problems;
        assert.deepEqual([found?.field, found?.code], [`category_colours${field}`, code]);
        assert.deepEqual((await settingsOf(service, person)).own, []);
      }
    });

    test("are erased with the person", async () => {
      const person = await newPerson(service, "gone");
      await choose(service, person, COLOURS);
      const asked = { method: "DELETE", url: "/api/me?confirm=delete-all" } as const;
      const erased = await askAs(service, person, asked);
      assert.ok(erased.statusCode < 300, erased.body);
      const rows = await database.database.executor
        .selectFrom("user_settings")
        .select("category_colours")
        .where("user_id", "=", person.userId)
        .execute();
      assert.deepEqual(rows, []);
    });
  });

  test("the colour of a category without sessions stays, is offered to be taken back, and is back with them", async () => {
    const database = await open();
    const service = await openTestApp({ url: database.url });
    const visitor = visitorOf(service);
    const payload = { category_colours: COLOURS };
    await service.json({ method: "PATCH", url: "/api/settings", payload });
    const session = newSession({
      startedAtMs: service.clock.now() - 7_200_000,
      category: "Café",
    });
    const write = () => service.dependencies.sessions.insert([session], service.clock.now());
    await write();
    const marked = /class="category c-teal">Café/;
    assert.match((await visitor.get("/ui/sessions")).body, marked);
    const remove = () => service.request({ method: "DELETE", url: `/api/sessions/${session.id}` });
    assert.equal((await remove()).statusCode, 204);
    const { body } = await visitor.get("/ui/settings");
    assert.match(body, /class="category c-teal">Café<\/span> <select/);
    await write();
    assert.match((await visitor.get("/ui/sessions")).body, marked);
    await remove();
    await visitor.get("/ui/settings");
    const sent = await visitor.post("/ui/colours", [
      ...[["category", "Café"] as const, ["colour", ""] as const],
      ...[["category", '"; drop'] as const, ["colour", "pink"] as const],
    ]);
    const after = (await visitor.get(ledTo(sent, "/ui/colours"))).body;
    assert.doesNotMatch(after, /Café/);
    assert.match(after, /c-pink/);
    await service.close();
    await database.close();
  });
});
