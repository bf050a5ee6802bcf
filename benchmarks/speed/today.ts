/**
 * Requests per second of `GET /api/prediction/today`, every answer worked out afresh, with a small and a large history
 * of the same person. The two are measured in turn, so that a slow moment of the machine hits both.
 *
 *   node benchmarks/speed/today.ts [sessions …]     default: 1000 1000000
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { storeInventedHistory } from "../support/invented-history.ts";
import { AFRESH, measureRequests, median } from "../support/measure-requests.ts";
import { startServerProcess } from "../support/server-process.ts";

const ROUNDS = 3;
const SECONDS = 4;
const CONNECTIONS = 50;

const sizes = process.argv.slice(2).map(Number);
const histories = sizes.length > 0 ? sizes : [1000, 1_000_000];
const folder = mkdtempSync(join(tmpdir(), "pomodoro-bench-"));

const servers = [];
for (const count of histories) {
  const url = `file:${join(folder, `${count}.db`)}`;
  const started = performance.now();
  await storeInventedHistory(url, count);
  const filled = performance.now();
  const server = await startServerProcess({ DATABASE_URL: url, TIMEZONE: "UTC" });
  const listening = performance.now();
  await (await fetch(`${server.address}/api/prediction/today`)).text();
  const folded = performance.now();
  console.log(
    `${count} sessions: stored in ${seconds(filled - started)}, listening after ${seconds(listening - filled)}, ` +
      `first answer (the whole history folded once) after ${seconds(folded - listening)}`,
  );
  servers.push({ count, server, rates: [0].slice(1), p99: [0].slice(1), failures: 0 });
}
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const each of servers) {
    const url = `${each.server.address}/api/prediction/today`;
    const figures = await measureRequests(url, {
      connections: CONNECTIONS,
      seconds: SECONDS,
      headers: AFRESH,
    });
    // The first round warms up.
    if (round === 0) continue;
    each.rates.push(figures.requestsPerSecond);
    each.p99.push(figures.p99Ms);
    each.failures += figures.failures;
  }
}
for (const { count, rates, p99, failures } of servers) {
  console.log(
    `${count} sessions: median ${Math.round(median(rates))} req/s (${Math.round(Math.min(...rates))}–` +
      `${Math.round(Math.max(...rates))}), p99 ${median(p99)} ms, ${failures} failures`,
  );
}
const [small, large] = servers;
if (small !== undefined && large !== undefined) {
  console.log(`ratio ${(median(large.rates) / median(small.rates)).toFixed(3)}`);
}
await Promise.all(servers.map(({ server }) => server.stop()));
rmSync(folder, { recursive: true, force: true });

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
