import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { after, before, test } from "node:test";
import { DatabaseUnavailableError } from "../../../src/db/errors.ts";
import { openDatabase } from "../../../src/db/open.ts";
import { sessionRepository } from "../../../src/repositories/session-repository.ts";
import { openZone } from "../../../src/time/zone.ts";
import { newSession } from "../../support/builders.ts";
import { type OpenedDatabase, openTestSqlite } from "../../support/databases.ts";
import { openPlainSql } from "../../support/plain-sql.ts";

const zone = openZone("UTC");
let opened: OpenedDatabase;
before(async () => {
  opened = await openTestSqlite();
});
after(() => opened.close());

/** Another program's connection that holds the write lock. */
function holdWriteLock(): DatabaseSync {
  const holder = new DatabaseSync(opened.url.slice("file:".length));
  holder.exec("begin immediate");
  return holder;
}

test("a write waits for another program's write without blocking the event loop", async () => {
  const { database } = opened;
  const sessions = sessionRepository(database.executor, "sqlite", () => zone);
  const holder = holdWriteLock();
  const session = newSession();
  let stored = false;
  const insert = sessions.insert([session], 0).then(() => {
    stored = true;
  });
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(stored, false);
  holder.exec("commit");
  await insert;
  assert.ok(await sessions.find("default", session.id));
  holder.close();
});

test("a read never waits for a writer", async () => {
  const sessions = sessionRepository(opened.database.executor, "sqlite", () => zone);
  const holder = holdWriteLock();
  await sessions.count("default");
  holder.exec("rollback");
  holder.close();
});

test("a write that waits too long fails with the reason", async () => {
  const impatient = await openDatabase(opened.url, { busyTimeoutMs: 20 });
  const sessions = sessionRepository(impatient.executor, "sqlite", () => zone);
  const holder = holdWriteLock();
  await assert.rejects(sessions.insert([newSession()], 0), (error) => {
    assert.ok(error instanceof DatabaseUnavailableError);
    assert.equal(error.retryable, true);
    assert.match(error.message, /locked for 20 ms/);
    return true;
  });
  const transaction = impatient.transaction(async () => {});
  await assert.rejects(transaction, DatabaseUnavailableError);
  holder.exec("rollback");
  holder.close();
  await sessions.insert([newSession()], 0);
  await impatient.close();
});

test("two programs that write concurrently lose no write", async () => {
  const sessions = sessionRepository(opened.database.executor, "sqlite", () => zone);
  const other = openPlainSql(opened.url);
  await other.run("delete from sessions");
  const theirs = (async () => {
    for (let round = 0; round < 40; round += 1) {
      await other.run("insert into sessions (user_id, date) values ('them', '2026-03-01')");
    }
  })();
  const ours = (async () => {
    for (let round = 0; round < 40; round += 1) {
      await sessions.insert([newSession({ userId: "us" })], 0);
    }
  })();
  await Promise.all([theirs, ours]);
  assert.equal(await sessions.count("them"), 40);
  assert.equal(await sessions.count("us"), 40);
  await other.close();
});
