import {
  type Counts,
  type HitRate,
  HitRateSchema,
  hitRate as hitRateOf,
  type Simulation,
} from "../hit-rate/results.ts";
import { plainNumber } from "../support/charts/svg.ts";
import { machineLine } from "../support/machine.ts";
import { markdownTable } from "./markdown-table.ts";
import { defineSection } from "./section.ts";
import { targetTable } from "./targets.ts";

const REQUIRED = { bound: "at least", required: 95, unit: "%" } as const;

const OUTCOMES: readonly (readonly [name: string, member: keyof Counts])[] = [
  ["Memory", "local"],
  ["Redis", "shared"],
  ["Stale", "stale"],
  ["First", "madeFirst"],
  ["After a write", "madeAfterWrite"],
  ["Time over", "madeAfterTime"],
  ["Lost", "madeAfterLoss"],
];

export const hitRate = defineSection("hit-rate", HitRateSchema, (results) => ({
  markdown: [
    "## Hit rate",
    introduction(results),
    "```sh\nnode benchmarks/hit-rate.ts\n```",
    machineLine(results.machine),
    "### The service from an empty cache, at a quiet hour",
    quietText(results.service),
    serviceTable(results.service),
    "### The service under load",
    loadedText(results.serviceUnderLoad),
    serviceTable(results.serviceUnderLoad),
    "### The rules, by load",
    rulesTable(results.rules),
    ...conclusions(results),
  ].join("\n\n"),
  charts: {},
}));

function introduction({ users, replicas, cacheMegabytes, writeShare }: HitRate): string {
  return (
    `${plainNumber(users)} people, busy by a Zipf law, open the pages of the web app through the hours of a day; ` +
    `${percent(writeShare)} of the requests are writes, by the same people. "The service" is the real one, ${replicas} replicas ` +
    `on one database and one Redis, each with ${cacheMegabytes} MB for answers; a read ends as an answer from the memory of the ` +
    "replica that was asked, from Redis, as a stale one, or made: because it was never asked before, because the person wrote, because its " +
    'time was over, or because it was lost although it held or could have been made anew. "The rules" are the same policies applied to far more requests, ' +
    "with room for everything, once the cache is warm."
  );
}

function quietText({ requestsPerSecond, hours, reads, all }: Simulation): string {
  return (
    `${plainNumber(reads)} reads in ${plainNumber(Math.round(hours * 60))} minutes across midnight, ` +
    `${plainNumber(requestsPerSecond)} requests a second. Of what had been made and still held, ${plainNumber(all.madeAfterLoss)} ` +
    "answers had to be made again, most of them because another replica than the one that took the write had been asked for " +
    "them; none was served that was older than its person's last write or of another minute, hour or day."
  );
}

function loadedText({ requestsPerSecond, hours, reads }: Simulation): string {
  return (
    `${plainNumber(requestsPerSecond)} requests a second for ${plainNumber(Math.round(hours * 3600))} s; counted are the ` +
    `${plainNumber(reads)} reads after the cache was warm.`
  );
}

function serviceTable({ all, routes }: Simulation): string {
  const named = Object.entries(routes).sort(([one], [other]) => (one < other ? -1 : 1));
  return markdownTable(
    ["Route", "There", ...OUTCOMES.map(([name]) => name)],
    [...named, ["all", all] as const].map(([route, counts]) => [route, ...shares(counts)]),
  );
}

function rulesTable(rules: readonly Simulation[]): string {
  return markdownTable(
    [
      "Requests/s",
      "There",
      "First",
      "After a write",
      "Time over",
      "By time only",
      "Of these outdated",
    ],
    rules.map(({ requestsPerSecond, reads, all, byTimeOnly }) => [
      plainNumber(requestsPerSecond),
      percent(hitRateOf(all)),
      percent(all.madeFirst / reads),
      percent(all.madeAfterWrite / reads),
      percent(all.madeAfterTime / reads),
      percent(byTimeOnly.hits / reads),
      percent(byTimeOnly.outdated / byTimeOnly.hits),
    ]),
  );
}

function conclusions({ rules, serviceUnderLoad }: HitRate): string[] {
  const busiest = rules.at(-1);
  if (busiest === undefined) return [];
  const forced = busiest.all.madeAfterWrite / busiest.reads;
  const target = ({ requestsPerSecond, all }: Simulation, who: string) => ({
    label: `Reads there, ${who} at ${plainNumber(requestsPerSecond)} requests/s`,
    measured: Math.round(hitRateOf(all) * 1000) / 10,
    ...REQUIRED,
  });
  return [
    targetTable([target(serviceUnderLoad, "the service"), target(busiest, "the rules")]),
    `A write makes all answers of its person out of date. What the person asked for in the quarter of an hour before is made ` +
      `anew at once, by the replica that took the write, so ${percent(forced)} of the reads had to wait for that. The less is ` +
      "asked, the more answers have had their time when their person comes back: within five minutes for those that follow " +
      "the clock closely, within an hour or a day for the others.",
    "*By time only* is a cache of the same requests that keeps each answer for 300 s and knows no versions: it has more there " +
      "because it serves what was made before the person's own last write.",
  ];
}

function shares(counts: Counts): string[] {
  const sum = Object.values(counts).reduce((total, count) => total + count, 0);
  return [hitRateOf(counts), ...OUTCOMES.map(([, member]) => counts[member] / sum)].map(percent);
}

function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}
