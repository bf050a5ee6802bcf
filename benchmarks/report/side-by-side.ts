import { type Round, type SideBySide, SideBySideSchema } from "../side-by-side/results.ts";
import { barChart } from "../support/charts/bar-chart.ts";
import { plainNumber } from "../support/charts/svg.ts";
import { machineLine } from "../support/machine.ts";
import { median } from "../support/measure-requests.ts";
import { markdownTable } from "./markdown-table.ts";
import { defineSection } from "./section.ts";
import { sideBySideTargets } from "./side-by-side-targets.ts";
import { targetTable } from "./targets.ts";

const CHART = "side-by-side.svg";

/** Processes that want a processor, per core, above which a run had to share it with other work. */
const QUIET_LOAD = 0.5;

export const sideBySide = defineSection("side-by-side", SideBySideSchema, (results) => ({
  markdown: [
    ...introduction(results),
    ...verdicts(results),
    `![Requests per second by contestant and number of connections](benchmarks/${CHART})`,
    ...loads(results).flatMap((connections) => table(results, connections)),
    ...explanation(results),
  ].join("\n\n"),
  charts: { [CHART]: chart(results) },
}));

function introduction(results: SideBySide): string[] {
  const { path, storedSessions, skipped, machine } = results;
  const missing = skipped.map(({ label, reason }) => `**Not measured:** ${label} (${reason}).`);
  return [
    "## Side by side",
    `\`GET ${path}\` for a person with ${plainNumber(storedSessions)} stored sessions, asked of this service and of what others would ` +
      "have built, in one run on one machine. To repeat it:",
    "```sh\nnpm ci --prefix benchmarks/peers/elysia\nnpm run bench\n```",
    "It takes about ten minutes, writes this page, and says what is missing; the Python peers need Debian's `python3-fastapi " +
      "python3-uvicorn python3-uvloop python3-httptools python3-asyncpg python3-redis python3-hiredis python3-flask " +
      "python3-psycopg2 gunicorn`, the load generator `wrk`.",
    machineLine(machine),
    ...quietness(results),
    ...missing,
  ];
}

/** Figures of a busy machine are shown, but not without saying so. */
function quietness({ loadBefore, machine: { cores } }: SideBySide): string[] {
  if (loadBefore <= QUIET_LOAD * cores) return [];
  return [
    `**The machine was busy with other work** (load ${loadBefore} on ${cores} cores before the run): these figures are ` +
      "preliminary, and a missed target may be the other work's doing.",
  ];
}

function verdicts(results: SideBySide): string[] {
  const targets = sideBySideTargets(results);
  if (targets.length === 0) return [];
  return [
    "### Targets",
    "At 500 connections, with everything switched on: PostgreSQL, Redis, log lines, metrics, identifiers, security headers. A " +
      "ratio is the median of the ratios of the rounds.",
    targetTable(targets),
  ];
}

function table(results: SideBySide, connections: number): string[] {
  const rows = results.contestants.flatMap(({ id, label }) => {
    const rounds = roundsOf(results, id, connections);
    return rounds === undefined ? [] : [row(label, rounds)];
  });
  const head = [
    "Server",
    "Requests/s",
    "Spread",
    "p50 ms",
    "p95 ms",
    "p99 ms",
    "CPU s",
    "Failures",
  ];
  return [`### ${connectionsText(connections)}`, markdownTable(head, rows)];
}

function row(label: string, rounds: readonly Round[]): string[] {
  const middle = (value: (round: Round) => number) => median(rounds.map(value));
  const rates = rounds.map(({ requestsPerSecond }) => requestsPerSecond);
  return [
    label,
    plainNumber(median(rates)),
    `${plainNumber(Math.min(...rates))}–${plainNumber(Math.max(...rates))}`,
    plainNumber(middle(({ p50Ms }) => p50Ms)),
    plainNumber(middle(({ p95Ms }) => p95Ms)),
    plainNumber(middle(({ p99Ms }) => p99Ms)),
    plainNumber(middle(({ cpuSecondsPer100k }) => cpuSecondsPer100k)),
    plainNumber(rounds.reduce((sum, { failures }) => sum + failures, 0)),
  ];
}

function explanation(results: SideBySide): string[] {
  const { loadGenerator, secondsPerRound, workers, contestants } = results;
  const rounds = results.measured[0]?.rounds.length ?? 0;
  const sizes = contestants.map(({ label, bytes }) => `${label}: ${plainNumber(bytes)}`).join("; ");
  return [
    "### How to read it",
    [
      `- Load comes from ${loadGenerator}, one thread, every connection always waiting for an answer. ${roundsText(rounds)} of ${secondsPerRound} s ` +
        "after one that warms up; in each round all are measured in turn, in alternating order. Figures are medians, the " +
        "spread is from the slowest round to the fastest.",
      "- *CPU s* are seconds of processor time that the server and its workers used for 100,000 requests, system time " +
        "included. Redis, PostgreSQL and the load generator are not in it.",
      `- Every server had ${workersText(workers)}; bare node:http has no more than one process in any case.`,
      "- This service wrote a log line for every request, at level `info`, to a file. The peers logged nothing.",
      "- *Worked out afresh* is `Cache-Control: no-cache`: no cached answer is used. The profile in memory is, with what follows from it and the day alone (`memoizePerProfile`); of this answer, the plan of hours.",
      "- The peers are under `benchmarks/peers`: FastAPI and Elysia keep the answer in Redis and get it from there for each " +
        "request; Flask reads all of the person's rows for each request, as the design did that this service replaces. " +
        "They answer with the mean of the weekday, all three with the same bytes, as the run verifies.",
      "- A server that closes each connection, as gunicorn's plain workers do, is asked over new ones. With more " +
        "connections than it answers in a round, its percentiles cover only those that were answered.",
      `- Bytes of the answers: ${sizes}.`,
    ].join("\n"),
  ];
}

function chart(results: SideBySide): string {
  return barChart({
    title: `GET ${results.path}, requests per second`,
    description:
      "Median requests per second of each contestant; the tables of the page have the figures.",
    axisLabel: "requests per second: median, and spread of the rounds",
    groups: loads(results).map((connections) => ({
      heading: connectionsText(connections),
      bars: results.contestants.flatMap(({ id, label, isOurs }) => {
        const rates = roundsOf(results, id, connections)?.map((each) => each.requestsPerSecond);
        if (rates === undefined) return [];
        const spread = { low: Math.min(...rates), high: Math.max(...rates) };
        return [{ label, isOurs, value: median(rates), spread }];
      }),
    })),
  });
}

function loads({ measured }: SideBySide): number[] {
  return [...new Set(measured.map(({ connections }) => connections))];
}

function roundsOf(
  { measured }: SideBySide,
  id: string,
  connections: number,
): readonly Round[] | undefined {
  return measured.find((each) => each.id === id && each.connections === connections)?.rounds;
}

function connectionsText(connections: number): string {
  return connections === 1 ? "1 connection" : `${plainNumber(connections)} connections`;
}

function roundsText(rounds: number): string {
  return rounds === 1 ? "One round" : `${rounds} rounds`;
}

function workersText(workers: number): string {
  return workers === 1 ? "one worker" : `${workers} workers`;
}
