import { type Growth, GrowthSchema, type Spread } from "../growth/results.ts";
import { lineChart, type Point } from "../support/charts/line-chart.ts";
import { plainNumber } from "../support/charts/svg.ts";
import { machineLine } from "../support/machine.ts";
import { markdownTable } from "./markdown-table.ts";
import { defineSection } from "./section.ts";

export const growth = defineSection("growth", GrowthSchema, (results) => ({
  markdown: [
    "## Growth",
    `Medians of ${results.rounds} interleaved rounds.`,
    "```sh\nnode benchmarks/speed/growth.ts --huge\n```",
    machineLine(results.machine),
    "### Stored sessions",
    "One person's forecast of today over HTTP, nothing kept, 50 connections. The first answer folds the whole history, once.",
    sessionsTable(results),
    "![Requests per second by stored sessions](benchmarks/growth-sessions.svg)",
    "### People",
    `Forecasts in one process for people who ask in no order, with ${results.profileMegabytes} MB for profiles. A ` +
      "profile that is not in memory is read from one row ([decision 0028](decisions/0028-stored-profiles.md)).",
    peopleTable(results),
    "![Resident memory by people](benchmarks/growth-people.svg)",
    "### Room for answers",
    `${plainNumber(results.questions)} distinct requests made by a Zipf law, answers of 1,500 bytes, made at no cost.`,
    cacheTable(results),
    "![Hit rate by room for answers](benchmarks/growth-cache.svg)",
  ].join("\n\n"),
  charts: {
    "growth-sessions.svg": sessionsChart(results),
    "growth-people.svg": peopleChart(results),
    "growth-cache.svg": cacheChart(results),
  },
}));

function sessionsTable({ sessions }: Growth): string {
  return markdownTable(
    ["Sessions", "Requests/s", "p99", "Resident", "Stored in", "First answer"],
    sessions.map((each) => [
      plainNumber(each.count),
      whole(each.perSecond.median),
      `${each.p99Ms.median.toFixed(1)} ms`,
      `${whole(each.residentMb.median)} MB`,
      `${each.storedInSeconds.toFixed(1)} s`,
      `${whole(each.firstAnswerMs)} ms`,
    ]),
  );
}

function peopleTable({ people }: Growth): string {
  return markdownTable(
    ["People", "In memory", "Forecasts/s", "p99", "Resident"],
    people.map((each) => [
      plainNumber(each.count),
      plainNumber(each.profilesInMemory),
      whole(each.perSecond.median),
      `${each.p99Ms.median.toFixed(2)} ms`,
      `${whole(each.residentMb.median)} MB`,
    ]),
  );
}

function cacheTable({ cache }: Growth): string {
  return markdownTable(
    ["Room", "Answers", "Hit rate", "Requests/s", "p99", "Resident"],
    cache.map((each) => [
      `${each.megabytes} MB`,
      plainNumber(each.entries),
      `${(each.hitRate * 100).toFixed(1)} %`,
      whole(each.perSecond.median),
      `${whole(each.p99Microseconds.median)} µs`,
      `${whole(each.residentMb.median)} MB`,
    ]),
  );
}

function sessionsChart({ sessions }: Growth): string {
  const points = sessions.map(({ count, perSecond }) => point(count, perSecond));
  return lineChart({
    title: "Requests per second by stored sessions",
    description: "A forecast worked out for every request, with histories of different length.",
    x: { label: "stored sessions", scale: "log" },
    y: { label: "requests per second", scale: "linear" },
    series: [{ label: "worked out afresh", points }],
  });
}

function peopleChart({ people, profileMegabytes }: Growth): string {
  const points = people.map(({ count, residentMb }) => point(count, residentMb));
  return lineChart({
    title: "Resident memory by people",
    description: "Memory of one process that forecasts for a growing number of people.",
    x: { label: "people", scale: "log" },
    y: { label: "resident memory, MB", scale: "linear" },
    series: [{ label: `${profileMegabytes} MB for profiles`, points }],
  });
}

function cacheChart({ cache }: Growth): string {
  const points = cache.map(({ megabytes, hitRate }) => ({ x: megabytes, y: hitRate * 100 }));
  return lineChart({
    title: "Hit rate by room for answers",
    description: "Share of requests answered from memory, by how much of it there is.",
    x: { label: "megabytes for answers", scale: "log" },
    y: { label: "hit rate, %", scale: "linear" },
    series: [{ label: "requests by a Zipf law", points }],
  });
}

function point(x: number, { median, low, high }: Spread): Point {
  return { x, y: median, spread: { low, high } };
}

function whole(value: number): string {
  return plainNumber(Math.round(value));
}
