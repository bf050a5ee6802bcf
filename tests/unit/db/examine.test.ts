import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DatabaseDamagedError, DatabaseOpenError } from "../../../src/db/errors.ts";
import { examine } from "../../../src/db/sqlite-file/examine.ts";

/** Looks at a file of which each look finds the next of these errors, and then nothing wrong. */
async function lookAt(...found: readonly Error[]): Promise<{ thrown: unknown; looks: number }> {
  let looks = 0;
  const look = () => {
    const error = found[looks];
    looks += 1;
    if (error !== undefined) throw error;
  };
  const thrown = await examine("a.db", look, async () => {}).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { thrown, looks };
}

const vanished = Object.assign(new Error("ENOENT: a.db-wal"), { code: "ENOENT" });
const damaged = new DatabaseDamagedError("a.db", "written_later", "foreign_log");

describe("a file that another process opens or closes at the same time", () => {
  test("is opened although its log vanishes between two reads", async () => {
    assert.deepEqual(await lookAt(vanished), { thrown: undefined, looks: 2 });
  });

  test("is not taken for damaged by what two looks find", async () => {
    assert.deepEqual(await lookAt(damaged, damaged), { thrown: undefined, looks: 3 });
  });
});

test("what every look finds is thrown", async () => {
  for (const error of [vanished, damaged]) {
    assert.deepEqual(await lookAt(error, error, error), { thrown: error, looks: 3 });
  }
});

test("a file of another program is refused at the first look", async () => {
  const foreign = new DatabaseOpenError("db.no_sqlite", { path: "a.db" });
  assert.deepEqual(await lookAt(foreign, foreign, foreign), { thrown: foreign, looks: 1 });
});
