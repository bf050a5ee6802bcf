import assert from "node:assert/strict";
import { test } from "node:test";
import { briefingReaderRepository } from "../../../src/repositories/briefing-reader-repository.ts";
import { countReadDays } from "../../../src/services/ai/ahead/read-days.ts";
import { forEachDatabase } from "../../support/databases.ts";

const MONDAY = 20_514;
const NOW_MS = 1_772_449_200_000.5;

forEachDatabase((_name, open) => {
  test("each day of the last week with a read briefing is recorded once", async () => {
    const opened = await open();
    try {
      const readers = briefingReaderRepository(opened.database);
      for (const day of [MONDAY, MONDAY, MONDAY + 1, MONDAY + 3]) {
        await readers.noteRead("ada", "en", day);
      }
      const reader = await readers.noteRead("ada", "cs", MONDAY + 2);
      // A day before the last read changes the language alone.
      assert.deepEqual(reader, {
        ...{ userId: "ada", locale: "cs", lastDay: MONDAY + 3, bits: 0b1101 },
      });
      assert.equal(countReadDays(reader, MONDAY + 3), 3);
      assert.equal(countReadDays(reader, MONDAY + 6), 3);
      assert.equal(countReadDays(reader, MONDAY + 7), 2);
      assert.equal(countReadDays(reader, MONDAY + 100), 0);
    } finally {
      await opened.close();
    }
  });

  test("reads from a week ago and earlier are forgotten", async () => {
    const opened = await open();
    try {
      const readers = briefingReaderRepository(opened.database);
      for (let day = MONDAY; day < MONDAY + 7; day += 1) await readers.noteRead("ada", "en", day);
      assert.equal((await readers.noteRead("ada", "en", MONDAY + 7)).bits, 0b1111111);
      assert.equal((await readers.noteRead("ada", "en", MONDAY + 13)).bits, 0b1000001);
      assert.equal((await readers.noteRead("ada", "en", MONDAY + 400)).bits, 1);
    } finally {
      await opened.close();
    }
  });

  test("due readers come in order, and only one process claims each", async () => {
    const opened = await open();
    try {
      const readers = briefingReaderRepository(opened.database);
      for (const [userId, dueAtMs] of [
        ["ada", NOW_MS - 1],
        ["bob", NOW_MS - 60_000],
        ["cleo", NOW_MS + 1],
        ["dan", undefined],
      ] as const) {
        await readers.noteRead(userId, "en", MONDAY);
        await readers.setDue(userId, dueAtMs);
      }
      const due = await readers.due(NOW_MS, 10);
      assert.deepEqual(
        due.map(({ userId }) => userId),
        ["bob", "ada"],
      );
      const [bob] = due;
      assert.ok(bob !== undefined);
      const claims = await Promise.all([1, 2, 3].map(() => readers.claim(bob, NOW_MS + 1000)));
      assert.deepEqual(claims.toSorted(), [false, false, true]);
      assert.equal((await readers.due(NOW_MS, 10)).length, 1);
      assert.equal((await readers.due(NOW_MS + 1000, 10)).length, 3);
    } finally {
      await opened.close();
    }
  });

  test("an erased person is no reader, even after a late write", async () => {
    const opened = await open();
    try {
      const readers = briefingReaderRepository(opened.database);
      await readers.noteRead("ada", "en", MONDAY);
      await readers.erase("ada");
      await readers.setDue("ada", NOW_MS);
      assert.deepEqual(await readers.due(NOW_MS, 10), []);
    } finally {
      await opened.close();
    }
  });
});
