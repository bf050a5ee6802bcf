import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { asObject } from "../../scripts/openapi/json.ts";
import { PERSON_TABLES } from "../../src/domain/person-tables.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { cliFolder } from "../support/cli.ts";
import { forEachDatabase } from "../support/databases.ts";
import { seededRandom } from "../support/random.ts";
import { askAs, newPerson, type Person, writeSomething } from "../support/two-people.ts";

const SESSIONS = "/api/sessions?limit=200";
const CHECKINS = "/api/wellness?from=2026-02-01&to=2026-03-01";

async function filled(service: TestApp, name: string): Promise<Person> {
  const person = await newPerson(service, name);
  const random = seededRandom(3);
  for (let count = 0; count < 20; count += 1) await writeSomething(service, person, random);
  const csv = "start,duration_minutes\n2026-01-05T08:00:00Z,25\n";
  const sent = await askAs(service, person, {
    ...{ method: "POST", url: "/api/sessions/import", payload: csv },
    headers: { "content-type": "text/csv" },
  });
  assert.equal(sent.statusCode, 200, sent.body);
  const repeatable = await askAs(service, person, {
    ...{ method: "POST", url: "/api/sessions", headers: { "idempotency-key": "once" } },
    payload: { start: "2026-02-01T07:00:00.250Z", duration_minutes: 25, rating: 0, notes: "ž\n" },
  });
  assert.equal(repeatable.statusCode, 201, repeatable.body);
  return person;
}

function linesOf(text: string): Record<string, unknown>[] {
  assert.ok(text.endsWith("\n"));
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

const textOf = async (service: TestApp, person: Person, url: string) =>
  (await askAs(service, person, { url })).body;

/** What two services show of the same person, but for when it was written. */
async function recordedOf(service: TestApp, person: Person): Promise<string> {
  const shown = [await textOf(service, person, SESSIONS), await textOf(service, person, CHECKINS)];
  return shown.join("\n").replaceAll(/"(created|updated)_at":"[^"]*"/g, '"$1_at":""');
}

forEachDatabase((_name, open) => {
  test("a person takes along all that is stored about them, and nothing of anybody else", async () => {
    const database = await open();
    const service = await openTestApp({ url: database.url, env: { POMODORO_AUTH: "keys" } });
    try {
      const ada = await filled(service, "ada");
      const bob = await filled(service, "bob");
      const answer = await askAs(service, ada, { url: "/api/me/export" });
      assert.equal(answer.statusCode, 200);
      assert.match(String(answer.headers["content-type"]), /^application\/x-ndjson/);
      assert.ok(!answer.body.includes(bob.marker));
      assert.ok(!/[\da-f]{64}/.test(answer.body.match(/"type":"api_keys".*/)?.[0] ?? ""), "a hash");
      const lines = linesOf(answer.body);
      assert.deepEqual(lines.at(-1), { type: "end", lines: lines.length });
      const { type, format, version, user } = lines[0] ?? {};
      assert.deepEqual(
        { type, format, version, user },
        { type: "export", format: "pomodoro-ml-person", version: 1, user: ada.userId },
      );
      const counts = Map.groupBy(lines, (line) => String(line.type));
      assert.equal(counts.get("session")?.length, 22);
      for (const name of [
        "check_in",
        "user_settings",
        "imports",
        "idempotency_records",
        "api_keys",
      ]) {
        assert.ok((counts.get(name)?.length ?? 0) > 0, name);
      }
      const known = new Set(PERSON_TABLES.map((table) => table.name));
      for (const name of counts.keys()) {
        assert.ok(known.has(name) || /^(export|session|check_in|settings|end)$/.test(name), name);
      }
    } finally {
      await service.close();
      await database.close();
    }
  });

  test("what was taken along is imported elsewhere, once", async () => {
    const [from, to] = [await open(), await open()];
    const env = { POMODORO_AUTH: "keys" };
    const source = await openTestApp({ url: from.url, env });
    const target = await openTestApp({ url: to.url, env });
    try {
      const ada = await filled(source, "ada");
      const elsewhere = await newPerson(target, "eve");
      const payload = await textOf(source, ada, "/api/me/export");
      const importInto = async (query: string) => {
        const { statusCode, body } = await askAs(target, elsewhere, {
          ...{ method: "POST", url: `/api/sessions/import${query}`, payload },
          headers: { "content-type": "application/x-ndjson" },
        });
        assert.equal(statusCode, 200, body);
        const result = asObject(JSON.parse(body));
        const { rows, imported, unchanged, rejected } = result;
        const restored = [asObject(result.checkins), asObject(result.settings)];
        return { rows, imported, unchanged, rejected, restored };
      };
      const days = linesOf(payload).filter(({ type }) => type === "check_in").length;
      const all = { rows: 22, imported: 22, unchanged: 0, rejected: 0 };
      const chosen = Object.keys(
        linesOf(payload).find(({ type }) => type === "settings") ?? {},
      ).length;
      const taken = (count: number) => ({
        imported: count,
        unchanged: 0,
        conflicts: 0,
        rejected: 0,
      });
      const restored = [taken(days), taken(chosen - 1)];
      assert.deepEqual(await importInto("?preview=true"), { ...all, restored });
      assert.deepEqual(await importInto(""), { ...all, restored });
      assert.equal(await recordedOf(target, elsewhere), await recordedOf(source, ada));
      assert.deepEqual(await importInto(""), {
        ...{ rows: 22, imported: 0, unchanged: 22, rejected: 0 },
        restored: [days, chosen - 1].map((count) => ({ ...taken(0), unchanged: count })),
      });
    } finally {
      await source.close();
      await target.close();
      await from.close();
      await to.close();
    }
  });

  test("the commands do the same, and name a check-in that cannot be one", async () => {
    const [from, to] = [await open(), await open()];
    const service = await openTestApp({ url: from.url, env: { POMODORO_AUTH: "keys" } });
    using cli = cliFolder();
    try {
      const ada = await filled(service, "ada");
      const taken = await cli.run(["users", "export", ada.userId, "--output", "ada.ndjson"], {
        DATABASE_URL: from.url,
      });
      assert.equal(taken.code, 0, taken.stderr);
      const file = join(cli.path, "ada.ndjson");
      const text = readFileSync(file, "utf8");
      writeFileSync(file, text.replace(/"mood":\d+/, '"mood":101'));
      const env = { DATABASE_URL: to.url };
      const stored = await cli.run(["import", "ada.ndjson", "--user", "ada"], env);
      assert.equal(stored.code, 0, stored.stderr);
      assert.match(stored.stdout, /22 rows: 22 imported/);
      assert.match(stored.stdout, /mood: Must be at most 100/);
      const listed = await cli.run(["users", "list", "--json"], env);
      assert.equal(JSON.parse(listed.stdout).users[0].sessions, 22);
    } finally {
      await service.close();
      await from.close();
      await to.close();
    }
  });
});
