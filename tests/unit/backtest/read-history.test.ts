import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readHistory } from "../../../src/backtest/read-history.ts";
import { parseDay } from "../../../src/time/calendar.ts";

const HEADING = "start,duration_minutes,category,rating,completed";

function read(rows: readonly string[], timeZone?: string) {
  return readHistory("a.csv", [HEADING, ...rows].join("\n"), timeZone);
}

describe("readHistory", () => {
  test("fills the days between the first and the last date with zeros", () => {
    const { history } = read([
      "2026-03-02T09:30,25,,,",
      "2026-03-05T10:00,25,,,",
      "2026-03-05T08:00,25,,,",
    ]);
    assert.equal(history.firstDay, parseDay("2026-03-02"));
    assert.deepEqual(history.counts, [1, 0, 0, 2]);
    assert.deepEqual(history.starts[3], [480, 600]);
  });

  test("takes a blank completion as completed and leaves out what was given up", () => {
    const { history } = read([
      "2026-03-02T09:30,25,,,",
      "2026-03-02T10:30,25,,,true",
      "2026-03-02T11:30,25,,,false",
    ]);
    assert.deepEqual(history.counts, [2]);
  });

  test("clips a day at sixty sessions", () => {
    const rows = Array.from({ length: 70 }, () => "2026-03-02T09:30,1,,,");
    assert.deepEqual(read(rows).history.counts, [60]);
  });

  test("counts a start as its clock showed it, or in the zone that is asked for", () => {
    const rows = ["2026-03-02T23:30:00Z,25,,,"];
    assert.equal(read(rows).history.firstDay, parseDay("2026-03-02"));
    const prague = read(rows, "Europe/Prague").history;
    assert.equal(prague.firstDay, parseDay("2026-03-03"));
    assert.deepEqual(prague.starts, [[30]]);
  });

  test("reads a byte order mark, semicolons, CRLF and quoted newlines", () => {
    const text = '\uFEFFcategory;start\r\n"two\nlines";2026-03-02 09:30\r\n';
    assert.deepEqual(readHistory("a.csv", text).history.starts, [[570]]);
  });

  test("reads past a stray quote, which costs its own line alone", () => {
    const { history, problems } = read([
      '2026-03-02T09:30,25,"never closed,,',
      "2026-03-02T10:30,25,,,",
      "2026-03-02T11:30,25,,,",
    ]);
    assert.deepEqual(history.starts, [[630, 690]]);
    assert.deepEqual(
      problems.map(({ line }) => line),
      [2],
    );
  });

  test("reads rows that leave out their last cells", () => {
    assert.deepEqual(read(["2026-03-02T09:30,25", "2026-03-02T10:30"]).history.starts, [
      [570, 630],
    ]);
  });

  test("reports rows that cannot be read, by line, and uses the rest", () => {
    const { history, problems } = read([
      "2026-02-30T09:30,25,,,",
      "2026-03-02T25:30,25,,,",
      "2026-03-02T09:30,25,,,",
    ]);
    assert.deepEqual(history.counts, [1]);
    assert.deepEqual(
      problems.map(({ file, line }) => [file, line]),
      [
        ["a.csv", 2],
        ["a.csv", 3],
      ],
    );
  });

  test("refuses a file without starts, without sessions, or with a mistyped century", () => {
    assert.throws(
      () => readHistory("a.csv", "when,minutes\n2026,25"),
      /a\.csv: there is no column/,
    );
    assert.throws(() => readHistory("a.csv", ""), RangeError);
    assert.throws(() => readHistory("a.csv", 'start\n"never closed'), /^RangeError: a\.csv: /);
    assert.throws(() => read([]), /no session/);
    assert.throws(() => read(["1026-03-02T09:30,25,,,", "2026-03-02T09:30,25,,,"]), /century/);
  });
});
