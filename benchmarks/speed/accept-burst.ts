/**
 * The first second of 500 clients that connect at the same moment and then ask without a pause: one that is accepted late waits for
 * its first answer. This service, from memory and worked out afresh, and a bare node:http server with the same bytes, in
 * turn on one machine.
 *
 *   node benchmarks/speed/accept-burst.ts [connections] [rounds]     default: 500 8, about half a minute
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBareProcess } from "../support/bare-process.ts";
import { storeInventedHistory } from "../support/invented-history.ts";
import { AFRESH, measureRequests, median } from "../support/measure-requests.ts";
import { startServerProcess } from "../support/server-process.ts";

const [connections = 500, rounds = 8] = process.argv.slice(2).map(Number);
const SECONDS = 1;
const SESSIONS = 3000;
const PATH = "/api/prediction/today";

const folder = mkdtempSync(join(tmpdir(), "pomodoro-accept-burst-"));
const url = `file:${join(folder, "sessions.db")}`;
await storeInventedHistory(url, SESSIONS);
await using started = new AsyncDisposableStack();
started.defer(() => rmSync(folder, { recursive: true, force: true }));
const server = await startServerProcess({ DATABASE_URL: url, TIMEZONE: "UTC", WORKERS: "1" });
started.defer(() => server.stop());
const answer = await (await fetch(server.address + PATH)).bytes();
const bare = await startBareProcess(answer);
started.defer(() => bare.stop());

const ways = [
  { name: "bare node:http", url: bare.address, headers: [] },
  { name: "from memory", url: server.address + PATH, headers: [] },
  { name: "afresh", url: server.address + PATH, headers: AFRESH },
];
const found = new Map(ways.map(({ name }): [string, number[]] => [name, []]));
for (let round = 0; round <= rounds; round += 1) {
  for (const { name, ...way } of ways) {
    const load = { connections, seconds: SECONDS, headers: way.headers };
    const { p99Ms } = await measureRequests(way.url, load);
    // The first round warms up.
    if (round > 0) found.get(name)?.push(p99Ms);
  }
}
for (const [name, figures] of found) {
  const [middle, most] = [median(figures), Math.max(...figures)];
  console.log(`${name}: p99 ${middle.toFixed(0)} ms, in the worst round ${most.toFixed(0)} ms`);
}
