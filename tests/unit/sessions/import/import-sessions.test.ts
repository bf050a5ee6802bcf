import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { ServiceError } from "../../../../src/errors.ts";
import {
  type ImportOptions,
  importService,
} from "../../../../src/sessions/import/import-sessions.ts";
import { openZone } from "../../../../src/time/zone.ts";
import { MemoryMappings, MemoryTarget } from "./memory-target.ts";

const nowMs = Date.parse("2026-06-01T12:00:00Z");
const IMPORT_ID = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const prague = openZone("Europe/Prague");

async function* chunksOf(content: string | Uint8Array, bytes = 1 << 16) {
  const all = Buffer.from(content);
  for (let at = 0; at < all.length; at += bytes) yield all.subarray(at, at + bytes);
}

function run(
  content: string | Uint8Array,
  options: Partial<ImportOptions> = {},
  target = new MemoryTarget(),
  chunkBytes?: number,
) {
  const service = importService({
    sessions: target,
    imports: target,
    mappings: new MemoryMappings(),
    clock: { now: () => nowMs },
    zoneOf: () => prague,
    newId: () => IMPORT_ID,
    restoreCheckin: async () => "imported",
    restoreChoices: async () => ({ imported: 0, unchanged: 0, conflicts: 0 }),
  });
  return service.importSessions(chunksOf(content, chunkBytes), {
    format: "csv",
    userId: "default",
    ...options,
  });
}

/** Problems as `line field code`. */
function told(problems: readonly { line: number; field: string; code: string }[]): string[] {
  return problems.map(({ line, field, code }) => `${line} ${field} ${code}`);
}

/** A CSV file with one session an hour. */
function hourly(rows: number): string {
  const lines = Array.from({ length: rows }, (_, hour) => new Date(hour * 3_600_000).toISOString());
  return `start,duration_minutes\n${lines.map((start) => `${start},25\n`).join("")}`;
}

async function unreadable(content: string | Uint8Array): Promise<string[]> {
  const error = await run(content).then(
    () => assert.fail("the file was read"),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof ServiceError);
  assert.equal(error.code, "import_unreadable");
  return error.fields.map(({ field, code }) => `${field} ${code}`);
}

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

  test("D24, D112: ratings 1 to 5 stay what they are", async () => {
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

  test("D110: date and time are the end, so the start is earlier, over midnight too", async () => {
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

  test("D111: completed is taken as it stands", async () => {
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
      ["start column_missing", "duration_minutes column_missing"],
    ],
    ["a log without lengths", "date,time,task\n", ["duration_min column_missing"]],
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

describe("importing again", () => {
  const text = `${HEADER}\n${`${ROW}\n`.repeat(2)}2026-03-03T09:30:00Z,25,,,,,,\n`;

  test("the same file adds nothing; equal rows of one file are two sessions", async () => {
    const target = new MemoryTarget();
    const first = await run(text, {}, target);
    const second = await run(text, {}, target);
    assert.equal(first.imported, 3);
    assert.deepEqual([second.imported, second.unchanged, second.conflicts], [0, 3, 0]);
    assert.equal(target.sessions.size, 3);
  });

  test("a longer version of the file adds the new rows", async () => {
    const target = new MemoryTarget();
    await run(text, {}, target);
    const report = await run(`${text}2026-03-04T09:30:00Z,25,,,,,,\n`, {}, target);
    assert.deepEqual([report.imported, report.unchanged], [1, 3]);
  });

  test("a row that was rated since is the same session: the stored one is kept, and it is said", async () => {
    const target = new MemoryTarget();
    await run("start,duration_minutes,rating\n2026-03-02T09:30Z,25,\n", {}, target);
    const report = await run(
      "start,duration_minutes,rating\n2026-03-02T09:30Z,25,80\n",
      {},
      target,
    );
    assert.deepEqual(told(report.notes), ["2 rating stored_differs"]);
    assert.deepEqual([report.conflicts, report.imported], [1, 0]);
    assert.equal(target.list()[0]?.rating, null);
  });

  test("the same rows as CSV and as NDJSON are the same sessions", async () => {
    const target = new MemoryTarget();
    await run("start,duration_minutes\n2026-03-02T09:30Z,25\n", {}, target);
    const line = '{"start":"2026-03-02T10:30+01:00","end":"2026-03-02T09:55:00Z"}';
    const report = await run(line, { format: "ndjson" }, target);
    assert.equal(report.unchanged, 1);
  });

  test("the same rows of two users are two sessions", async () => {
    const target = new MemoryTarget();
    await run(text, { userId: "eva" }, target);
    assert.equal((await run(text, { userId: "jan" }, target)).imported, 3);
  });

  test("ids are UUIDs of version 8 that sort by start", async () => {
    const target = new MemoryTarget();
    await run(text, {}, target);
    const ids = target.list().map((session) => session.id);
    for (const id of ids)
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.ok((ids[0] ?? "") < (ids[2] ?? ""));
  });

  test("an id given twice in one file is one session", async () => {
    const id = "00000000-0000-4000-8000-000000000001";
    const report = await run(
      `id,start,duration_minutes\n${id},2026-03-02T09:30Z,25\n${id},2026-03-02T09:30Z,25\n${id},2026-03-02T09:30Z,26\n`,
    );
    assert.deepEqual([report.imported, report.unchanged, report.conflicts], [1, 1, 1]);
  });

  test("the id of somebody else's session is a problem", async () => {
    const target = new MemoryTarget();
    const text =
      "id,start,duration_minutes\n00000000-0000-4000-8000-000000000001,2026-03-02T09:30Z,25\n";
    await run(text, { userId: "eva" }, target);
    const report = await run(text, { userId: "jan" }, target);
    assert.deepEqual(told(report.problems), ["2 id id_taken"]);
    assert.equal(report.rejected, 1);
  });
});

describe("an import", () => {
  test("of any bytes ends with a report or says that there is no header", async () => {
    const noise = fc.uint8Array({ maxLength: 200 });
    const likely = fc
      .array(fc.constantFrom(HEADER, ROW, '"', ",", "\n", "{}", '{"start":', "\xff", "\0"))
      .map((parts) => Buffer.from(parts.join(""), "latin1"));
    const format = fc.constantFrom("csv", "ndjson", "auto");
    await fc.assert(
      fc.asyncProperty(fc.oneof(noise, likely), format, async (bytes, format) => {
        try {
          const report = await run(bytes, { format });
          const { rows, imported, unchanged, conflicts, rejected } = report;
          assert.equal(rows, imported + unchanged + conflicts + rejected);
        } catch (error) {
          assert.ok(error instanceof ServiceError && error.code === "import_unreadable");
        }
      }),
    );
  });

  test("is the same however its bytes arrive", async () => {
    const text = `\ufeff${HEADER}\r\n${ROW}\r\n"2026-03-02T10:00Z",25,,,"two\r\nlines",,,\r\nbad\r\n`;
    const whole = await run(text);
    for (const bytes of [1, 2, 5, 64]) {
      assert.deepEqual(await run(text, {}, new MemoryTarget(), bytes), whole);
    }
  });

  test("lists the first hundred problems and counts all", async () => {
    const report = await run(`${HEADER}\n${"bad\n".repeat(250)}`);
    assert.equal(report.problems.length, 100);
    assert.equal(report.problems.at(-1)?.line, 101);
    assert.equal(report.problemsTruncated, true);
    assert.equal(report.rejected, 250);
  });

  test("stores in short transactions", async () => {
    const target = new MemoryTarget();
    await run(hourly(2500), {}, target);
    assert.deepEqual(target.batches, [1000, 1000, 500]);
    const [header, ...lines] = hourly(12_000).trimEnd().split("\n");
    const scattered = new MemoryTarget();
    await run([header, ...lines.toReversed()].join("\n"), {}, scattered);
    assert.deepEqual(scattered.batches, [10_000, 2000], "rows in no order share index pages");
    const long = `${HEADER}\n${`2026-03-02T10:00Z,25,,,,,,${"n".repeat(9000)}\n`.repeat(300)}`;
    const big = new MemoryTarget();
    await run(long, {}, big);
    assert.ok(big.batches.length > 2 && Math.max(...big.batches) < 130);
  });

  test("that is aborted keeps what it stored and says why", async () => {
    const target = new MemoryTarget();
    const abort = new AbortController();
    const running = run(
      hourly(3000),
      {
        signal: abort.signal,
        onProgress: ({ rows }) => {
          if (rows > 1500) abort.abort(new Error("client left"));
        },
      },
      target,
      1000,
    );
    await assert.rejects(running, /client left/);
    assert.ok(target.sessions.size >= 1000 && target.sessions.size < 3000);
  });

  test("passes on what the database failed with", async () => {
    const target = new MemoryTarget();
    target.insert = () => Promise.reject(new Error("disk full"));
    await assert.rejects(run(`${HEADER}\n${ROW}\n`, {}, target), /disk full/);
  });
});
