import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import type { Session } from "../../../src/domain/session.ts";
import { sessionRepository } from "../../../src/repositories/session-repository.ts";
import { openZone } from "../../../src/time/zone.ts";
import { newSession, uniqueId } from "../../support/builders.ts";
import { forEachDatabase, type OpenedDatabase, openTestSqlite } from "../../support/databases.ts";

interface StoredTime {
  readonly date: string;
  readonly time: string;
  readonly duration_minutes: number;
  readonly duration_seconds: number | null;
  readonly utc_offset_seconds: number | null;
}

forEachDatabase((name, open) => {
  let opened: OpenedDatabase;
  before(async () => {
    opened = await open();
  });
  after(() => opened.close());

  function sessionsIn(zone: string) {
    return sessionRepository(opened.database.executor, name, () => openZone(zone));
  }

  /** Stores a session that began then, and gives its row and what is read back. */
  async function store(
    start: string,
    durationSeconds: number,
    zone = "Europe/Prague",
  ): Promise<{ row: StoredTime; session: Session }> {
    const session = newSession({ startedAtMs: Date.parse(start), durationSeconds });
    await sessionsIn(zone).insert([session], 0);
    const { rows } = await sql<StoredTime>`
      select cast(date as text) as date, cast(time as text) as time, duration_minutes,
        duration_seconds, utc_offset_seconds
      from sessions where id = ${session.id}`.execute(opened.database.executor);
    const [row] = rows;
    const found = await sessionsIn(zone).find("default", session.id);
    assert.ok(row !== undefined && found !== undefined);
    assert.equal(found.startedAtMs, session.startedAtMs);
    assert.equal(found.durationSeconds, durationSeconds);
    return { row, session: found };
  }

  /** A row as another program writes it. */
  async function readPlain(
    columns: Partial<Omit<StoredTime, "duration_minutes">> & { readonly duration_minutes?: number },
    zone = "Europe/Prague",
  ): Promise<Session> {
    const id = uniqueId();
    const { date = "2026-03-02", time = "10:00:00", duration_minutes = 52 } = columns;
    await sql`insert into sessions (id, date, time, duration_minutes, duration_seconds, utc_offset_seconds)
      values (${sql.lit(id)}, ${sql.lit(date)}, ${sql.lit(time)}, ${sql.lit(duration_minutes)},
        ${sql.lit(columns.duration_seconds ?? null)}, ${sql.lit(columns.utc_offset_seconds ?? null)})
      `.execute(opened.database.executor);
    const found = await sessionsIn(zone).find("default", id);
    assert.ok(found);
    return found;
  }

  const endOf = (session: Session) => new Date(session.endedAtMs).toISOString();

  test("the row shows the local wall clock at the end, as the web app's rows do", async () => {
    const { row } = await store("2026-03-02T08:00:00Z", 52 * 60);
    assert.deepEqual(
      { ...row },
      {
        date: "2026-03-02",
        time: "09:52:00",
        duration_minutes: 52,
        duration_seconds: 3120,
        utc_offset_seconds: 3600,
      },
    );
  });

  test("a session across midnight has the date of its end", async () => {
    const { row } = await store("2026-03-02T22:40:00Z", 50 * 60);
    assert.equal(row.date, "2026-03-03");
    assert.equal(row.time, "00:30:00");
  });

  test("a session that ends at midnight ends on the new day", async () => {
    const { row } = await store("2026-03-02T22:35:00Z", 25 * 60);
    assert.equal(row.date, "2026-03-03");
    assert.equal(row.time, "00:00:00");
  });

  test("in spring, a session across the skipped hour keeps its true length", async () => {
    const { row, session } = await store("2026-03-29T00:30:00Z", 60 * 60);
    assert.equal(row.time, "03:30:00");
    assert.equal(row.utc_offset_seconds, 7200);
    assert.equal(session.endedAtMs - session.startedAtMs, 3_600_000);
  });

  test("in autumn, the two passes of the repeated hour stay apart", async () => {
    const first = await store("2026-10-25T00:05:00Z", 25 * 60);
    const second = await store("2026-10-25T01:05:00Z", 25 * 60);
    assert.equal(first.row.time, "02:30:00");
    assert.equal(second.row.time, "02:30:00");
    assert.equal(first.row.utc_offset_seconds, 7200);
    assert.equal(second.row.utc_offset_seconds, 3600);
    assert.equal(second.session.endedAtMs - first.session.endedAtMs, 3_600_000);
  });

  test("zones with odd offsets and milliseconds are preserved", async () => {
    const { row } = await store("2026-01-01T23:59:59.007Z", 1, "Asia/Kathmandu");
    assert.equal(row.date, "2026-01-02");
    assert.equal(row.time, "05:45:00.007");
    assert.equal(row.utc_offset_seconds, 20_700);
    await store("1890-05-05T05:05:05.005Z", 77, "Europe/Prague");
  });

  test("a later change of the zone moves no session with an offset", async () => {
    const { session } = await store("2026-03-02T08:00:00Z", 3120, "Europe/Prague");
    const elsewhere = await sessionsIn("America/New_York").find("default", session.id);
    assert.deepEqual(elsewhere, session);
  });

  test("a row without offset is read in the user's zone", async () => {
    assert.equal(endOf(await readPlain({})), "2026-03-02T09:00:00.000Z");
    assert.equal(endOf(await readPlain({}, "America/New_York")), "2026-03-02T15:00:00.000Z");
  });

  test("a row without offset in the skipped hour ends an hour later by the clock", async () => {
    const session = await readPlain({ date: "2026-03-29", time: "02:30:00" });
    assert.equal(endOf(session), "2026-03-29T01:30:00.000Z");
  });

  test("a row in the repeated hour belongs to the first pass without an offset, and to its own pass with one", async () => {
    const when = { date: "2026-10-25", time: "02:30:00" };
    assert.equal(endOf(await readPlain(when)), "2026-10-25T00:30:00.000Z");
    const second = await readPlain({ ...when, utc_offset_seconds: 3600 });
    assert.equal(endOf(second), "2026-10-25T01:30:00.000Z");
  });

  test("times of any precision are read and truncated to milliseconds", async () => {
    assert.equal(endOf(await readPlain({ time: "10:00" })), "2026-03-02T09:00:00.000Z");
    assert.equal(endOf(await readPlain({ time: "10:00:07.5" })), "2026-03-02T09:00:07.500Z");
    assert.equal(endOf(await readPlain({ time: "10:00:07.123999" })), "2026-03-02T09:00:07.123Z");
  });

  test("seconds are used only while they agree with the minutes, which other programs may change", async () => {
    const seconds = async (duration_minutes: number, duration_seconds: number | null) =>
      (await readPlain({ duration_minutes, duration_seconds })).durationSeconds;
    assert.equal(await seconds(52, 3130), 3130);
    assert.equal(await seconds(52, 3149), 3149);
    assert.equal(await seconds(52, 3150), 3120);
    assert.equal(await seconds(52, null), 3120);
    assert.equal(await seconds(30, 3130), 1800);
    assert.equal(await seconds(1, 5), 5);
    assert.equal(await seconds(1, -5), 60);
    assert.equal(await seconds(0, null), 1);
    assert.equal(await seconds(-10, null), 1);
  });

  test("moving a session rewrites all time columns", async () => {
    const { session } = await store("2026-10-25T00:05:00Z", 25 * 60);
    const sessions = sessionsIn("Europe/Prague");
    const startedAtMs = session.startedAtMs + 3_600_000;
    const moved = await sessions.update("default", session.id, { startedAtMs }, 0);
    assert.equal(moved?.startedAtMs, startedAtMs);
    assert.equal((await sessions.find("default", session.id))?.startedAtMs, startedAtMs);
  });
});

test("a database in SQLite refuses dates and times that do not exist", async () => {
  const opened = await openTestSqlite();
  const insert = (date: string, time: string) =>
    sql`insert into sessions (date, time) values (${date}, ${time})`.execute(
      opened.database.executor,
    );
  await assert.rejects(insert("2026-02-30", "10:00"));
  await assert.rejects(insert("2.3.2026", "10:00"));
  await assert.rejects(insert("2026-03-02", "25:00"));
  await insert("2026-02-28", "10:00");
  await opened.close();
});
