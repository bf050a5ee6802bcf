import assert from "node:assert/strict";
import { buffer } from "node:stream/consumers";
import { describe, test } from "node:test";
import { fromBufferPromise } from "yauzl";
import { xlsxWriter } from "../../../../src/sessions/export/xlsx-writer.ts";
import { openZone } from "../../../../src/time/zone.ts";
import { exportedSession, exportOf } from "../../../support/exported.ts";

const SHEET = "xl/worksheets/sheet1.xml";

/** The parts of a workbook by their paths. */
async function partsOf(workbook: Buffer): Promise<ReadonlyMap<string, string>> {
  const zip = await fromBufferPromise(workbook);
  const parts = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    parts.set(entry.fileName, String(await buffer(await zip.openReadStreamPromise(entry))));
  }
  return parts;
}

describe("a workbook", () => {
  test("has the parts that a spreadsheet needs", async () => {
    const parts = await partsOf(await exportOf("xlsx", []));
    assert.deepEqual(
      [...parts.keys()].toSorted(),
      [
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/workbook.xml",
        SHEET,
      ].toSorted(),
    );
    assert.match(parts.get(SHEET) ?? "", /<row>.*start.*<\/row><\/sheetData>/s);
  });

  test("has times as days on the wall clock, numbers as numbers, and texts as texts alone", async () => {
    const session = exportedSession({
      category: "=1+1",
      task: "<b> & _x0041_",
      notes: "a\u0001b\n",
      rating: 72.5,
      completed: false,
    });
    const sheet = (await partsOf(await exportOf("xlsx", [session]))).get(SHEET) ?? "";
    const row = sheet.split("<row>")[2] ?? "";
    // 2 March 2026, 09:00: serial 46083 and three eighths.
    assert.ok(row.startsWith('<c s="1"><v>46083.375</v></c>'), row);
    assert.match(row, /<c><v>30<\/v><\/c>/);
    assert.match(row, /<c><v>72\.5<\/v><\/c><c t="b"><v>0<\/v><\/c>/);
    assert.match(row, />=1\+1<\/t>/);
    assert.match(row, />&lt;b&gt; &amp; _x005F_x0041_<\/t>/);
    assert.match(row, />a_x0001_b\n<\/t>/);
    assert.doesNotMatch(sheet, /<f>/);
  });

  test("is written while sessions are read, and ends with what they fail with", async () => {
    async function* failing() {
      yield Array.from({ length: 20_000 }, (_, index) =>
        exportedSession({ notes: `${index * 7919}` }),
      );
      throw new Error("the database is gone");
    }
    const pieces = xlsxWriter.write({
      sessions: failing(),
      async *checkins() {},
      choices: async () => ({}),
      zone: openZone("UTC"),
      nowMs: 0,
    });
    await assert.rejects(async () => {
      for await (const _ of pieces);
    }, /the database is gone/);
  });

  test("that nobody wants any more stops reading", async () => {
    let isStopped = false;
    async function* endless() {
      try {
        for (;;) yield [exportedSession()];
      } finally {
        isStopped = true;
      }
    }
    for await (const _ of xlsxWriter.write({
      sessions: endless(),
      async *checkins() {},
      choices: async () => ({}),
      zone: openZone("UTC"),
      nowMs: 0,
    })) {
      break;
    }
    assert.ok(isStopped);
  });
});
