import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { openVersionFeed } from "../../../src/db/version-feed.ts";
import type { VersionFeed } from "../../../src/ports.ts";
import { sessionRepository } from "../../../src/repositories/session-repository.ts";
import {
  type ChangeKind,
  type VersionRepository,
  versionRepository,
} from "../../../src/repositories/version-repository.ts";
import { parseDay } from "../../../src/time/calendar.ts";
import { openZone } from "../../../src/time/zone.ts";
import { newSession } from "../../support/builders.ts";
import {
  type DatabaseName,
  forEachDatabase,
  type OpenedDatabase,
} from "../../support/databases.ts";
import { eventually } from "../../support/eventually.ts";
import { openPlainSql, type PlainSql } from "../../support/plain-sql.ts";

/** The promise: a write by anybody is in the next answers within this time. */
const PROMISE_MS = 1000;

interface Write {
  readonly name: string;
  readonly only?: DatabaseName;
  /** Statements that put the tables into the state in which `sql` is run. */
  readonly given?: string;
  readonly sql: string;
  readonly kind?: ChangeKind;
  /** The earliest date the write touches. */
  readonly firstDay: string;
}

const ID = "00000000-0000-4000-8000-00000000000a";
const THREE = `insert into sessions (id, date, time) values
  ('${ID}', '2026-03-03', '10:00'), ('${randomUUID()}', '2026-03-05', '10:00'),
  ('${randomUUID()}', '2026-03-04', '10:00')`;
const CHECKIN = "insert into wellness_checkins (date, mood) values ('2026-04-01', 50)";

const WRITES: readonly Write[] = [
  {
    name: "an insert",
    sql: "insert into sessions (date, time) values ('2026-03-01', '10:00')",
    firstDay: "2026-03-01",
  },
  { name: "an insert of many rows", sql: THREE, firstDay: "2026-03-03" },
  {
    name: "an insert from a select",
    given: THREE,
    sql: "insert into sessions (date, time, task) select date, time, 'copy' from sessions",
    firstDay: "2026-03-03",
  },
  {
    name: "an update of one row",
    given: THREE,
    sql: "update sessions set productivity_rating = 40 where date = '2026-03-05'",
    firstDay: "2026-03-05",
  },
  {
    name: "an update of every row",
    given: THREE,
    sql: "update sessions set category = 'Renamed'",
    firstDay: "2026-03-03",
  },
  {
    name: "an update that moves a row to a later date",
    given: THREE,
    sql: `update sessions set date = '2026-03-20' where id = '${ID}'`,
    firstDay: "2026-03-03",
  },
  {
    name: "an update that moves a row to an earlier date",
    given: THREE,
    sql: `update sessions set date = '2026-02-20' where id = '${ID}'`,
    firstDay: "2026-02-20",
  },
  {
    name: "a delete of one row",
    given: THREE,
    sql: "delete from sessions where date = '2026-03-04'",
    firstDay: "2026-03-04",
  },
  {
    name: "a delete of everything",
    given: THREE,
    sql: "delete from sessions",
    firstDay: "2026-03-03",
  },
  {
    name: "an upsert that updates",
    given: THREE,
    sql: `insert into sessions (id, date, time) values ('${ID}', '2026-03-09', '10:00')
      on conflict (id) do update set date = excluded.date`,
    firstDay: "2026-03-03",
  },
  {
    name: "a transaction of several statements",
    given: THREE,
    sql: `begin; delete from sessions where date = '2026-03-05';
      insert into sessions (date, time) values ('2026-03-07', '10:00'); commit`,
    firstDay: "2026-03-05",
  },
  {
    name: "a replacement",
    only: "sqlite",
    given: THREE,
    sql: `insert or replace into sessions (id, date, time) values ('${ID}', '2026-03-11', '10:00')`,
    firstDay: "2026-03-03",
  },
  {
    name: "an update that replaces another row",
    only: "sqlite",
    given: THREE,
    sql: `update or replace sessions set id = '${ID}' where date = '2026-03-05'`,
    firstDay: "2026-03-03",
  },
  {
    name: "a truncation",
    only: "postgres",
    given: THREE,
    sql: "truncate sessions",
    firstDay: "2026-03-03",
  },
  {
    name: "a copy",
    only: "postgres",
    sql: "copy sessions (date, time) from program 'echo 2026-03-02,10:00' with (format csv)",
    firstDay: "2026-03-02",
  },
  {
    name: "a merge",
    only: "postgres",
    given: THREE,
    sql: `merge into sessions s using (values ('${ID}'::uuid), (gen_random_uuid())) as given (id)
      on s.id = given.id when matched then delete
      when not matched then insert (id, date, time) values (given.id, '2026-03-30', '10:00')`,
    firstDay: "2026-03-03",
  },
  { name: "a new check-in", sql: CHECKIN, kind: "wellness", firstDay: "2026-04-01" },
  {
    name: "a changed check-in",
    given: CHECKIN,
    sql: "update wellness_checkins set mood = 60",
    kind: "wellness",
    firstDay: "2026-04-01",
  },
  {
    name: "a moved check-in",
    given: CHECKIN,
    sql: "update wellness_checkins set date = '2026-04-09'",
    kind: "wellness",
    firstDay: "2026-04-01",
  },
  {
    name: "a deleted check-in",
    given: CHECKIN,
    sql: "delete from wellness_checkins",
    kind: "wellness",
    firstDay: "2026-04-01",
  },
];

forEachDatabase((name, open) => {
  let opened: OpenedDatabase;
  let feed: VersionFeed;
  let other: PlainSql;
  let versions: VersionRepository;

  before(async () => {
    opened = await open();
    feed = await openVersionFeed(opened.database);
    other = openPlainSql(opened.url);
    versions = versionRepository(opened.database.executor, name);
  });
  after(async () => {
    await other.close();
    await feed.close();
    await opened.close();
  });

  describe("another process's plain SQL is visible within a second", () => {
    for (const write of WRITES) {
      if (write.only !== undefined && write.only !== name) continue;
      test(write.name, async () => {
        await other.run("delete from sessions; delete from wellness_checkins");
        if (write.given !== undefined) await other.run(write.given);
        const before = await versions.read("default");
        await eventually(
          "what was there before",
          async () => (await feed.current("default")) === before,
          PROMISE_MS,
        );
        await other.run(write.sql);
        await eventually(
          write.name,
          async () => (await feed.current("default")) > before,
          PROMISE_MS,
        );
        const kind = write.kind ?? "session";
        assert.equal(
          await versions.firstChangedDay("default", before, kind),
          parseDay(write.firstDay),
        );
        const otherKind = kind === "session" ? "wellness" : "session";
        assert.equal(await versions.firstChangedDay("default", before, otherKind), undefined);
        const now = await versions.read("default");
        assert.equal(await versions.firstChangedDay("default", now, kind), undefined);
      });
    }
  });

  test("a write that is rolled back changes nothing", async () => {
    const before = await versions.read("default");
    await other.run("begin; insert into sessions (date) values ('2026-03-01'); rollback");
    assert.equal(await versions.read("default"), before);
    assert.equal(await feed.current("default"), before);
  });

  test("a write raises only the versions of the affected users", async () => {
    await other.run("insert into sessions (user_id, date) values ('ann', '2026-03-01')");
    const ann = await versions.read("ann");
    const everyone = await versions.read("default");
    await other.run(
      "insert into sessions (user_id, date) values ('ben', '2026-03-01'), ('cy', '2026-03-02')",
    );
    assert.equal(await versions.read("ann"), ann);
    assert.equal(await versions.read("default"), everyone);
    assert.ok((await versions.read("ben")) > 0);
    await other.run("update sessions set user_id = 'ann' where user_id = 'ben'");
    assert.ok((await versions.read("ann")) > ann);
    assert.equal(await versions.firstChangedDay("ben", 0, "session"), parseDay("2026-03-01"));
  });

  test("a user without writes has version 0", async () => {
    assert.equal(await feed.current("nobody"), 0);
    assert.equal(await versions.read("nobody"), 0);
  });

  test("a known version is returned synchronously", async () => {
    await feed.current("default");
    await eventually(
      "an answer at once",
      () => typeof feed.current("default") === "number",
      PROMISE_MS,
    );
  });

  test("a write of this process is visible in its very next read", async () => {
    const zone = openZone("UTC");
    const sessions = sessionRepository(opened.database.executor, name, () => zone);
    let before = await feed.current("eva");
    for (let round = 0; round < 50; round += 1) {
      const session = newSession({ userId: "eva" });
      const write = [
        () => sessions.insert([session], 0),
        () => sessions.update("eva", session.id, { rating: 1 }, 0),
        () => sessions.delete("eva", session.id),
      ];
      for (const act of write) {
        await act();
        const after = await feed.current("eva");
        assert.ok(after > before);
        before = after;
      }
    }
  });

  test("a write is invisible inside its transaction, and visible right after it", async () => {
    const { database } = opened;
    const before = await feed.current("fay");
    await database.transaction(async (tx) => {
      const zone = openZone("UTC");
      await sessionRepository(tx, name, () => zone).insert([newSession({ userId: "fay" })], 0);
      assert.equal(await feed.current("fay"), before);
    });
    assert.ok((await feed.current("fay")) > before);
  });
});
