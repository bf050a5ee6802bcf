/**
 * How often an answer is there when it is asked for: 10,000 people by a Zipf law, a rhythm of the day, one request in
 * twenty a write, four replicas of the real service on one database and one Redis, on a simulated clock. Every answer is
 * counted with its reason, and one that is out of date ends the run: first from an empty cache at a quiet hour, then as busy
 * as the service is built for. The same rules are then applied, without answering, to millions of requests at several
 * rates. Needs redis-server; about twenty minutes. Writes benchmarks/results/hit-rate.json and
 * docs/benchmarks.md.
 *
 *   node benchmarks/hit-rate.ts [requests]     default: 60000 to the quiet service; with a number, nothing is written
 */
import { CACHE_MEGABYTES, openFleet } from "./hit-rate/fleet.ts";
import { type HitRate, hitRate, type Simulation } from "./hit-rate/results.ts";
import { type Found, simulateRules, simulateService } from "./hit-rate/simulate.ts";
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
const LOADED_REQUESTS = 600_000;
/** A service runs for longer than what can be simulated: this part is not counted. */
const LOADED_WARM_UP = 0.75;
const LOADED_RATE = 10_000;
const RULES_REQUESTS = 2_000_000;
const RULES_FROM = Date.parse("2026-03-02T09:57:00+01:00");
const RULES_RATES = [10, 100, 1000, 10_000];

const given = process.argv[2];
const part = Number(given ?? SERVICE_REQUESTS) / SERVICE_REQUESTS;

const cold = trafficOf(SERVICE_FROM, SERVICE_RATE, SERVICE_REQUESTS * part);
const service = await serve(cold, SERVICE_FROM, 0);
show("the service", service);

const busy = trafficOf(RULES_FROM, LOADED_RATE, LOADED_REQUESTS * part);
const serviceUnderLoad = await serve(
  busy,
  RULES_FROM,
  Math.floor(busy.visits.length * LOADED_WARM_UP),
);
show("the service, warm", serviceUnderLoad);

await using nobody = await openFleet(1, [], RULES_FROM);
const rules: Simulation[] = RULES_RATES.map((rate) => {
  const many = trafficOf(RULES_FROM, rate, RULES_REQUESTS * Math.min(1, part));
  return describe(many, simulateRules(nobody.policyOf, many.visits));
});
for (const each of rules) show("the rules", each);

if (given === undefined) {
  const machine = describeMachine();
  const setting = {
    users: USERS,
    replicas: REPLICAS,
    cacheMegabytes: CACHE_MEGABYTES,
    seed: SEED,
    writeShare: WRITE_SHARE,
  };
  const results: HitRate = { machine, ...setting, service, serviceUnderLoad, rules };
  writeResults("hit-rate", results);
  writeReport();
}

interface Traffic {
  readonly visits: Visit[];
  readonly rate: number;
  readonly hours: number;
}

function trafficOf(fromMs: number, rate: number, requests: number): Traffic {
  const hours = requests / rate / 3600;
  const durationMs = hours * 3_600_000;
  const options = { seed: SEED, users: USERS, writeShare: WRITE_SHARE };
  return { visits: makeTraffic({ ...options, fromMs, durationMs, requests }), rate, hours };
}

async function serve(traffic: Traffic, fromMs: number, warmUp: number): Promise<Simulation> {
  const active = [...new Set(traffic.visits.map(({ user }) => user))];
  await using fleet = await openFleet(REPLICAS, active, fromMs);
  return describe(traffic, await simulateService(fleet, traffic.visits, { seed: SEED, warmUp }));
}

function describe({ rate, hours }: Traffic, found: Found): Simulation {
  return { requestsPerSecond: rate, hours, ...found };
}

function show(what: string, { requestsPerSecond, reads, all, byTimeOnly }: Simulation): void {
  const rate = (hitRate(all) * 100).toFixed(1);
  console.log(`${what} at ${requestsPerSecond} requests/s: ${rate} % of ${reads} reads were there`);
  console.log(`  ${JSON.stringify(all)}, by time only ${JSON.stringify(byTimeOnly)}`);
}
