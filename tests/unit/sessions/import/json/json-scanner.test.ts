import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { JsonFault, JsonScanner } from "../../../../../src/sessions/import/json/json-scanner.ts";

function scan(text: string, pieceBytes = 65_536) {
  const scanner = new JsonScanner((path) => (path.length === 0 ? "enter" : "take"));
  const bytes = Buffer.from(text);
  const values: { line: number; name: string | undefined; value: unknown }[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    for (const { path, line, value } of scanner.push(bytes.subarray(at, at + pieceBytes))) {
      values.push({ line, name: path[0], value });
    }
  }
  scanner.end();
  return values;
}

function faultOf(text: string, pieceBytes?: number): string {
  try {
    scan(text, pieceBytes);
  } catch (error) {
    assert.ok(error instanceof JsonFault);
    return `${error.line}:${error.column}`;
  }
  return assert.fail("it was read");
}

describe("a JSON document that is cut into values", () => {
  test("gives what JSON.parse gives, in pieces of any size and with blanks anywhere", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(fc.jsonValue(), { minLength: 1 }),
          fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }),
        ),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom("", " ", "\n", "\t"),
        (document, pieceBytes, indent) => {
          const values = scan(JSON.stringify(document, null, indent), pieceBytes);
          const expected: unknown = JSON.parse(JSON.stringify(document));
          assert.deepEqual(
            Array.isArray(expected)
              ? values.map(({ value }) => value)
              : Object.fromEntries(values.map(({ name, value }) => [name, value])),
            expected,
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  test("says on which line a value begins", () => {
    assert.deepEqual(
      scan('[\n1,\n{"a":\n2},\n\n"x"]', 3).map(({ line }) => line),
      [2, 3, 6],
    );
  });

  for (const [text, place] of [
    ["[1, 2", "1:6"],
    ['{"a": 1,\n "b" 2}', "2:6"],
    ["[1 2]", "1:4"],
    ["[]]", "1:3"],
    ["{a: 1}", "1:2"],
    ["[,]", "1:2"],
    ['{"a": [1}\n}', "1:7"],
  ] as const) {
    test(`says from where on it is none: ${JSON.stringify(text)}`, () => {
      assert.equal(faultOf(text), place);
      assert.equal(faultOf(text, 1), place);
    });
  }

  test("passes over depth and length of any size", () => {
    const scanner = new JsonScanner((path) =>
      path.length < 1 ? "enter" : path[0] === "b" ? "take" : "skip",
    );
    const values = [];
    for (const part of [
      '{"a":',
      ...Array<string>(40).fill("[".repeat(1_000_000)),
      ...Array<string>(40).fill("]".repeat(1_000_000)),
      ',"b":"',
      ...Array<string>(40).fill("x".repeat(1_000_000)),
      '","b":2}',
    ]) {
      values.push(...scanner.push(Buffer.from(part)));
    }
    scanner.end();
    assert.deepEqual(
      values.map(({ value }) => value),
      [undefined, 2],
    );
  });
});
