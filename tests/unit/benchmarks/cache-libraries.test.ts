import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  BEHAVIOURS,
  PAGE,
  readCacheLibraries,
  withTable,
} from "../../../benchmarks/cache-libraries/results.ts";

test("the decision's table is what was measured (node benchmarks/cache-libraries.ts --render)", () => {
  const page = readFileSync(PAGE, "utf8");
  assert.equal(page, withTable(page, readCacheLibraries()));
});

test("what was measured is what is asked for now, and ours does all of it", () => {
  const known = BEHAVIOURS.map(({ id }) => id);
  assert.equal(new Set(known).size, known.length);
  const { contestants } = readCacheLibraries();
  for (const { failures } of contestants) {
    assert.deepEqual(
      Object.keys(failures).filter((id) => !known.includes(id)),
      [],
    );
  }
  assert.deepEqual(contestants[0], { ...contestants[0], name: "ours", failures: {} });
});

test("the table says no where something failed, and only there", () => {
  const results = readCacheLibraries();
  const page = "<!-- figures: cache-libraries -->\n<!-- end -->\n";
  const [first, second] = BEHAVIOURS;
  const failures = { [second?.id ?? ""]: "slept" };
  const table = withTable(page, {
    ...results,
    contestants: [{ name: "x", failures, hitUs: 1.5, missUs: 20 }],
  });
  const cellsOf = (title: string | undefined) =>
    table
      .split("\n")
      .find((line) => line.startsWith(`| ${title}`))
      ?.split("|")
      .map((cell) => cell.trim());
  assert.deepEqual(cellsOf(first?.title)?.[2], "yes");
  assert.deepEqual(cellsOf(second?.title)?.[2], "no");
  assert.deepEqual(cellsOf("processor time of a hit")?.[2], "1.5 µs");
});
