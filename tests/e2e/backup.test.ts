import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { restoreBackup, writeBackup } from "../../src/db/backup/backup-file.ts";
import { BackupFileError } from "../../src/db/backup/backup-file-error.ts";
import { fillDemo } from "../../src/demo/fill-demo.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { cliFolder } from "../support/cli.ts";
import { forEachDatabase, type OpenTestDatabase } from "../support/databases.ts";

/** What tells of the process and not of what is stored. */
const OF_THE_PROCESS =
  /^\/(metrics|readyz|livez|health|api\/health|api\/cache|api\/ai|(?:api|ui)\/events|api\/me|ui\/everything|docs|openapi|favicon)/;

/** Addresses with parameters, for the routes that need them. */
const WITH_PARAMETERS = [
  "/api/sessions?limit=200",
  "/api/sessions/export?format=ndjson",
  "/api/wellness/2026-02-27",
  "/api/weekly-insights/2026-02-23",
  "/api/theme-recommendation/2026-03-03",
  "/api/prediction/week?start_date=2026-03-02",
  "/api/models/session-predictor/explain?date=2026-03-02",
  "/api/trends?days=90",
];

/** Each visitor's own, and the id of a session that a form would begin. */
const FORM_TOKEN = /name="(?:form_token|id)" value="[^"]+"/g;

async function answersOf(service: TestApp): Promise<Map<string, unknown>> {
  const plain = service.routes
    .filter(({ method, url }) => method === "GET" && !url.includes(":"))
    .map(({ url }) => url)
    .filter((url) => url !== "/" && !OF_THE_PROCESS.test(url));
  const answers = new Map<string, unknown>();
  for (const url of [...plain, ...WITH_PARAMETERS]) {
    const headers = { "x-request-id": "the-same-for-both" };
    const { statusCode, body } = await service.app.inject({ url, headers });
    answers.set(url, [statusCode, body.replaceAll(FORM_TOKEN, "")]);
  }
  return answers;
}

const folder = () => mkdtempSync(join(tmpdir(), "pomodoro-backup-"));

/** A service with an invented year, settings and retried writes. */
async function filledService(url: string): Promise<TestApp> {
  const service = await openTestApp({ url });
  const chosen = await service.json({
    method: "PATCH",
    url: "/api/settings",
    payload: {
      ...{ timezone: "Pacific/Auckland", day_start_hour: 4, language: "cs" },
      category_colours: [{ category: 'Café "', colour: "teal" }],
    },
  });
  assert.equal(chosen.status, 200);
  await fillDemo(service.dependencies, "default", 7);
  const written = await service.json({
    method: "POST",
    url: "/api/sessions",
    headers: { "idempotency-key": "once" },
    payload: {
      start: "2026-03-01T09:00:00.250+01:00",
      duration_minutes: 25,
      category: "Café",
      notes: 'with\nlines, "quotes" and 日本語',
      rating: 0,
    },
  });
  assert.equal(written.status, 201);
  const imported = await service.json({
    method: "POST",
    url: "/api/sessions/import",
    headers: { "content-type": "text/csv" },
    payload: "start,duration_minutes\n2026-03-01T07:00:00Z,25\n",
  });
  assert.equal(imported.status, 200);
  return service;
}

async function moveBetween(from: OpenTestDatabase, to: OpenTestDatabase): Promise<void> {
  const place = folder();
  const source = await from();
  const target = await to();
  const before = await filledService(source.url);
  const path = join(place, "backup");
  try {
    const written = await writeBackup(source.database, path);
    assert.ok(written.sessions > 1000 && written.wellness_checkins > 0);
    assert.deepEqual([written.idempotency_records, written.imports], [1, 1]);
    assert.equal((statSync(path).mode & 0o777).toString(8), "600");
    assert.deepEqual(await restoreBackup(target.database, path), written);
    const after = await openTestApp({ url: target.url });
    const expected = await answersOf(before);
    assert.ok(expected.size > 20);
    for (const [url, answer] of await answersOf(after)) {
      assert.deepEqual(answer, expected.get(url), url);
    }
    const { body } = await after.json({ url: "/api/imports" });
    assert.ok(Array.isArray(body.imports));
    const url = `/api/imports/${body.imports[0].id}`;
    assert.equal((await after.json({ method: "DELETE", url })).body.removed, 1);
    await after.close();
  } finally {
    await before.close();
    await source.close();
    await target.close();
    rmSync(place, { recursive: true });
  }
}

forEachDatabase((kind, open) => {
  forEachDatabase((_, openOther) => {
    test(`answers after a restore equal answers before, from ${kind}`, () =>
      moveBetween(open, openOther));
  });

  test("a file that is not whole, changed, or no backup stores nothing", async () => {
    const place = folder();
    const source = await open();
    const target = await open();
    const path = join(place, "backup");
    try {
      await (await filledService(source.url)).close();
      await writeBackup(source.database, path);
      const text = readFileSync(path, "utf8");
      for (const [trouble, content] of [
        ["cut", text.slice(0, text.length / 2)],
        ["cut", text.slice(0, text.lastIndexOf("\n", text.length - 2) + 1)],
        ["changed", text.replace("Café", "Cafe")],
        ["unknown", "start,duration_minutes\n"],
        ["unknown", ""],
        ["newer", text.replace('"version":1', '"version":2')],
      ] as const) {
        writeFileSync(path, content);
        await assert.rejects(
          restoreBackup(target.database, path),
          (error) =>
            error instanceof BackupFileError &&
            (error.trouble === trouble || error.trouble === "cut"),
          trouble,
        );
      }
      writeFileSync(path, text);
      await assert.rejects(restoreBackup(source.database, path), BackupFileError);
      const { sessions } = await restoreBackup(target.database, path);
      assert.ok(sessions > 0);
    } finally {
      await source.close();
      await target.close();
      rmSync(place, { recursive: true });
    }
  });

  test("the commands work beside a running service, which sees what is restored", async () => {
    const source = await open();
    const target = await open();
    using cli = cliFolder();
    try {
      const env = { DATABASE_URL: source.url, WORKERS: "1" };
      const filled = await cli.run(["demo"], env);
      assert.equal(filled.code, 0, filled.stderr);
      const server = await cli.serve([], env);
      const saved = await cli.run(["backup", "b.jsonl", "--json"], env);
      assert.equal(saved.code, 0, saved.stderr);
      const { counts } = JSON.parse(saved.stdout);
      const other = await cli.serve([], { ...env, DATABASE_URL: target.url });
      const restored = await cli.run(["restore", "b.jsonl"], { DATABASE_URL: target.url });
      assert.equal(restored.code, 0, restored.stderr);
      assert.match(restored.stdout, /^Restored [\d,]+ sessions/);
      const again = await cli.run(["restore", "b.jsonl"], { DATABASE_URL: target.url });
      assert.equal(again.code, 1);
      assert.match(again.stderr, /The database is not empty/);
      const [one, two] = await Promise.all(
        [server, other].map(async ({ address }) =>
          (await fetch(`${address}/api/sessions?limit=200`)).text(),
        ),
      );
      assert.equal(two, one);
      const third = await open();
      const moved = await cli.run(["move", "--to", third.url], env);
      assert.equal(moved.code, 0, moved.stderr);
      const left = await cli.run(["export", "--format", "ndjson"], { DATABASE_URL: third.url });
      assert.equal(left.stdout.trim().split("\n").length, counts.sessions);
      assert.equal(await server.stop(), 0);
      assert.equal(await other.stop(), 0);
      await third.close();
    } finally {
      await source.close();
      await target.close();
    }
  });
});
