import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import {
  LINE_BYTES,
  type Line,
  LineSplitter,
} from "../../../../src/sessions/import/line-splitter.ts";

function split(bytes: Uint8Array, chunkBytes = bytes.length): Line[] {
  const splitter = new LineSplitter();
  const lines: Line[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    lines.push(...splitter.push(bytes.subarray(at, at + chunkBytes)));
  }
  return [...lines, ...splitter.end()];
}

describe("lines of a file", () => {
  test("are the same however the bytes arrive", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "é", "😀", "\n", "\r", "\ufeff") });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (content, chunkBytes) => {
        const bytes = Buffer.from(content);
        const expected = content.replace(/^\ufeff/, "").split("\n");
        if (content.endsWith("\n") || content === "") expected.pop();
        const found = split(bytes, chunkBytes).map((line) => line.text);
        // A file that consists of a byte order mark has one empty line or none; nobody can tell.
        if (content !== "\ufeff") assert.deepEqual(found, expected);
        assert.deepEqual(split(bytes), split(bytes, chunkBytes));
      }),
    );
  });

  test("of any bytes at all never throw, and are numbered without gaps", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.integer({ min: 1, max: 40 }),
        (bytes, size) => {
          const lines = split(bytes, size);
          assert.deepEqual(
            lines.map((line) => line.number),
            lines.map((_, index) => index + 1),
          );
          assert.deepEqual(split(bytes), lines);
        },
      ),
    );
  });

  test("that are not UTF-8 do not keep their neighbours from being read", () => {
    const bytes = Buffer.concat([
      Buffer.from("one\ntwo"),
      Buffer.from([0xe9, 10]),
      Buffer.from("three\n"),
    ]);
    assert.deepEqual(
      split(bytes).map((line) => line.fault ?? line.text),
      ["one", "encoding", "three"],
    );
  });

  for (const chunkBytes of [1 << 16, 1 << 22]) {
    test(`longer than a mebibyte are named and skipped, in chunks of ${chunkBytes}`, () => {
      const bytes = Buffer.from(
        `a\n${"x".repeat(LINE_BYTES)}\n${"é".repeat(LINE_BYTES / 2 + 1)}\nb\n${"y".repeat(LINE_BYTES + 1)}`,
      );
      assert.deepEqual(
        split(bytes, chunkBytes).map((line) => line.fault ?? line.text.length),
        [1, LINE_BYTES, "line_length", 1, "line_length"],
      );
    });
  }
});
