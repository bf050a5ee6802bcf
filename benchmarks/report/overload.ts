import { lineChart } from "../support/charts/line-chart.ts";
import { plainNumber } from "../support/charts/svg.ts";
import { machineLine } from "../support/machine.ts";
import { type Overload, OverloadSchema, type OverloadStep } from "../support/open-load/results.ts";
import { markdownTable } from "./markdown-table.ts";
import { defineSection } from "./section.ts";

export const overload = defineSection("overload", OverloadSchema, (results) => ({
  markdown: [
    "## Overload",
    `Requests are sent when they are due, whatever became of earlier ones, for ${results.seconds} s a step; ` +
      `capacity is measured anew before every step, and figures are medians of ${results.rounds} rounds; ` +
      "waiting counts from when a request was due, and who finds all " +
      "connections taken is turned away, as by a proxy with that limit. The service has " +
      `${plainNumber(results.serverShare)} of a core, as a container has with a quota, the generator the other core. ` +
      "An answer counts when it came within a second. In steps marked with * the generator itself " +
      "was late, so they say little. What is refused when, and why: [decision 0014](decisions/0014-overload.md).",
    "```sh\nnode benchmarks/speed/overload.ts\n```",
    machineLine(results.machine),
    ...results.routes.flatMap(({ name, path, connections, capacity, steps }) => [
      `### ${name}`,
      `\`${path}\`: ${whole(capacity)} answers a second when clients ask in turn. Then ${plainNumber(connections)} connections.`,
      stepsTable(steps),
    ]),
    "![Answers by arrivals, both as multiples of capacity](benchmarks/overload.svg)",
  ].join("\n\n"),
  charts: { "overload.svg": chart(results) },
}));

function stepsTable(steps: readonly OverloadStep[]): string {
  return markdownTable(
    [
      "Arrivals",
      "Answered/s",
      "of capacity",
      "p50",
      "p99",
      "Refused/s",
      "p50",
      "p99",
      "No connection/s",
      "Failed/s",
      "/livez p99",
      "As usual after",
    ],
    steps.map((step) => [
      `${step.multiple}×${step.isValid ? "" : " *"}`,
      whole(step.goodput),
      `${whole(step.share * 100)} %`,
      milliseconds(step.answeredP50Ms),
      milliseconds(step.answeredP99Ms),
      whole(step.refusals),
      milliseconds(step.refusedP50Ms),
      milliseconds(step.refusedP99Ms),
      whole(step.turnedAway),
      plainNumber(step.failures),
      milliseconds(step.healthP99Ms),
      milliseconds(step.recoveredAfterMs),
    ]),
  );
}

function chart({ routes }: Overload): string {
  return lineChart({
    title: "Answers within a second, by arrivals",
    description: "Goodput of each route as a share of its capacity, up to three times capacity.",
    x: { label: "arrivals, multiples of capacity", scale: "linear" },
    y: { label: "answered, share of capacity", scale: "linear" },
    series: routes.map(({ name, steps }) => ({
      label: name,
      points: steps.map(({ multiple, share }) => ({ x: multiple, y: share })),
    })),
    limits: [{ label: "aim above capacity", y: 0.9 }],
  });
}

function milliseconds(value: number | null): string {
  return value === null ? "–" : `${whole(value)} ms`;
}

function whole(value: number): string {
  return plainNumber(Math.round(value));
}
