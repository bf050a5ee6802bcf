/**
 * Forecasts for so many people in one process, asked in no order. Prints a `PeopleRound` as JSON.
 *
 *   node benchmarks/growth/people.ts <database> <people> <megabytes> [<asked at once>]
 */
import { readConfig } from "../../src/config/read-config.ts";
import { openDependencies } from "../../src/dependencies.ts";
import type { PeopleRound } from "./results.ts";
import { personAt } from "./store-people.ts";

const WARM_UP = 3000;
const QUESTIONS = 6000;

const [url = "", people = "1", megabytes = "64", atOnce = "1"] = process.argv.slice(2);
const config = readConfig({
  DATABASE_URL: url,
  TIMEZONE: "UTC",
  POMODORO_PROFILE_MEGABYTES: megabytes,
});
const { predictionService, profileService, close } = await openDependencies(config);
const latencies = new Float64Array(QUESTIONS);
let startedMs = 0;
let begun = process.threadCpuUsage();
let seed = 1;
let next = -WARM_UP;
await Promise.all(Array.from({ length: Number(atOnce) }, askInTurn));
const tookMs = performance.now() - startedMs;
const used = process.threadCpuUsage(begun);
const round: PeopleRound = {
  perSecond: QUESTIONS / (tookMs / 1000),
  p99Ms: latencies.sort()[Math.floor(QUESTIONS * 0.99)] ?? Number.NaN,
  processorMicroseconds: (used.user + used.system) / QUESTIONS,
  residentMb: process.memoryUsage().rss / 1e6,
  profilesInMemory: profileService.memory.profiles,
};
console.log(JSON.stringify(round));
await close();

async function askInTurn(): Promise<void> {
  while (next < QUESTIONS) {
    const index = next++;
    if (index === 0) {
      startedMs = performance.now();
      begun = process.threadCpuUsage();
    }
    // Park and Miller's generator: the same people in every round.
    seed = (seed * 48_271) % 2_147_483_647;
    const person = seed % Number(people);
    const askedMs = performance.now();
    await predictionService.today(personAt(person), undefined, "en");
    if (index >= 0) latencies[index] = performance.now() - askedMs;
  }
}
