/**
 * How often an answer is there when it is asked for: 10,000 people by a Zipf law, a rhythm of the day, one request in
 * twenty a write, four replicas of the real service on one database and one Redis, on a simulated clock. Every answer is
 * counted with its reason, and one that is out of date ends the run. As the real service answers some hundred thousand
 * requests in a few minutes, and a cache needs millions to be full, the same rules are then applied to those without
 * answering. Needs redis-server; about five minutes on a quiet machine. Writes benchmarks/results/hit-rate.json and
 * docs/benchmarks.md.
 *
 *   node benchmarks/hit-rate.ts [requests]     default: 60000 to the service; with a number, nothing is written
 */
import { openFleet } from "./hit-rate/fleet.ts";
import { type HitRate, hitRate, type Simulation } from "./hit-rate/results.ts";
import { simulateRules, simulateService } from "./hit-rate/simulate.ts";
import { makeTraffic, type Visit } from "./hit-rate/traffic.ts";
import { writeReport } from "./report/report.ts";
import { writeResults } from "./report/results-file.ts";
import { describeMachine } from "./support/machine.ts";

const SEED = 20_260_302;
const USERS = 10_000;
const REPLICAS = 4;
const WRITE_SHARE = 0.05;
const SERVICE_REQUESTS = 60_000;
/** Twenty minutes before midnight, where days and hours change. */
const SERVICE_FROM = Date.parse("2026-03-02T23:40:00+01:00");
const SERVICE_RATE = 20;
const RULES_REQUESTS = 2_000_000;
const RULES_FROM = Date.parse("2026-03-02T09:57:00+01:00");
const RULES_RATES = [10, 100, 1000, 10_000];

const given = process.argv[2];
const part = Number(given ?? SERVICE_REQUESTS) / SERVICE_REQUESTS;

const { visits, hours } = trafficOf(SERVICE_FROM, SERVICE_RATE, SERVICE_REQUESTS * part);
const active = [...new Set(visits.map(({ user }) => user))];
await using fleet = await openFleet(REPLICAS, active, SERVICE_FROM);
const answered = await simulateService(fleet, visits, SEED);
const service: Simulation = { requestsPerSecond: SERVICE_RATE, hours, ...answered };
show("the service", service);

const rules: Simulation[] = RULES_RATES.map((requestsPerSecond) => {
  const many = trafficOf(RULES_FROM, requestsPerSecond, RULES_REQUESTS * Math.min(1, part));
  const found = simulateRules(fleet.policyOf, many.visits);
  return { requestsPerSecond, hours: many.hours, ...found };
});
for (const each of rules) show("the rules", each);

if (given === undefined) {
  const machine = describeMachine();
  const setting = { users: USERS, replicas: REPLICAS, seed: SEED, writeShare: WRITE_SHARE };
  const results: HitRate = { machine, ...setting, service, rules };
  writeResults("hit-rate", results);
  writeReport();
}

function trafficOf(
  fromMs: number,
  rate: number,
  requests: number,
): { visits: Visit[]; hours: number } {
  const hours = requests / rate / 3600;
  const durationMs = hours * 3_600_000;
  const options = { seed: SEED, users: USERS, writeShare: WRITE_SHARE };
  return { visits: makeTraffic({ ...options, fromMs, durationMs, requests }), hours };
}

function show(what: string, { requestsPerSecond, reads, all, byTimeOnly }: Simulation): void {
  const rate = (hitRate(all) * 100).toFixed(1);
  console.log(`${what} at ${requestsPerSecond} requests/s: ${rate} % of ${reads} reads were there`);
  console.log(`  ${JSON.stringify(all)}, by time only ${JSON.stringify(byTimeOnly)}`);
}
