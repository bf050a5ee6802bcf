import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  formatWallTime,
  parseStoredDay,
  parseWallTime,
} from "../../../src/repositories/wall-clock.ts";
import { formatDay, MS_PER_DAY } from "../../../src/time/calendar.ts";

test("times of every stored form are parsed", () => {
  assert.equal(parseWallTime("00:00"), 0);
  assert.equal(parseWallTime("09:05"), 32_700_000);
  assert.equal(parseWallTime("23:59:59"), MS_PER_DAY - 1000);
  assert.equal(parseWallTime("10:00:00.5"), 36_000_500);
  assert.equal(parseWallTime("10:00:00.05"), 36_000_050);
  assert.equal(parseWallTime("10:00:00.123999"), 36_000_123);
  assert.equal(parseWallTime("24:00:00"), MS_PER_DAY);
});

test("an invalid time is refused", () => {
  for (const text of ["", "x", "10"]) assert.throws(() => parseWallTime(text), RangeError);
});

test("a formatted time is parsed back, and text order is time order", () => {
  const msOfDay = fc.integer({ min: 0, max: MS_PER_DAY - 1 });
  fc.assert(
    fc.property(msOfDay, msOfDay, (a, b) => {
      assert.equal(parseWallTime(formatWallTime(a)), a);
      assert.equal(formatWallTime(a) < formatWallTime(b), a < b);
    }),
  );
});

test("every day of the calendar is parsed like the slow algorithm does", () => {
  const first = Date.parse("0001-01-01T00:00:00Z") / MS_PER_DAY;
  const last = Date.parse("9999-12-31T00:00:00Z") / MS_PER_DAY;
  for (let day = first; day <= last; day += 37) assert.equal(parseStoredDay(formatDay(day)), day);
  const leapDays = ["1900-02-28", "1900-03-01", "2000-02-29", "2024-02-29", "2026-12-31"];
  for (const text of leapDays) assert.equal(formatDay(parseStoredDay(text)), text);
  assert.equal(parseStoredDay(formatDay(last)), last);
});
