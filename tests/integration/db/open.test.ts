import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { DatabaseOpenError } from "../../../src/db/errors.ts";
import { openDatabase, sqlitePath } from "../../../src/db/open.ts";
import { withoutPassword } from "../../../src/db/postgres.ts";
import { openVersionFeed } from "../../../src/db/version-feed.ts";
import { sessionRepository } from "../../../src/repositories/session-repository.ts";
import { openZone } from "../../../src/time/zone.ts";
import { newSession } from "../../support/builders.ts";
import { describePostgres, openTestPostgres } from "../../support/databases.ts";

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "pomodoro-test-"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

test("a SQLite file is created together with its folders", async () => {
  const path = join(folder, "a", "b", "pomodoro.db");
  const database = await openDatabase(`file:${path}`);
  assert.ok(existsSync(path));
  const { rows } = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(
    database.executor,
  );
  assert.deepEqual(
    rows.map((row) => row.journal_mode),
    ["wal"],
  );
  await database.close();
});

test("every spelling of a path opens the same file", () => {
  assert.equal(sqlitePath("file:./data/x.db"), "./data/x.db");
  assert.equal(sqlitePath("file:/data/x.db"), "/data/x.db");
  assert.equal(sqlitePath("file:///data/x.db"), "/data/x.db");
  assert.equal(sqlitePath("file:my data/x%20.db"), "my data/x%20.db");
  assert.equal(sqlitePath("file:"), undefined);
  assert.equal(sqlitePath("postgresql://localhost/x"), undefined);
});

test("a file that is no database is refused by name and stays unchanged", async () => {
  const path = join(folder, "letter.txt");
  const text = "Dear Sir or Madam, ".repeat(100);
  writeFileSync(path, text);
  await assert.rejects(openDatabase(`file:${path}`), (error) => {
    assert.ok(error instanceof DatabaseOpenError);
    assert.match(error.message, /letter\.txt is not a SQLite database/);
    return true;
  });
  assert.equal(readFileSync(path, "utf8"), text);
});

test("a folder in place of the file, or a file in place of the folder, is refused by name", async () => {
  mkdirSync(join(folder, "x.db"));
  await assert.rejects(openDatabase(`file:${join(folder, "x.db")}`), DatabaseOpenError);
  writeFileSync(join(folder, "plain"), "");
  await assert.rejects(
    openDatabase(`file:${join(folder, "plain", "x.db")}`),
    /cannot be created: a part of its path is a file/,
  );
});

test("another program's SQLite database is not overwritten", async () => {
  const path = join(folder, "other.db");
  const other = await openDatabase(`file:${path}`, { migrate: false });
  await sql`create table sessions (cookie text)`.execute(other.executor);
  await other.close();
  const before = readFileSync(path);
  for (const migrate of [true, false]) {
    await assert.rejects(openDatabase(`file:${path}`, { migrate }), /database of another program/);
  }
  assert.ok(before.equals(readFileSync(path)));
});

test("a URL of neither kind is refused", async () => {
  await assert.rejects(openDatabase("mysql://localhost/x"), DatabaseOpenError);
});

test("a database in memory works like any other, including its feed", async () => {
  const database = await openDatabase(":memory:");
  const zone = openZone("UTC");
  const sessions = sessionRepository(database.executor, "sqlite", () => zone);
  const feed = await openVersionFeed(database);
  assert.equal(await feed.current("default"), 0);
  await sessions.insert([newSession()], 0);
  assert.ok((await feed.current("default")) > 0);
  await feed.close();
  await database.close();
});

test("an unreachable PostgreSQL is refused without its password", async () => {
  const url = "postgresql://ann:secret@127.0.0.1:1/focus";
  await assert.rejects(openDatabase(url), (error) => {
    assert.ok(error instanceof DatabaseOpenError);
    assert.match(error.message, /postgresql:\/\/ann@127\.0\.0\.1:1\/focus cannot be opened/);
    assert.doesNotMatch(error.message, /secret/);
    return true;
  });
  assert.equal(withoutPassword("postgresql://["), "postgresql://(unreadable URL)");
});

describePostgres(() => {
  test("a database that does not exist is refused by name", async () => {
    const opened = await openTestPostgres({ migrate: false });
    const url = new URL(opened.url);
    url.pathname = "/pomodoro_test_missing";
    await assert.rejects(openDatabase(url.href), /pomodoro_test_missing.*does not exist/);
    await opened.close();
  });
});
