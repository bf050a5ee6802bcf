import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, afterEach, before, describe, test } from "node:test";
import { sql } from "kysely";
import { openTestApp, type TestApp } from "../support/app.ts";
import { forEachDatabase, type OpenedDatabase } from "../support/databases.ts";
import { identifyByHeader } from "../support/identify-by-header.ts";

const HEADER = "start,duration_minutes,category,rating,notes\n";
const MORNING = `${HEADER}2026-03-01T09:00:00+01:00,25,A,80,\n2026-03-01T10:00:00+01:00,25,B,,\n`;
const EVENING = `${HEADER}2026-03-01T19:00:00+01:00,25,A,,\n`;

async function* bytesOf(...pieces: readonly string[]) {
  for (const piece of pieces) yield Buffer.from(piece);
}

forEachDatabase((_name, open) => {
  describe("imports", () => {
    let opened: OpenedDatabase;
    let service: TestApp;

    before(async () => {
      opened = await open();
      service = await openTestApp({ url: opened.url, identify: identifyByHeader("x-user") });
    });
    afterEach(async () => {
      for (const user of ["default", "eva", "jan"]) {
        await service.dependencies.sessionService.deleteAll(user);
      }
    });
    after(async () => {
      await service.close();
      await opened.close();
    });

    const as = (user: string) => ({ "x-user": user });
    async function imported(payload: string, user = "default", type = "text/csv") {
      const { body } = await service.json({
        method: "POST",
        url: "/api/sessions/import",
        headers: { "content-type": type, ...as(user) },
        payload,
      });
      return body;
    }
    async function listed(user = "default", query = ""): Promise<Record<string, unknown>[]> {
      const { status, body } = await service.json({
        url: `/api/imports${query}`,
        headers: as(user),
      });
      assert.equal(status, 200);
      assert.ok(Array.isArray(body.imports));
      return body.imports;
    }
    const checkin = (url: string, given: { payload?: object; method?: "PUT" } = {}) =>
      service.json({ url: `/api/wellness/${url}`, ...given });
    const undo = (id: unknown, user = "default") =>
      service.json({ method: "DELETE", url: `/api/imports/${id}`, headers: as(user) });
    async function sessionsOf(user = "default") {
      const answer = await service.request({ url: "/api/sessions", headers: as(user) });
      return answer.json<{ sessions: { id: string; category: string }[] }>().sessions;
    }
    const categories = async (user?: string) =>
      (await sessionsOf(user)).map(({ category }) => category).toSorted();

    test("that stored something have an id and are listed, newest first", async () => {
      const first = await imported(`${MORNING}bad\n`);
      service.clock.advance(60_000);
      const second = await imported(EVENING);
      const nothing = await imported(EVENING);
      assert.deepEqual([nothing.import_id, nothing.unchanged], [null, 1]);
      const [newest, oldest, ...others] = await listed();
      assert.deepEqual(others, []);
      assert.equal(newest?.id, second.import_id);
      assert.deepEqual(oldest, {
        id: first.import_id,
        started_at: "2026-03-02T12:00:00+01:00",
        finished_at: "2026-03-02T12:00:00+01:00",
        format: "csv",
        file_name: null,
        rows: 3,
        imported: 2,
        unchanged: 0,
        conflicts: 0,
        rejected: 1,
        removed: 0,
        kept: 0,
        checkins: { imported: 0, removed: 0, kept: 0 },
        undone_at: null,
      });
    });

    test("are undone: what they added is gone, what others added and what was changed since stays", async () => {
      await imported(EVENING);
      const { import_id } = await imported(MORNING);
      const changed = (await sessionsOf()).find(({ category }) => category === "B");
      await service.json({
        method: "PATCH",
        url: `/api/sessions/${changed?.id}`,
        payload: { rating: 60 },
      });
      const { status, body } = await undo(import_id);
      assert.equal(status, 200);
      assert.deepEqual([body.removed, body.kept], [1, 1]);
      assert.ok(body.undone_at);
      assert.deepEqual(await categories(), ["A", "B"]);
      assert.deepEqual((await undo(import_id)).body, body);
      assert.deepEqual((await listed()).map(({ removed, kept }) => [removed, kept]).toSorted(), [
        [0, 0],
        [1, 1],
      ]);
    });

    test("keep a session that was deleted and restored, but none of another person", async () => {
      const { import_id } = await imported(EVENING);
      const { sessionService } = service.dependencies;
      const { sessions } = await sessionService.list("default", { limit: 1 });
      const id = sessions[0]?.id ?? "";
      const { session, origin } = await sessionService.take("default", id);
      const { created_at, updated_at, end, ...content } = session;
      assert.equal(origin.importId, import_id);
      const later = service.clock.now() + 3_600_000;
      service.clock.set(new Date(later).toISOString());
      for (const _ of [1, 2]) {
        const restored = await sessionService.restore("default", content, origin);
        assert.deepEqual(restored, { ...content, created_at, updated_at, end });
      }
      assert.equal((await undo(import_id)).body.removed, 1);
      const theirs = await imported(MORNING, "eva");
      const foreign = { createdAtMs: later + 1, importId: String(theirs.import_id) };
      const stored = await sessionService.restore("default", content, foreign);
      assert.equal(Date.parse(stored.created_at), later);
      assert.equal((await sessionService.take("default", id)).origin.importId, undefined);
    });

    test("are undone with the check-ins that they added and nobody has changed since", async () => {
      await checkin("2026-02-28", { method: "PUT", payload: { mood: 10 } });
      const days = ["2026-02-26", "2026-02-27", "2026-02-28"];
      const checkins = days.map((date) => ({ date, mood: 50 }));
      const file = { format: "pomodoro-ml", version: 1, sessions: [], checkins };
      const { import_id } = await imported(JSON.stringify(file), "default", "application/json");
      await checkin("2026-02-27", { method: "PUT", payload: { mood: 60 } });
      const { body } = await undo(import_id);
      assert.deepEqual([body.imported, body.removed], [0, 0]);
      assert.deepEqual(body.checkins, { imported: 2, removed: 1, kept: 1 });
      assert.deepEqual((await undo(import_id)).body, body);
      const left = await Promise.all(days.map((date) => checkin(date)));
      assert.deepEqual(
        left.map(({ status, body: { mood } }) => [status, mood]),
        [
          [404, undefined],
          [200, 60],
          [200, 10],
        ],
      );
      for (const date of days.slice(1)) {
        await service.request({ method: "DELETE", url: `/api/wellness/${date}` });
      }
    });

    test("undone and imported again are there again, under another id", async () => {
      const { import_id } = await imported(MORNING);
      await undo(import_id);
      assert.deepEqual(await categories(), []);
      const again = await imported(MORNING);
      assert.equal(again.imported, 2);
      assert.notEqual(again.import_id, import_id);
      await undo(import_id);
      assert.deepEqual(await categories(), ["A", "B"]);
    });

    test("leave a session that was deleted and recorded by hand since", async () => {
      const { import_id } = await imported(MORNING);
      const [session] = await sessionsOf();
      const id = session?.id;
      await service.request({ method: "DELETE", url: `/api/sessions/${id}` });
      const worked = { start: "2026-03-01T10:00:00+01:00", duration_minutes: 25 };
      const payload = { ...worked, id, category: "By hand" };
      await service.request({ method: "POST", url: "/api/sessions", payload });
      const { body } = await undo(import_id);
      assert.deepEqual([body.imported, body.removed, body.kept], [2, 1, 0]);
      assert.deepEqual(await categories(), ["By hand"]);
    });

    test("count a change that another program made as one", async () => {
      const { import_id } = await imported(EVENING);
      const table = sql`update sessions set category = 'Theirs' where user_id = 'default'`;
      await table.execute(opened.database.executor);
      const { body } = await undo(import_id);
      assert.deepEqual([body.removed, body.kept], [0, 1]);
      assert.deepEqual(await categories(), ["Theirs"]);
    });

    test("of somebody else are not there", async () => {
      const { import_id } = await imported(MORNING, "eva");
      const { status, body } = await undo(import_id, "jan");
      assert.deepEqual([status, body.code], [404, "import_not_found"]);
      assert.equal((await undo(randomUUID())).status, 404);
      assert.equal((await undo("none")).status, 400);
      assert.deepEqual(await listed("jan"), []);
      assert.deepEqual(await categories("eva"), ["A", "B"]);
    });

    test("of a file with several people's sessions are undone by each for themselves", async () => {
      const { importService } = service.dependencies;
      const rows = "2026-03-01T09:00:00+01:00,25,eva\n2026-03-01T09:00:00+01:00,25,jan\n";
      const report = await importService.importSessions(
        bytesOf(`start,duration_minutes,user\n${rows}`),
        { format: "csv", userId: "default", allowUserColumn: true, fileName: "all.csv" },
      );
      const [ofEva] = await listed("eva");
      assert.deepEqual([ofEva?.imported, ofEva?.file_name], [1, "all.csv"]);
      await undo(report.importId, "eva");
      assert.deepEqual([await categories("eva"), await categories("jan")], [[], ["Other"]]);
    });

    test("that broke off are listed, and can be undone", async () => {
      const { importService } = service.dependencies;
      async function* broken() {
        yield* bytesOf(HEADER, hourly(1001));
        throw new Error("the line is dead");
      }
      const options = { format: "csv", userId: "default" } as const;
      await assert.rejects(importService.importSessions(broken(), options), /the line is dead/);
      const [found] = await listed();
      assert.deepEqual([found?.imported, found?.finished_at, found?.rows], [1000, null, 0]);
      const { body } = await undo(found?.id);
      assert.deepEqual([body.removed, await categories()], [1000, []]);
    });

    test("of many rows are undone in steps, in which other sessions stay", async () => {
      await imported(EVENING);
      const { import_id } = await imported(`${HEADER}${hourly(5001)}`);
      const { body } = await undo(import_id);
      assert.deepEqual([body.removed, body.kept], [5001, 0]);
      assert.deepEqual(await categories(), ["A"]);
    });

    test("are listed page by page", async () => {
      const ids: unknown[] = [];
      for (const hour of [10, 11, 12]) {
        ids.push((await imported(`${HEADER}2026-03-01T${hour}:00:00Z,25,A,,\n`)).import_id);
        service.clock.advance(hour === 10 ? 0 : 1000);
      }
      const found: unknown[] = [];
      let after = "";
      do {
        const { body } = await service.json({ url: `/api/imports?limit=1${after}` });
        assert.ok(Array.isArray(body.imports) && body.imports.length === 1);
        found.push(body.imports[0].id);
        after = body.next === null ? "" : `&after=${body.next}`;
      } while (after !== "");
      assert.equal(found[0], ids[2]);
      assert.deepEqual(found.toSorted(), ids.toSorted());
    });

    test("are forgotten when everything is deleted", async () => {
      await imported(MORNING);
      await service.request({ method: "DELETE", url: "/api/sessions?confirm=delete-all" });
      assert.deepEqual(await listed(), []);
    });
  });
});

/** Rows of one session an hour. */
function hourly(rows: number): string {
  const starts = Array.from({ length: rows }, (_, hour) => new Date(hour * 3_600_000));
  return starts.map((start) => `${start.toISOString()},25,A,,\n`).join("");
}
