import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import {
  CsvReader,
  type CsvRecord,
  splitCells,
} from "../../../../src/sessions/import/csv-reader.ts";
import { LineSplitter } from "../../../../src/sessions/import/line-splitter.ts";

function read(text: string, width: number, delimiter = ",", chunkBytes = 7): CsvRecord[] {
  const bytes = Buffer.from(text);
  const lines = new LineSplitter();
  const reader = new CsvReader({ delimiter, width });
  const records: CsvRecord[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    records.push(...reader.push(lines.push(bytes.subarray(at, at + chunkBytes))));
  }
  return [...records, ...reader.push(lines.end()), ...reader.end()];
}

/** Each record as line and cells, or line and fault. */
function summary(text: string, width: number, delimiter = ",") {
  return read(text, width, delimiter).map(({ line, cells, fault }) => [line, fault ?? cells]);
}

const cell = fc.string({
  unit: fc.constantFrom("a", '"', ",", ";", "\n", "\r\n", " ", "ž"),
  maxLength: 8,
});
const row = fc.array(cell, { minLength: 3, maxLength: 3 });

describe("CSV records", () => {
  test("of whatever csv-stringify writes are what csv-parse reads", () => {
    const delimiters = fc.constantFrom(",", ";", "\t");
    const breaks = fc.constantFrom("\n", "\r\n");
    fc.assert(
      fc.property(fc.array(row), delimiters, breaks, (rows, delimiter, record_delimiter) => {
        const full = rows.map((cells) => ["x", ...cells]);
        const text = stringify(full, { delimiter, record_delimiter, quoted: true });
        const expected: string[][] = parse(text, { delimiter, record_delimiter });
        assert.deepEqual(
          read(text, 4, delimiter).map((record) => record.cells),
          expected,
        );
      }),
    );
  });

  test("of any text at all never throw and never invent lines", () => {
    const messy = fc.string({ unit: fc.constantFrom("a", '"', '""', ",", "\n", "\r") });
    fc.assert(
      fc.property(messy, fc.integer({ min: 1, max: 4 }), (text, width) => {
        const numbers = read(text, width).map((record) => record.line);
        assert.deepEqual(
          numbers,
          [...new Set(numbers)].toSorted((a, b) => a - b),
        );
        assert.ok(numbers.every((number) => number <= text.split("\n").length));
      }),
    );
  });

  test("count the lines inside quotes", () => {
    assert.deepEqual(summary('a,"b\nc"\r\n\r\n1,"x ""y"" z"\n', 2), [
      [1, ["a", "b\nc"]],
      [4, ["1", 'x "y" z']],
    ]);
  });

  test("take quotes in the middle, and text after a closing quote, as they are", () => {
    assert.deepEqual(summary('5" floppy,b\n"y"z,b\n"a" ,b\n', 2), [
      [1, ['5" floppy', "b"]],
      [2, ["yz", "b"]],
      [3, ["a", "b"]],
    ]);
  });

  test("of another width are named, unless what is too much is blank", () => {
    assert.deepEqual(summary("a\na,b\na,b,, \na,b,c\n,\n", 2), [
      [1, "cell_count"],
      [2, ["a", "b"]],
      [3, ["a", "b", "", " "]],
      [4, "cell_count"],
    ]);
  });

  test("after a quote that is never closed are still read", () => {
    assert.deepEqual(summary('a,"b\nc,d\ne,f\n', 2), [
      [1, "quote"],
      [2, ["c", "d"]],
      [3, ["e", "f"]],
    ]);
  });

  test("between two stray quotes do not vanish into a cell", () => {
    assert.deepEqual(summary('a,"b\nc,d\ne,"f\ng,h\n', 2), [
      [1, "quote"],
      [2, ["c", "d"]],
      [3, "quote"],
      [4, ["g", "h"]],
    ]);
  });

  test("a file made of stray quotes ends in time", () => {
    const text = 'x,"""a\n'.repeat(200_000);
    const started = process.cpuUsage().user;
    const reader = new CsvReader({ delimiter: ",", width: 2 });
    const lines = new LineSplitter().push(Buffer.from(text));
    const faults = [...reader.push(lines), ...reader.end()];
    assert.ok(faults.length > 0 && faults.every((record) => record.fault === "quote"));
    assert.ok(process.cpuUsage().user - started < 20_000_000, "the bound on reading again holds");
  });
});

test("splitCells says when a quote is left open", () => {
  assert.deepEqual(splitCells('a;"b;c"', ";"), ["a", "b;c"]);
  assert.equal(splitCells('a;"b', ";"), undefined);
});
