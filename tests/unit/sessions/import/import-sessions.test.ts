import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { openZone } from "../../../../src/time/zone.ts";
import { MemoryTarget } from "./memory-target.ts";
import { nowMs, prague, run, told, unreadable } from "./run-import.ts";

const HEADER = "start,duration_minutes,preset,category,task,rating,completed,notes";
const ROW = '2026-03-02T09:30:00+01:00,25,learning,SQL,Joins,80,true,"said ""so"", twice"';

describe("our own CSV", () => {
  test("is read column by column", async () => {
    const target = new MemoryTarget();
    const report = await run(`${HEADER}\n${ROW}\n`, {}, target);
    const [session] = target.list();
    assert.deepEqual(session && { ...session, id: "" }, {
      id: "",
      userId: "default",
      startedAtMs: Date.parse("2026-03-02T08:30:00Z"),
      endedAtMs: Date.parse("2026-03-02T08:55:00Z"),
      durationSeconds: 1500,
      preset: "learning",
      category: "SQL",
      task: "Joins",
      rating: 80,
      completed: true,
      notes: 'said "so", twice',
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    });
    assert.equal(report.imported, 1);
    assert.equal(report.lines, 2);
    assert.equal(report.firstStart, "2026-03-02T09:30:00+01:00");
  });

  test("may come from a Czech spreadsheet: BOM, CRLF, semicolons, decimal commas, ano and ne", async () => {
    const target = new MemoryTarget();
    const rows = "2026-03-02 09:30;12,5;66,5;ano\r\n2026-03-02 10:30;25;;Ne\r\n";
    const text = `\ufeffsep=;\r\nStart;Duration Minutes;RATING;Completed\r\n${rows}`;
    const report = await run(text, { zone: prague }, target, 3);
    assert.deepEqual(
      target
        .list()
        .map(({ durationSeconds, rating, completed }) => [durationSeconds, rating, completed]),
      [
        [750, 66.5, true],
        [1500, null, false],
      ],
    );
    assert.equal(report.rejected, 0);
    assert.equal(report.lines, 4);
  });

  test("may be separated by tabs, with headers in any case and order", async () => {
    const target = new MemoryTarget();
    await run("durationminutes\tSTART\n25\t2026-03-02T09:30Z\n", {}, target);
    assert.equal(target.list()[0]?.startedAtMs, Date.parse("2026-03-02T09:30Z"));
  });

  test("names the columns that it does not know", async () => {
    const report = await run("start,duration_minutes,mood,,ratng\n2026-03-02T09:30Z,25,,,\n");
    assert.deepEqual(report.ignoredColumns, ["mood", "ratng"]);
    assert.equal(report.imported, 1);
  });

  test("rejects rows by line and field, and imports the others", async () => {
    const rows = [
      "2026-02-30T10:00Z,25,,,,,,",
      "2026-03-02T10:00,25,,,,,,",
      "2026-03-02T10:00Z,-5,,,,101,perhaps,",
      "2026-03-02T10:00Z,25",
      ROW,
      "2027-03-02T10:00Z,25,,,,,,",
      `2026-03-02T10:00Z,"1,5",,,,,,`,
      "2026-03-02T11:00Z,25,,,,,,a\0b",
    ];
    const report = await run(`${HEADER}\n${rows.join("\n")}\n`);
    assert.deepEqual(told(report.problems), [
      "2 start instant",
      "3 start instant",
      "4 duration_minutes more_than",
      "4 rating maximum",
      "4 completed type",
      "5 line cell_count",
      "7 start future",
      "8 duration_minutes type",
      "9 notes text",
    ]);
    assert.equal(report.rejected, 7);
    assert.equal(report.imported, 1);
    assert.equal(report.rows, 8);
  });

  test("shows what was written, but never what somebody noted", async () => {
    const secret = "s".repeat(20_000);
    const report = await run(`${HEADER}\nyester\x1bday,25,,,${secret},,,${secret}\n`);
    assert.deepEqual(
      report.problems.map((problem) => problem.value),
      ["yester\ufffdday", undefined, undefined],
    );
    assert.ok(!JSON.stringify(report).includes("sss"));
  });

  test("ratings 1 to 5 stay what they are", async () => {
    const target = new MemoryTarget();
    await run("start,duration_minutes,rating\n2026-03-02T09:30Z,25,5\n", {}, target);
    assert.equal(target.list()[0]?.rating, 5);
  });

  test("remarks on one session decades before all others", async () => {
    const rows = "2026-02-03T09:00Z,25\n1970-01-01T00:00Z,25\n2026-02-02T09:00Z,25\n";
    const report = await run(`start,duration_minutes\n${rows}`);
    assert.deepEqual(told(report.notes), ["3 start lone_session"]);
    const steady = await run(
      "start,duration_minutes\n2026-02-03T09:00Z,25\n2026-02-02T09:00Z,25\n",
    );
    assert.deepEqual(steady.notes, []);
  });

  test("says when the clock skipped a time or showed it twice", async () => {
    const rows = "2026-03-29T02:30,25\n2025-10-26T02:30,25\n";
    const report = await run(`start,duration_minutes\n${rows}`, { zone: prague });
    assert.deepEqual(told(report.notes), ["2 start clock_gap", "3 start clock_overlap"]);
    assert.equal(report.imported, 2);
  });

  test("a row of another user is rejected, unless an operator imports", async () => {
    const text = "start,duration_minutes,user\n2026-03-02T09:30Z,25,eva\n2026-03-02T09:30Z,25,\n";
    const rejected = await run(text);
    assert.deepEqual(told(rejected.problems), ["2 user other_user"]);
    const target = new MemoryTarget();
    await run(text, { allowUserColumn: true }, target);
    assert.deepEqual(
      target
        .list()
        .map((session) => session.userId)
        .toSorted(),
      ["default", "eva"],
    );
  });
});

describe("the old app's log", () => {
  const LOG = "date,time,preset,category,task,duration_min,completed,notes";

  test("date and time are the end, so the start is earlier, over midnight too", async () => {
    const target = new MemoryTarget();
    const report = await run(`${LOG}\n2026-03-02,00:10,deep_work,SQL,,52,True,\n`, {}, target);
    const [session] = target.list();
    assert.equal(session?.endedAtMs, Date.parse("2026-03-01T23:10:00Z"));
    assert.equal(session?.startedAtMs, Date.parse("2026-03-01T22:18:00Z"));
    assert.equal(report.source, "pomodoro_log");
  });

  test("is read in the user's zone, or in the one that is given", async () => {
    const target = new MemoryTarget();
    const zone = openZone("UTC");
    await run(`${LOG}\n2026-03-02,10:00:30,,,,25,,\n`, { zone }, target);
    assert.equal(target.list()[0]?.endedAtMs, Date.parse("2026-03-02T10:00:30Z"));
  });

  test("completed is taken as it stands", async () => {
    const target = new MemoryTarget();
    await run(`${LOG}\n2026-03-02,10:00,,,,25,False,\n2026-03-02,11:00,,,,25,,\n`, {}, target);
    assert.deepEqual(
      target.list().map((session) => session.completed),
      [false, true],
    );
  });

  test("names its own columns in problems", async () => {
    const rows = [
      "2026-02-30,10:00,,,,25,,",
      "2026-03-02,25:00,,,,25,,",
      ",,,,,25,,",
      "2026-03-02,10:00,,,,-1,,",
      "2026-03-02,10:00,,,,,,",
      "1970-01-01,00:10,,,,20,,",
      "2026-03-02,10:00,,,,99999999999999999999,,",
      "2026-07-02,10:00,,,,20,,",
    ];
    const report = await run(`${LOG}\n${rows.join("\n")}`);
    assert.deepEqual(told(report.problems), [
      "2 date date",
      "3 time clock",
      "4 date required",
      "4 time required",
      "5 duration_min more_than",
      "6 duration_min required_one",
      "7 date year",
      "8 duration_min maximum",
      "9 date future",
    ]);
  });

  test("notes changes of the clock at the time column", async () => {
    const report = await run(`${LOG}\n2025-10-26,02:30,,,,25,,\n`);
    assert.deepEqual(told(report.notes), ["2 time clock_overlap"]);
  });
});

describe("NDJSON", () => {
  const line = (members: object) =>
    `${JSON.stringify({ start: "2026-03-02T09:30Z", duration_minutes: 25, ...members })}\n`;

  test("has the members of POST /api/sessions, one object a line", async () => {
    const target = new MemoryTarget();
    const local = line({ start: "2026-03-02T09:30", timezone: "America/New_York", rating: 5.5 });
    const report = await run(
      `\ufeff${line({ notes: "ž" })}\r\n\n${local}`,
      { format: "auto" },
      target,
    );
    assert.equal(report.format, "ndjson");
    assert.deepEqual(
      target.list().map(({ startedAtMs, rating, notes }) => [startedAtMs, rating, notes]),
      [
        [Date.parse("2026-03-02T09:30Z"), null, "ž"],
        [Date.parse("2026-03-02T14:30Z"), 5.5, null],
      ],
    );
  });

  test("reports what is no session", async () => {
    const text = [
      "{",
      "[1]",
      '"text"',
      '{"start":"2026-03-02T09:30Z","duration_minutes":25,"__proto__":{"rating":1}}',
      '{"start":"2026-03-02T09:30Z","duration_minutes":25,"task":"\\ud800"}',
      '{"start":"2026-03-02T09:30Z","duration_minutes":25,"user":7}',
      '{"start":"2026-03-02T09:30Z","duration_minutes":25,"completed":"yes"}',
      '{"start":"2026-03-02T09:30","duration_minutes":25,"timezone":"Mars/Olympus"}',
      "[".repeat(100_000),
    ].join("\n");
    const report = await run(text, { format: "ndjson" });
    assert.deepEqual(told(report.problems), [
      "1 line json",
      "2 line type",
      "3 line type",
      "4 __proto__ unknown",
      "5 task text",
      "6 user type",
      "7 completed type",
      "8 timezone timezone",
      "9 line json",
    ]);
    assert.equal(report.rejected, 9);
  });

  test("an empty file has no rows", async () => {
    assert.equal((await run("", { format: "ndjson" })).rows, 0);
  });
});

describe("a CSV file without a readable header", () => {
  const cases: readonly [string, string | Uint8Array, readonly string[]][] = [
    ["nothing", "", ["header required"]],
    ["blank lines", "\n\r\n", ["header required"]],
    [
      "another table",
      "name,age\nEva,3\n",
      ["start column_missing", "duration_minutes column_missing", "header columns_present"],
    ],
    [
      "a log without lengths",
      "date,time,task\n",
      ["duration_min column_missing", "header columns_present"],
    ],
    ["a column twice", "start,Start,duration_minutes\n", ["start column_repeated"]],
    ["an open quote", '"start,duration_minutes\n', ["header quote"]],
    ["UTF-16 without a mark", Buffer.from("start,x\n", "utf16le"), ["file encoding_named"]],
    ["Windows-1250", Buffer.from("start,d\xedlka\n", "latin1"), ["header encoding"]],
    [
      "a first row of data",
      "2026-03-02T09:30Z,25\n",
      ["header header_data", "start column_missing", "duration_minutes column_missing"],
    ],
    ["too many columns", `start,end${",x".repeat(300)}\n`, ["header max_items"]],
    ["an endless line", "x".repeat(2_000_000), ["header line_length"]],
  ];
  for (const [name, content, expected] of cases) {
    test(`${name} is refused as a whole`, async () => {
      assert.deepEqual(await unreadable(content), expected);
    });
  }
});
