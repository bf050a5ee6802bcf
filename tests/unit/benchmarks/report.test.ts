import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, test } from "node:test";
import { Type } from "typebox";
import { renderReport } from "../../../benchmarks/report/report.ts";
import { defineSection } from "../../../benchmarks/report/section.ts";
import { SECTIONS } from "../../../benchmarks/report/sections.ts";
import { targetTable } from "../../../benchmarks/report/targets.ts";

const root = new URL("../../../", import.meta.url);

describe("docs/benchmarks.md and its charts", () => {
  for (const [path, content] of Object.entries(renderReport())) {
    test(`docs/${path} is what the committed results give (npm run bench -- --render)`, () => {
      const file = new URL(`docs/${path}`, root);
      assert.ok(existsSync(file), `docs/${path} is missing`);
      assert.equal(readFileSync(file, "utf8"), content);
    });
  }

  test("no chart is left over from a section that is gone, and no results go unreported", () => {
    const charts = globSync("docs/benchmarks/*", { cwd: root });
    assert.deepEqual(
      charts.filter((path) => renderReport()[path.slice("docs/".length)] === undefined),
      [],
    );
    const names = SECTIONS.map(({ name }) => name);
    const results = globSync("benchmarks/results/*.json", { cwd: root });
    assert.deepEqual(
      results.filter((path) => !names.includes(basename(path, ".json"))),
      [],
    );
  });
});

describe("sections", () => {
  const section = defineSection("example", Type.Object({ rate: Type.Number() }), ({ rate }) => ({
    markdown: `## ${rate}`,
    charts: {},
  }));

  test("results that are not what the schema says are refused by name", () => {
    assert.equal(section.render({ rate: 5 }).markdown, "## 5");
    assert.throws(() => section.render({ rate: "5" }), /results\/example\.json/);
  });
});

describe("targets", () => {
  const target = { label: "rate", bound: "at least", required: 100, unit: "" } as const;

  test("the bound itself is met; beyond it is missed, on either side", () => {
    const verdicts = [
      { ...target, measured: 100 },
      { ...target, measured: 99 },
      { ...target, bound: "at most" as const, measured: 100 },
      { ...target, bound: "at most" as const, measured: 101 },
    ].map((each) => targetTable([each]).includes("**missed**"));
    assert.deepEqual(verdicts, [false, true, false, true]);
  });

  test("a figure that was not measured is no success", () => {
    assert.ok(targetTable([{ ...target, measured: Number.NaN }]).includes("**missed**"));
  });
});
