import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sqliteBytes } from "../../../../support/sqlite-bytes.ts";
import { zipBytes } from "../../../../support/zip-bytes.ts";
import { importFile, importText, refusalOf } from "../import-text.ts";

const TOGGL = `Project,Description,Start date,Start time,End date,End time,Duration
garden,beds,2026-03-02,09:00:00,2026-03-02,09:25:00,00:25:00
`;
const FRAMES = '[[1772438400, 1772439900, "reading", "aa01", [], 1772439900]]';
const OWN =
  "start,duration_minutes,category\n2026-03-03T09:00:00Z,52,Writing\n2026-03-03T10:00:00Z,x,\n";

describe("a ZIP archive", () => {
  test("of one known file is read as that", async () => {
    const bytes = await zipBytes({ "export/": "", "export/toggl.csv": TOGGL });
    for (const piece of [1, 65_536]) {
      assert.deepEqual(await importText(bytes, {}, piece), {
        format: "toggl",
        sessions: ["2026-03-02T08:00 1500 garden | beds | –"],
        faults: [],
        unchanged: 0,
      });
    }
  });

  test("of several formats: each file is recognised by itself, and lines are those of their file", async () => {
    const bytes = await zipBytes({
      "a/own.csv": OWN,
      frames: FRAMES,
      "toggl.csv": TOGGL,
      "pomotroid.db": sqliteBytes(
        "create table sessions (started_at, ended_at, round_type, duration_secs, completed)",
        "insert into sessions values (1772528400, 1772529900, 'work', 1500, 1)",
      ),
    });
    const report = await importFile(bytes);
    assert.deepEqual([report.format, report.source], ["zip", "zip"]);
    assert.deepEqual([report.imported, report.rejected, report.lines], [4, 1, 7]);
    const [problem] = report.problems;
    assert.deepEqual([problem?.member, problem?.line], ["a/own.csv", 3]);
    assert.equal(report.problemGroups[0]?.member, "a/own.csv");
    const once = await importFile(await zipBytes({ frames: FRAMES, "again/frames": FRAMES }));
    assert.deepEqual([once.format, once.imported, once.unchanged], ["watson", 1, 1]);
  });

  test("what is of no known format is said, by name, and not read", async () => {
    const report = await importFile(
      await zipBytes({
        "README.txt": "What is in here.\n",
        "data.json": '{"some": "thing"}\n{"start": 5}\n',
        "picture.png": Buffer.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0]),
        "__MACOSX/._toggl.csv": "x",
        "report.csv": "Date,Time Spent (seconds),Number of People,Activity,Category,Productivity\n",
        "toggl.csv": TOGGL,
      }),
    );
    assert.equal(report.imported, 1);
    assert.deepEqual(
      report.notes.map(({ member, code }) => `${member} ${code}`),
      [
        "README.txt member_unknown",
        "data.json member_unknown",
        "picture.png binary",
        "report.csv totals_only",
      ],
    );
  });

  test("without a known file is refused by the names of those it has", async () => {
    const names = Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((name) => [name, "text"]));
    assert.equal(await refusalOf(await zipBytes(names)), "zip_nothing a, b, c, d, e, …");
    assert.equal(await refusalOf(await zipBytes({ "folder/": "" })), "zip_empty ");
    assert.equal(await refusalOf(await zipBytes({})), "zip_empty ");
  });

  test("must hold what is asked for", async () => {
    const bytes = await zipBytes({ "toggl.csv": TOGGL });
    assert.equal(await refusalOf(bytes, { format: "watson" }), "zip_nothing toggl.csv");
    assert.equal((await importText(bytes, { format: "zip" })).format, "toggl");
    assert.equal(await refusalOf(TOGGL, { format: "zip" }), "not_zip");
  });
});

describe("a hostile ZIP archive", () => {
  test("within an archive is refused", async () => {
    const inner = await zipBytes({ "toggl.csv": TOGGL });
    const bytes = await zipBytes({ "toggl.csv": TOGGL, "more.dat": inner });
    assert.equal(await refusalOf(bytes), "zip_nested more.dat");
  });

  test("that would unpack to a thousand times its size is refused", async () => {
    const bytes = await zipBytes({ "toggl.csv": TOGGL, "a.csv": Buffer.alloc(4_000_000, "a") });
    assert.equal(await refusalOf(bytes), "zip_ratio a.csv 200");
  });

  test("of more than 1,000 files is refused", async () => {
    const names = Array.from({ length: 1001 }, (_, index) => [`${index}.csv`, "a"]);
    assert.equal(await refusalOf(await zipBytes(Object.fromEntries(names))), "zip_members 1000");
  });

  test("that understates what it unpacks to is read no further than it says", async () => {
    const lines = Array.from({ length: 2000 }, (_, index) => `2026-03-03T09:00:00Z,${index + 1}\n`);
    const bytes = await zipBytes({ "own.csv": `start,duration_minutes\n${lines.join("")}` });
    const central = bytes.lastIndexOf(Buffer.from("PK\u0001\u0002", "latin1"));
    bytes.writeUInt32LE(100, central + 24);
    assert.equal(await refusalOf(bytes), "zip_nothing own.csv");
  });

  test("with a damaged file stores nothing of it, whatever its rows look like", async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => {
      const start = new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString();
      return `${start},1,${(index * 7919) % 10_007}\n`;
    });
    const own = `start,duration_minutes,category\n${lines.join("")}`;
    const bytes = await zipBytes({ "own.csv": own, "toggl.csv": TOGGL });
    const at = Math.floor(bytes.length * 0.9);
    bytes.fill(0xff, at, at + 64);
    const report = await importFile(bytes);
    assert.deepEqual([report.format, report.imported], ["toggl", 1]);
    assert.deepEqual(
      report.notes.map(({ member, code }) => `${member} ${code}`),
      ["own.csv member_damaged"],
    );
  });

  test("that is cut off, or leads out of its folder, is refused", async () => {
    const bytes = await zipBytes({ "toggl.csv": TOGGL });
    assert.equal(await refusalOf(bytes.subarray(0, -30)), "damaged_zip");
    const out = Buffer.from(
      bytes.toString("latin1").replaceAll("toggl.csv", "../gl.csv"),
      "latin1",
    );
    assert.equal(await refusalOf(out), "damaged_zip");
  });

  test("with a file that is encrypted says so", async () => {
    const bytes = await zipBytes({ "toggl.csv": TOGGL, "more.csv": TOGGL });
    const central = bytes.lastIndexOf(Buffer.from("PK\u0001\u0002", "latin1"));
    bytes.writeUInt16LE(bytes.readUInt16LE(central + 8) | 1, central + 8);
    const { imported, notes } = await importFile(bytes);
    assert.equal(imported, 1);
    assert.deepEqual(
      notes.map(({ member, code }) => [member, code]),
      [["more.csv", "member_encrypted"]],
    );
  });
});
