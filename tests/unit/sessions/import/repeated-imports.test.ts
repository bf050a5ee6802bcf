import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { ServiceError } from "../../../../src/errors.ts";
import { MemoryTarget } from "./memory-target.ts";
import { hourly, run, told } from "./run-import.ts";

const HEADER = "start,duration_minutes,preset,category,task,rating,completed,notes";
const ROW = '2026-03-02T09:30:00+01:00,25,learning,SQL,Joins,80,true,"said ""so"", twice"';

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
