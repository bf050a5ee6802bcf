import { PagesSchema } from "../speed/pages/results.ts";
import { plainNumber } from "../support/charts/svg.ts";
import { machineLine } from "../support/machine.ts";
import { markdownTable } from "./markdown-table.ts";
import { defineSection } from "./section.ts";

export const pages = defineSection(
  "pages",
  PagesSchema,
  ({ machine, pages: measured, firstPaintMs }) => ({
    markdown: [
      "## Pages",
      "Pages of the invented year. *Made*: requests one after the other, each of which has its page made from the profile " +
        "in memory; at most 3 ms are allowed. *Kept*: the same page sent again with the visitor's own tokens in it, for a second " +
        "of the server's processor time, all of its threads counted; at least 5,000 are asked for.",
      "```sh\nnode benchmarks/speed/pages.ts\n```",
      machineLine(machine),
      markdownTable(
        [
          "Page",
          "Bytes",
          "gzip",
          "Made",
          "Processor",
          "Kept/s a core",
          "Compressed/s a core",
          "Failures",
        ],
        measured.map((page) => [
          `\`${page.path}\``,
          plainNumber(page.bytes),
          plainNumber(page.gzipBytes),
          `${page.madeMs.toFixed(2)} ms`,
          `${page.madeProcessorMs.toFixed(2)} ms`,
          plainNumber(Math.round(page.keptPerSecond)),
          plainNumber(Math.round(page.gzipPerSecond)),
          plainNumber(page.failures),
        ]),
      ),
      firstPaintMs === null
        ? "No Chromium was there to measure the first paint."
        : `\`/ui\` in a Chromium that has nothing of it yet, on loopback: first contentful paint after ${Math.round(firstPaintMs)} ms; 200 ms are allowed.`,
    ].join("\n\n"),
    charts: {},
  }),
);
