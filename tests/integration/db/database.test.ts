import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import type { Database } from "../../../src/db/database.ts";
import { fromMemory } from "../../../src/runtime/from-memory.ts";
import { forEachDatabase, type OpenedDatabase } from "../../support/databases.ts";

forEachDatabase((name, open) => {
  let opened: OpenedDatabase;
  let database: Database;
  before(async () => {
    opened = await open();
    database = opened.database;
    await sql`create table notes (text text primary key)`.execute(database.executor);
  });
  after(() => opened.close());

  async function notes(): Promise<string[]> {
    const { rows } = await sql<{ text: string }>`select text from notes order by text`.execute(
      database.executor,
    );
    return rows.map((row) => row.text);
  }

  test("a transaction is committed when its work resolves, and returns its value", async () => {
    const value = await database.transaction(async (tx) => {
      await sql`insert into notes values ('kept')`.execute(tx);
      return 42;
    });
    assert.equal(value, 42);
    assert.deepEqual(await notes(), ["kept"]);
  });

  test("a transaction is rolled back when its work throws, and rethrows the error", async () => {
    const failure = new Error("no");
    const work = database.transaction(async (tx) => {
      await sql`insert into notes values ('lost')`.execute(tx);
      throw failure;
    });
    await assert.rejects(work, failure);
    assert.deepEqual(await notes(), ["kept"]);
  });

  test("a failed statement ends the transaction, and the connection can be reused", async () => {
    const work = database.transaction(async (tx) => {
      await sql`insert into notes values ('lost')`.execute(tx);
      await sql`insert into notes values ('kept')`.execute(tx);
    });
    await assert.rejects(work);
    assert.deepEqual(await notes(), ["kept"]);
  });

  test("concurrent transactions are isolated", async () => {
    const works = Array.from({ length: 20 }, (_, index) =>
      database.transaction(async (tx) => {
        await sql`insert into notes values (${`t${index}`})`.execute(tx);
        if (index % 2 === 0) throw new Error("no");
      }),
    );
    const ends = await Promise.allSettled(works);
    assert.equal(ends.filter((end) => end.status === "fulfilled").length, 10);
    assert.equal((await notes()).length, 11);
  });

  test("only work that runs on memory alone is refused at once", async () => {
    const refused = [
      () => notes(),
      () => database.transaction((tx) => sql`insert into notes values ('lost')`.execute(tx)),
    ];
    for (const ask of refused) {
      await assert.rejects(
        fromMemory(async () => ask()),
        { code: "database_unavailable" },
      );
    }
    assert.ok(!(await notes()).includes("lost"));
  });

  test("maintenance leaves no session setting behind", async () => {
    const value = await database.maintain(async (connection) => {
      await sql`select 1`.execute(connection);
      if (name === "postgres") await sql`set statement_timeout = 1`.execute(connection);
      return "done";
    });
    assert.equal(value, "done");
    if (name === "postgres") {
      const { rows } = await sql<{ statement_timeout: string }>`show statement_timeout`.execute(
        database.executor,
      );
      assert.equal(rows[0]?.statement_timeout, "30s");
    }
  });

  test("a ping resolves, or rejects with the reason of its signal", async () => {
    await database.ping(AbortSignal.timeout(5000));
    const reason = new Error("too late");
    await assert.rejects(database.ping(AbortSignal.abort(reason)), reason);
    const controller = new AbortController();
    const ping = database.ping(controller.signal);
    controller.abort(reason);
    await assert.rejects(ping, reason);
  });
});
