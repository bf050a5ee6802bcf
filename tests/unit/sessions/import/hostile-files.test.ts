import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { HOSTILE_FILES, type HostileFile } from "../../../support/hostile-files.ts";

const run = promisify(execFile);
const child = fileURLToPath(new URL("../../../support/import-child.ts", import.meta.url));
/** Of the whole process; one that imports a single row has 97. */
const MAX_MEGABYTES = 300;

/** What becomes of each: `imported`, then why the other rows, or the whole file, are refused. */
const OUTCOMES: Readonly<Record<HostileFile, string>> = {
  "a line of 1 GB between two rows": "2: 1 line_length",
  "a header of 1 GB": "header line_length",
  "a quoted cell of 1 GB that is never closed": "1: 1 line_length",
  "a quote that is never closed before half a million lines": "1: 1 quote, 524287 cell_count",
  "a header of 10 million columns": "header line_length",
  "a header of half a million columns": "header max_items 200",
  "rows of a million cells": "2: 10 cell_count",
  "NULs in place of what followed a row": "1: 1 line_length",
  "nothing but NULs": "file nul_bytes",
  "a line of 256 MB in UTF-16": "1: 1 line_length",
  "UTF-32 with a byte order mark": "file encoding_named UTF-32",
  "UTF-32 without one, big end first": "file encoding_named UTF-32",
  "Windows-1250": "1: 10000 encoding",
  "an object of 1 GB on a line": "1: 1 line_length",
  "brackets that open a million times": "1: 1 json_from",
  "a JSON text of 64 MB": "1: 1 json_from",
  "a calendar's line folded a million times": "0: ",
  "an event of 400,000 properties": "0: ",
  "a calendar of 100,000 time zones": "0: ",
};

describe(`a file is read in ${MAX_MEGABYTES} MB`, { concurrency: 2 }, () => {
  for (const name of Object.keys(HOSTILE_FILES)) {
    test(`when it holds ${name}`, async () => {
      const { stdout } = await run(process.execPath, [child, name]);
      const { refusal, imported, problems, megabytes } = JSON.parse(stdout);
      const outcome = refusal ?? `${imported}: ${problems.join(", ")}`;
      assert.equal(outcome, new Map(Object.entries(OUTCOMES)).get(name));
      assert.ok(megabytes <= MAX_MEGABYTES, `${megabytes} MB`);
    });
  }
});
