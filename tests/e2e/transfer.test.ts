import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { Readable } from "node:stream";
import { after, before, beforeEach, describe, test } from "node:test";
import fc from "fast-check";
import { DatabaseUnavailableError } from "../../src/db/errors.ts";
import { isNameText } from "../../src/domain/name-text.ts";
import { normalizeName } from "../../src/domain/normalize-name.ts";
import type { NewSession } from "../../src/domain/session.ts";
import type { ExportService } from "../../src/sessions/export-service.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { forEachDatabase, type OpenedDatabase } from "../support/databases.ts";
import { eventually } from "../support/eventually.ts";
import { sqliteBytes } from "../support/sqlite-bytes.ts";
import { zipBytes } from "../support/zip-bytes.ts";

const CSV = { "content-type": "text/csv" };
const HEADER = "start,duration_minutes,preset,category,task,rating,completed,notes\n";
const ROW = "2026-03-01T09:30:00+01:00,25,learning,SQL,Joins,80,true,fine\n";

/** A CSV file with one session an hour, as a stream that is made while it is read. */
function* hourly(rows: number): Generator<string> {
  yield "start,duration_minutes\n";
  for (let hour = 0; hour < rows; hour++) yield `${new Date(hour * 3_600_000).toISOString()},25\n`;
}

forEachDatabase((_name, open) => {
  describe("import and export over HTTP", () => {
    let opened: OpenedDatabase;
    let service: TestApp;
    let importUrl: string;

    before(async () => {
      opened = await open();
      service = await openTestApp({ url: opened.url });
      importUrl = `${await service.app.listen({ port: 0, host: "127.0.0.1" })}/api/sessions/import`;
    });
    beforeEach(async () => {
      await service.dependencies.sessions.deleteAll("default");
    });
    after(async () => {
      service.app.server.closeAllConnections();
      await service.close();
      await opened.close();
    });

    const importing = (
      payload: string | Readable,
      headers: Record<string, string> = CSV,
      query = "",
    ) => service.json({ method: "POST", url: `/api/sessions/import${query}`, headers, payload });
    const exported = async (query = "") =>
      (await service.app.inject({ url: `/api/sessions/export${query}` })).body;
    const count = () => service.dependencies.sessions.count("default");

    test("a file is stored and reported; the same file again adds nothing", async () => {
      const first = await importing(`${HEADER}${ROW}bad\n`);
      assert.equal(first.status, 200);
      assert.equal(first.body.imported, 1);
      assert.equal(first.body.first_start, "2026-03-01T09:30:00+01:00");
      assert.deepEqual(first.body.problems, [
        {
          line: 3,
          field: "line",
          code: "cell_count",
          message: "Has 1 cell where the header has 8.",
        },
      ]);
      const second = await importing(`${HEADER}${ROW}`);
      assert.deepEqual([second.body.imported, second.body.unchanged], [0, 1]);
      assert.equal(await count(), 1);
    });

    test("the report speaks the language of the request", async () => {
      const headers = { ...CSV, "accept-language": "cs" };
      const { body } = await importing(`${HEADER}2026-02-30T10:00Z,25,,,,,,\n`, headers);
      assert.match(JSON.stringify(body.problems), /Musí být čas podle RFC 3339/);
    });

    test("local times need ?timezone", async () => {
      const text = "start,duration_minutes\n2026-03-01T09:30,25\n";
      assert.equal((await importing(text)).body.rejected, 1);
      const { body } = await importing(text, CSV, "?timezone=America/New_York");
      assert.equal(body.first_start, "2026-03-01T15:30:00+01:00");
      const wrong = await importing(text, CSV, "?timezone=Mars");
      assert.equal(wrong.status, 400);
      assert.equal(wrong.body.code, "validation_failed");
    });

    test("NDJSON is read as what it is called", async () => {
      const headers = { "content-type": "application/x-ndjson; charset=utf-8" };
      const text = '{"start":"2026-03-01T09:30:00Z","duration_minutes":25}\nx\n';
      const { body } = await importing(text, headers);
      assert.deepEqual([body.format, body.imported, body.rejected], ["ndjson", 1, 1]);
    });

    test("rows of another user are rejected", async () => {
      const text = "start,duration_minutes,user\n2026-03-01T09:30Z,25,eva\n";
      assert.equal((await importing(text)).body.rejected, 1);
      assert.equal(await service.dependencies.sessions.count("eva"), 0);
    });

    for (const [name, headers] of [
      ["a picture", { "content-type": "image/png" }],
      ["a form", { "content-type": "multipart/form-data; boundary=x" }],
      ["no type at all", {}],
      ["compressed text", { ...CSV, "content-encoding": "gzip" }],
      ["another encoding", { "content-type": "text/csv; charset=windows-1250" }],
    ] as const) {
      test(`${name} is refused with 415 and a hint`, async () => {
        const { status, body } = await importing("{}", headers);
        assert.equal(status, 415);
        assert.equal(body.code, "import_media_type");
        assert.match(String(body.detail), /text\/csv/);
      });
    }

    test("a file of which nothing can be stored is no success, and the report is in the answer", async () => {
      const rows = "2026-02-03T09:30,25\n2026-02-30T09:30Z,25\n2026-02-03T10:30,25\n";
      const { status, body } = await importing(`start,duration_minutes\n${rows}`);
      assert.equal(status, 422);
      assert.equal(body.code, "import_nothing");
      assert.deepEqual([body.rows, body.imported, body.rejected], [3, 0, 3]);
      assert.match(
        JSON.stringify(body.problem_groups),
        /2 rows have times without a zone; send the file again with `\?timezone=Europe\/Prague`/,
      );
      assert.equal((await importing("start,duration_minutes\n")).status, 422);
    });

    test("lines that end with carriage returns alone are read", async () => {
      const text =
        "start,duration_minutes,category,rating\r2026-02-03T09:00Z,25,A,80\r2026-02-04T09:00Z,25,A,70\r";
      const { status, body } = await importing(text);
      assert.deepEqual([status, body.imported, body.ignored_columns], [200, 2, []]);
    });

    test("a header that holds data is refused", async () => {
      for (const header of [
        "start,duration_minutes,rating\u20282026-02-03T09:00Z,25,80\n",
        "start,duration_minutes,25\nx,y,z\n",
      ]) {
        const { status, body } = await importing(header);
        assert.equal(status, 422);
        assert.match(JSON.stringify(body.errors), /"field":"header","code":"header_data"/);
      }
    });

    test("a file without a header is refused as a whole", async () => {
      const { status, body } = await importing("name,age\nEva,3\n");
      assert.equal(status, 422);
      assert.equal(body.code, "import_unreadable");
      assert.match(JSON.stringify(body.errors), /"start","code":"column_missing"/);
      assert.equal((await importing("")).status, 422);
    });

    test("a ZIP archive and a database are read as they are", async () => {
      const database = sqliteBytes(
        "create table sessions (started_at, ended_at, round_type, duration_secs, completed)",
        "insert into sessions values (1772528400, 1772529900, 'work', 1500, 1)",
      );
      const archive = await zipBytes({ "own.csv": `${HEADER}${ROW}`, "pomotroid.db": database });
      const send = (bytes: Buffer, type: string) =>
        importing(Readable.from([bytes]), { "content-type": type });
      const first = await send(database, "application/vnd.sqlite3");
      assert.deepEqual([first.status, first.body.format], [200, "pomotroid"]);
      const second = await send(archive, "application/zip");
      const { format, imported, unchanged } = second.body;
      assert.deepEqual([format, imported, unchanged], ["zip", 1, 1]);
      const refused = await send(await zipBytes({ "a.txt": "a" }), "application/zip");
      assert.equal(refused.status, 422);
      assert.match(JSON.stringify(refused.body.errors), /a\.txt/);
      assert.equal(await count(), 2);
    });

    test("a body larger than any JSON may be is streamed", async () => {
      const { status, body } = await importing(Readable.from(hourly(100_000)));
      assert.deepEqual([status, body.imported], [200, 100_000]);
    });

    test("a client that leaves keeps what was stored, and can send the file again", async () => {
      const sent = httpRequest(importUrl, { method: "POST", headers: CSV });
      const text = [...hourly(5000)].join("");
      sent.on("error", () => {});
      sent.write(text.slice(0, -10));
      await eventually("a batch is stored", async () => (await count()) >= 1000, 10_000);
      const { promise: left, resolve } = Promise.withResolvers<void>();
      sent.on("close", resolve);
      sent.destroy();
      await left;
      const { body } = await importing(text);
      assert.equal(Number(body.imported) + Number(body.unchanged), 5000);
      assert.equal(await count(), 5000);
      assert.ok(!service.logText().includes("ML_ERROR"), "a client leaving is not our failure");
    });

    test("a broken header is answered although the client is still sending", async () => {
      const sent = httpRequest(importUrl, { method: "POST", headers: CSV });
      sent.write("name,age\n");
      const [answer] = await once(sent, "response");
      assert.equal(answer.statusCode, 422);
      sent.on("error", () => {});
      sent.destroy();
    });

    test("an export has a name, a type and bounds", async () => {
      await importing(`${HEADER}${ROW}2026-02-01T09:30:00+01:00,25,,,,,,\n`);
      const answer = await service.app.inject({ url: "/api/sessions/export?from=2026-03-01" });
      assert.equal(answer.headers["content-type"], "text/csv; charset=utf-8");
      assert.equal(answer.headers["content-disposition"], 'attachment; filename="sessions.csv"');
      const [header, row, end] = answer.body.split("\n");
      assert.equal(header, "id,start,duration_minutes,preset,category,task,rating,completed,notes");
      assert.match(row ?? "", /,2026-03-01T09:30:00\+01:00,25,learning,SQL,Joins,80,true,fine$/);
      assert.equal(end, "");
      assert.equal((await exported("?to=2026-02-28")).split("\n").length, 3);
      const wrong = await service.json({
        url: "/api/sessions/export?from=2026-03-02&to=2026-03-01",
      });
      assert.equal(wrong.status, 400);
    });

    test("an export without sessions is a header, or nothing", async () => {
      assert.equal((await exported()).split("\n").length, 2);
      assert.equal(await exported("?format=ndjson"), "");
    });

    test("what was exported and is imported into an empty database is the same", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(session, { maxLength: 30 }),
          fc.constantFrom("csv", "ndjson"),
          async (drafts, format) => {
            const { sessions } = service.dependencies;
            await sessions.deleteAll("default");
            await sessions.insert(unique(drafts), 0);
            const before = await all(service);
            const text = await exported(`?format=${format}`);
            await sessions.deleteAll("default");
            const type = format === "csv" ? "text/csv" : "application/x-ndjson";
            const { body } = await importing(text, { "content-type": type });
            assert.deepEqual(body.problems, []);
            assert.deepEqual(await all(service), before);
            const again = await importing(text, { "content-type": type });
            assert.deepEqual([again.body.unchanged, again.body.conflicts], [before.length, 0]);
          },
        ),
        { numRuns: 30 },
      );
    });
  });
});

test("an import whose database stops answering says how much is stored, and to try again", async () => {
  const service = await openTestApp({
    change: (dependencies) => ({
      ...dependencies,
      importService: {
        async importSessions(_source, { onProgress }) {
          onProgress?.({ bytes: 1, rows: 3000, imported: 2000 });
          throw new DatabaseUnavailableError("db.too_slow");
        },
      },
    }),
  });
  const url = "/api/sessions/import";
  const answer = await service.request({ method: "POST", url, headers: CSV, payload: HEADER });
  assert.equal(answer.statusCode, 503);
  assert.equal(answer.json().code, "import_interrupted");
  assert.match(answer.json().detail, /2,000 rows are stored/);
  assert.ok(answer.headers["retry-after"]);
  await service.close();
});

describe("an export that fails", () => {
  async function serve(exportSessions: ExportService["exportSessions"]) {
    const service = await openTestApp({
      change: (dependencies) => ({ ...dependencies, exportService: { exportSessions } }),
    });
    const address = await service.app.listen({ port: 0, host: "127.0.0.1" });
    return { service, url: `${address}/api/sessions/export` };
  }

  test("at the beginning is an error, not an empty file", async () => {
    // biome-ignore lint/correctness/useYield: the database fails before the first row
    const { service, url } = await serve(async function* () {
      throw new DatabaseUnavailableError("db.too_slow");
    });
    const answer = await fetch(url);
    assert.equal(answer.status, 503);
    assert.match(answer.headers.get("content-type") ?? "", /^application\/problem\+json/);
    assert.equal(answer.headers.get("content-disposition"), null);
    await service.close();
  });

  test("in the middle breaks the connection, so that half a file does not look whole", async () => {
    const { service, url } = await serve(async function* () {
      yield "id,start\n";
      await new Promise((resolve) => setImmediate(resolve));
      throw new DatabaseUnavailableError("db.too_slow");
    });
    const answer = await fetch(url, { headers: { "accept-encoding": "identity" } });
    assert.equal(answer.status, 200);
    await assert.rejects(answer.text());
    await service.close();
  });

  test("in the middle breaks the connection of a client that asked for gzip, too", async () => {
    const { promise: hasBegun, resolve: begin } = Promise.withResolvers<void>();
    const { service, url } = await serve(async function* () {
      // Does not shrink away: the beginning is sent before the end is there.
      yield randomBytes(1_000_000).toString("base64");
      await hasBegun;
      throw new DatabaseUnavailableError("db.too_slow");
    });
    const answer = await fetch(url, { headers: { "accept-encoding": "gzip" } });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("content-encoding"), "gzip");
    begin();
    await assert.rejects(answer.text());
    await service.close();
  });

  test("because the client leaves stops reading the database", async () => {
    const { promise: stopped, resolve } = Promise.withResolvers<void>();
    const { service, url } = await serve(async function* () {
      try {
        for (;;) yield "x".repeat(100_000);
      } finally {
        resolve();
      }
    });
    const abort = new AbortController();
    await fetch(url, { signal: abort.signal });
    abort.abort();
    await stopped;
    await service.close();
  });
});

/** Texts that CSV, spreadsheets and databases stumble over, but that may be stored. */
const storable = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ unit: "grapheme", maxLength }),
      fc.string({
        unit: fc.constantFrom("=", "'", '"', ",", "\n", "\r", "\t", "-", "ž", " "),
        maxLength: 9,
      }),
    )
    .map((text) => text.replaceAll("\0", "").slice(0, maxLength).toWellFormed())
    .filter((text) => text !== "");

/** Texts in their one spelling. */
const label = (maxLength: number) =>
  storable(maxLength)
    .map((text) => normalizeName(text).slice(0, maxLength).toWellFormed())
    .filter((text) => text !== "" && normalizeName(text) === text);

const name = (maxLength: number) => label(maxLength).filter(isNameText);

const session = fc.record({
  id: fc.uuid(),
  userId: fc.constant("default"),
  startedAtMs: fc.integer({ min: 0, max: Date.parse("2026-03-02T10:00:00Z") }),
  durationSeconds: fc.integer({ min: 1, max: 86_400 }),
  preset: name(50),
  category: name(100),
  task: fc.option(label(200)),
  rating: fc.option(fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100)),
  completed: fc.boolean(),
  notes: fc.option(storable(1000)),
});

function unique(drafts: readonly NewSession[]): NewSession[] {
  return [...new Map(drafts.map((draft) => [draft.id, draft])).values()];
}

async function all(service: TestApp) {
  const found = [];
  for await (const chunk of service.dependencies.sessions.stream("default", {}))
    found.push(...chunk);
  return found.map(({ createdAtMs: _created, updatedAtMs: _updated, ...rest }) => rest);
}
