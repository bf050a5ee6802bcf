import { mkdirSync, writeFileSync } from "node:fs";
import { readResults } from "./results-file.ts";
import { SECTIONS } from "./sections.ts";

const DOCS = new URL("../../docs/", import.meta.url);

const INTRODUCTION = `<!-- Written by \`npm run bench -- --render\` from benchmarks/results; edit benchmarks/report instead. -->

# Benchmarks

Every figure here was measured by a script of this repository, which wrote it into \`benchmarks/results\`; this page and its
charts are made from those files, and a test compares them. The load generator, the databases and the measured server share
one machine, so figures of one run can be compared with one another, and hardly with those of another machine: judge by
the ratios.`;

/** Files of the report: their contents by path below docs/. */
export function renderReport(): Readonly<Record<string, string>> {
  const rendered = SECTIONS.flatMap((section) => {
    const results = readResults(section.name);
    return results === undefined ? [] : [section.render(results)];
  });
  const page = [INTRODUCTION, ...rendered.map(({ markdown }) => markdown)].join("\n\n");
  const files: Record<string, string> = { "benchmarks.md": `${page}\n` };
  for (const { charts } of rendered) {
    for (const [name, svg] of Object.entries(charts)) files[`benchmarks/${name}`] = svg;
  }
  return files;
}

/** Writes docs/benchmarks.md and its charts from what is in benchmarks/results. */
export function writeReport(): void {
  mkdirSync(new URL("benchmarks/", DOCS), { recursive: true });
  for (const [path, content] of Object.entries(renderReport())) {
    writeFileSync(new URL(path, DOCS), content);
  }
}
