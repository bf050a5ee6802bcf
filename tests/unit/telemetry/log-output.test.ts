import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { describe, type TestContext, test } from "node:test";
import { logOutput } from "../../../src/telemetry/log-output.ts";

const LINE = `${"x".repeat(99)}\n`;
const HOLD_MS = 10;
const RETRY_MS = 1000;
const MAX_WAITING = 16_777_216;

/** A stream that has written what it was given when the test says so. */
class FakeStream extends EventEmitter {
  readonly pieces: string[] = [];
  flushed = 0;

  write(text: string): void {
    this.pieces.push(text);
  }

  flushSync(): void {
    this.flushed += 1;
  }

  get text(): string {
    return this.pieces.join("");
  }
}

function open({ mock }: TestContext) {
  mock.timers.enable({ apis: ["setTimeout"] });
  const stream = new FakeStream();
  const lost: number[] = [];
  const output = logOutput(stream, (lines) => lost.push(lines));
  return { stream, lost, output, pass: (ms: number) => mock.timers.tick(ms) };
}

describe("the log", () => {
  test("is written in batches", (t) => {
    const { stream, output, pass } = open(t);
    output.write("one\n");
    output.write("two\n");
    assert.deepEqual(stream.pieces, []);
    pass(HOLD_MS);
    assert.deepEqual(stream.pieces, ["one\ntwo\n"]);
  });

  test("continues when the previous batch is written, and not earlier", (t) => {
    const { stream, output, pass } = open(t);
    output.write("one\n");
    pass(HOLD_MS);
    for (let i = 0; i < 2000; i++) output.write(LINE);
    pass(HOLD_MS);
    assert.equal(stream.pieces.length, 1);
    stream.emit("drain");
    assert.equal(stream.pieces.length, 2);
    assert.equal(stream.text, `one\n${LINE.repeat(2000)}`);
  });

  test("is buffered again when a batch is written and few lines have followed", (t) => {
    const { stream, output, pass } = open(t);
    output.write("one\n");
    pass(HOLD_MS);
    output.write("two\n");
    stream.emit("drain");
    output.write("three\n");
    assert.deepEqual(stream.pieces, ["one\n"]);
    pass(HOLD_MS);
    assert.deepEqual(stream.pieces, ["one\n", "two\nthree\n"]);
  });

  test("is never written in chunks so large that they block the event loop", (t) => {
    const { stream, output, pass } = open(t);
    output.write("one\n");
    pass(HOLD_MS);
    for (let i = 0; i < 100_000; i++) output.write(LINE);
    while (stream.pieces.length < 20 && stream.text.length < 10_000_004) stream.emit("drain");
    assert.equal(stream.text.length, 10_000_004);
    assert.ok(Math.max(...stream.pieces.map(({ length }) => length)) < 1_100_000);
  });

  test("is bounded when nothing reads it, and reports the number of lost lines", (t) => {
    const { stream, lost, output, pass } = open(t);
    output.write("one\n");
    pass(HOLD_MS);
    const written = 300_000;
    for (let i = 0; i < written; i++) output.write(LINE);
    assert.deepEqual(lost, []);
    for (let i = 0; i < 100; i++) stream.emit("drain");
    const kept = (stream.text.length - 4) / LINE.length;
    assert.ok(stream.text.length <= MAX_WAITING * 1.01);
    assert.deepEqual(lost, [written - kept]);
    assert.ok(kept > 0 && kept < written);
  });

  test("is retried every second on a full disk, and is complete once there is space", (t) => {
    const { stream, output, pass } = open(t);
    output.write("one\n");
    pass(HOLD_MS);
    stream.emit("error", new Error("no space left"));
    output.write("two\n");
    pass(HOLD_MS);
    assert.deepEqual(stream.pieces, ["one\n"]);
    pass(RETRY_MS);
    // The stream itself still has what it could not write.
    assert.deepEqual(stream.pieces, ["one\n", ""]);
    stream.emit("error", new Error("no space left"));
    pass(RETRY_MS);
    assert.deepEqual(stream.pieces, ["one\n", "", ""]);
    stream.emit("drain");
    assert.equal(stream.text, "one\ntwo\n");
  });

  test("is complete after a flush, even while a batch is being written", (t) => {
    const { stream, output, pass } = open(t);
    output.write("one\n");
    pass(HOLD_MS);
    output.write("two\n");
    output.flushSync();
    assert.equal(stream.text, "one\ntwo\n");
    assert.equal(stream.flushed, 1);
  });
});
