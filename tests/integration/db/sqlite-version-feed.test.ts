import assert from "node:assert/strict";
import { stat } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { describe, test } from "node:test";
import { sqlitePath } from "../../../src/db/open.ts";
import type { OwnWrites } from "../../../src/db/own-writes.ts";
import { watchSqlite } from "../../../src/db/sqlite-version-feed.ts";
import { openTestSqlite } from "../../support/databases.ts";

/** This process writes nothing. */
const NOBODY: OwnWrites = { announce() {}, subscribe: () => () => {} };

/** Long enough for the thread pool to look at a file. */
const WORK_MS = 20;

describe("versions of a SQLite file", () => {
  for (const [phase, later] of [
    ["an immediate", (work: () => void) => setImmediate(work)],
    ["a timer", (work: () => void) => setTimeout(work, 1)],
    ["a promise", (work: () => void) => Promise.resolve().then(work)],
    ["something read", (work: () => void) => stat(".", work)],
  ] as const) {
    test(`that were checked in ${phase} are checked again when another event has arrived`, async () => {
      const database = await openTestSqlite();
      const path = sqlitePath(database.url) ?? "";
      const feed = watchSqlite(path, NOBODY);
      const other = new DatabaseSync(path);
      try {
        const [before, after] = await new Promise<unknown[]>((resolve) => {
          later(() => {
            const first = feed.current("default");
            other.exec("insert into sessions (date, time) values ('2026-03-01', '10:00')");
            stat(".", () => resolve([first, feed.current("default")]));
            // What has arrived is the next thing that the loop meets.
            const untilMs = performance.now() + WORK_MS;
            while (performance.now() < untilMs);
          });
        });
        assert.ok(Number(after) > Number(before), `${after} after ${before}`);
      } finally {
        other.close();
        await feed.close();
        await database.close();
      }
    });
  }
});
