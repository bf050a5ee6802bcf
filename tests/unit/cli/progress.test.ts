import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { openProgress } from "../../../src/cli/progress.ts";
import { testClock } from "../../support/test-clock.ts";

function screen(isTTY: boolean) {
  let text = "";
  return {
    isTTY,
    columns: 60,
    write(part: string) {
      text += part;
    },
    text: () => text,
  };
}

describe("progress", () => {
  test("elsewhere than on a terminal it is a plain line every few seconds, and one at the end", () => {
    const stream = screen(false);
    const clock = testClock("2026-03-02T12:00:00Z");
    const progress = openProgress("import", stream, clock);
    for (let second = 0; second < 12; second++) {
      progress.update(second / 12, `${second} rows`);
      clock.advance(1000);
    }
    progress.finish("12 rows");
    assert.equal(stream.text(), "import: 41 % 5 rows\nimport: 83 % 10 rows\nimport: 12 rows\n");
  });

  test("work that is quick says nothing in between", () => {
    const stream = screen(false);
    const progress = openProgress("import", stream, testClock("2026-03-02T12:00:00Z"));
    progress.update(0.5, "halfway");
    progress.finish("done");
    assert.equal(stream.text(), "import: done\n");
  });

  test("on a terminal it redraws one line that fits it, ten times a second at most", () => {
    const stream = screen(true);
    const clock = testClock("2026-03-02T12:00:00Z");
    const progress = openProgress("import", stream, clock);
    progress.update(0.5, "x".repeat(100));
    progress.update(0.6, "too soon");
    clock.advance(100);
    progress.update(undefined, "of an unknown whole");
    progress.finish("done");
    const lines = stream.text().split("\r\u001b[2K").slice(1);
    assert.equal(lines.length, 3);
    assert.match(lines[0] ?? "", /^import \[█{12}░{12}\] 50 % x+$/);
    for (const line of lines) assert.ok(line.length < 61);
    assert.equal(lines[2], "import done\n");
  });
});
