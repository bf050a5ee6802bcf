import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { describe, test } from "node:test";
import { sql } from "kysely";
import { sqlitePath } from "../../../src/db/open.ts";
import { watchSqlite } from "../../../src/db/sqlite-version-feed.ts";
import { openTestSqlite } from "../../support/databases.ts";

const NOBODY = { announce() {}, subscribe: () => () => {} };

/** Programs with an SQLite of their own, and how each runs a statement on a file. */
const PROGRAMS = {
  sqlite3: (path: string, statement: string) => ["-bail", path, statement],
  python3: (path: string, statement: string) => [
    "-c",
    "import sqlite3, sys\nwith sqlite3.connect(sys.argv[1]) as c: c.executescript(sys.argv[2])",
    path,
    statement,
  ],
} as const;

/** One statement for each trigger of the version feed. */
const STATEMENTS = [
  "insert into sessions (id, category, date, time) values ('a', 'X', '2026-03-01', '10:00')",
  "update sessions set category = 'Y' where id = 'a'",
  "update sessions set date = '2026-03-02' where id = 'a'",
  "insert or replace into sessions (id, date, time) values ('a', '2026-03-03', '10:00')",
  "insert into sessions (id, date, time) values ('b', '2026-03-04', '10:00')",
  "update or replace sessions set id = 'a' where id = 'b'",
  "delete from sessions where id = 'a'",
  "insert into wellness_checkins (id, date, mood) values ('w', '2026-03-01', 50)",
  "update wellness_checkins set mood = 60 where id = 'w'",
  "insert or replace into wellness_checkins (id, date, mood) values ('w', '2026-03-02', 50)",
  "delete from wellness_checkins where id = 'w'",
  "insert into user_settings (user_id, categories) values ('default', '[]')",
  "update user_settings set categories = '[\"Mail\"]'",
  "delete from user_settings",
];

describe("a row changed by a program with an SQLite older than 3.42", () => {
  for (const program of ["sqlite3", "python3"] as const) {
    test(`raises the version in the same transaction: ${program}`, async () => {
      const { url, close } = await openTestSqlite();
      const path = sqlitePath(url) ?? "";
      const feed = watchSqlite(path, NOBODY);
      try {
        let before = await nextTurn(() => feed.current("default"));
        for (const statement of STATEMENTS) {
          execFileSync(program, PROGRAMS[program](path, statement), { stdio: "pipe" });
          const version = await nextTurn(() => feed.current("default"));
          assert.ok(version > before, statement);
          assert.ok(Math.abs(version - Date.now()) < 60_000, "a version is the clock's at least");
          before = version;
        }
      } finally {
        await feed.close();
        await close();
      }
    });
  }

  test("no trigger needs a function that came after SQLite 3.31", async () => {
    const { database, close } = await openTestSqlite();
    const { rows } = await sql<{ text: string }>`
      select sql as text from sqlite_schema where type = 'trigger'`.execute(database.executor);
    await close();
    assert.ok(rows.length > 0);
    for (const { text } of rows) {
      assert.doesNotMatch(text, /unixepoch|subsec|pomodoro_|iif|->|format\(/);
    }
  });
});

function nextTurn<T>(read: () => T | Promise<T>): Promise<T> {
  return new Promise((resolve) => setImmediate(() => resolve(read())));
}
