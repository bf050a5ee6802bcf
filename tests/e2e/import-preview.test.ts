import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import fc from "fast-check";
import { openTestApp, type TestApp } from "../support/app.ts";
import { forEachDatabase, type OpenedDatabase } from "../support/databases.ts";

const CSV = { "content-type": "text/csv" };
const HEADER = "start,duration_minutes,category,task,rating\n";

forEachDatabase((_name, open) => {
  describe("a preview", () => {
    let opened: OpenedDatabase;
    let service: TestApp;

    before(async () => {
      opened = await open();
      service = await openTestApp({ url: opened.url });
    });
    afterEach(() => service.dependencies.sessionService.deleteAll("default"));
    after(async () => {
      await service.close();
      await opened.close();
    });

    const send = (payload: string, query = "") =>
      service.json({
        ...{ method: "POST", url: `/api/sessions/import${query}`, headers: CSV, payload },
      });
    const count = () => service.dependencies.sessions.count("default");

    test("stores nothing, and shows what would be stored", async () => {
      const rows = "2026-03-01T09:00:00+01:00,25,SQL,Joins,80\nbad\n2026-03-01 10:00,50,,,\n";
      const { status, body } = await send(
        HEADER + rows,
        "?preview=true&timezone=America%2FNew_York",
      );
      assert.equal(status, 200);
      assert.deepEqual([body.rows, body.imported, body.rejected, body.import_id], [3, 2, 1, null]);
      assert.equal(body.format, "csv");
      const { timezone, sessions, overlap } = Object(body.preview);
      assert.equal(timezone, "America/New_York");
      assert.deepEqual(overlap, { sessions: 0, minutes: 0 });
      const [first, second] = sessions;
      assert.deepEqual(first, {
        id: first.id,
        start: "2026-03-01T09:00:00+01:00",
        end: "2026-03-01T09:25:00+01:00",
        duration_minutes: 25,
        preset: "deep_work",
        category: "SQL",
        task: "Joins",
        rating: 80,
        completed: true,
        notes: null,
      });
      assert.deepEqual([second.start, second.category], ["2026-03-01T16:00:00+01:00", "Other"]);
      assert.equal(await count(), 0);
      assert.deepEqual((await service.json({ url: "/api/imports" })).body.imports, []);
      const { sessions: ids } = Object((await service.json({ url: "/api/sessions" })).body);
      assert.deepEqual(ids, []);
    });

    test("shows the first ten rows in the order of the file", async () => {
      const days = Array.from({ length: 28 }, (_, index) => String(28 - index).padStart(2, "0"));
      const rows = days.map((day) => `2026-02-${day}T09:00:00+01:00,25,A,,\n`).join("");
      const { body } = await send(HEADER + rows, "?preview=true");
      const { sessions } = Object(body.preview);
      assert.equal(body.imported, 28);
      assert.deepEqual(
        sessions.map(({ start }: { start: string }) => start.slice(8, 10)),
        days.slice(0, 10),
      );
    });

    test("says how much of it another program has tracked as well", async () => {
      await send(`${HEADER}2026-03-01T09:00:00+01:00,60,Editor,,\n`);
      const rows = [
        "2026-03-01T09:00:00+01:00,60,Editor,,",
        "2026-03-01T09:30:00+01:00,60,Writing,,",
        "2026-03-01T09:50:00+01:00,20,Mail,,",
        "2026-03-01T12:00:00+01:00,20,Mail,,",
      ];
      const { body } = await send(`${HEADER}${rows.join("\n")}\n`, "?preview=true");
      assert.deepEqual([body.unchanged, body.imported], [1, 3]);
      assert.deepEqual(Object(body.preview).overlap, { sessions: 2, minutes: 40 });
    });

    test("of a file of which nothing can be used is refused as the import is", async () => {
      assert.equal((await send("name,age\nEva,3\n", "?preview=true")).status, 422);
      const rejected = await send(`${HEADER}2026-02-30T09:00Z,25,,,\n`, "?preview=true");
      assert.deepEqual([rejected.status, rejected.body.code], [422, "import_nothing"]);
      assert.equal((await send(HEADER, "?preview=maybe")).status, 400);
    });

    test("counts as the import then does, whatever is there and however rows repeat", async () => {
      const row = fc.record({
        id: fc.constantFrom("", ...[1, 2, 3].map((n) => `7c9e6679-7425-40de-944b-e07fc1f90ae${n}`)),
        hour: fc.integer({ min: 10, max: 13 }),
        rating: fc.constantFrom("", "80"),
      });
      const text = (rows: readonly { id: string; hour: number; rating: string }[]) =>
        `id,start,duration_minutes,rating\n${rows
          .map(({ id, hour, rating }) => `${id},2026-03-01T${hour}:00:00Z,25,${rating}\n`)
          .join("")}`;
      await fc.assert(
        fc.asyncProperty(
          fc.array(row, { minLength: 1, maxLength: 8 }),
          fc.array(row, { minLength: 1, maxLength: 8 }),
          async (there, file) => {
            await service.dependencies.sessionService.deleteAll("default");
            await send(text(there));
            const stored = await count();
            const { preview, ...foretold } = (await send(text(file), "?preview=true")).body;
            assert.ok(preview);
            assert.equal(await count(), stored);
            const done = (await send(text(file))).body;
            assert.deepEqual({ ...foretold, import_id: done.import_id }, done);
          },
        ),
        { numRuns: 25 },
      );
    });
  });
});
