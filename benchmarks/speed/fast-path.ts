/**
 * What the fast path brings: one service, the same question from memory and worked out afresh, by clients whose
 * requests it can read and by clients that send a header (`Trailer`) which makes their connections node:http's; in turn
 * on one machine.
 *
 *   node benchmarks/speed/fast-path.ts [connections …]     default: 1 50 500, about two minutes
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { storeInventedHistory } from "../support/invented-history.ts";
import { AFRESH, measureRequestsAndProcessor, median } from "../support/measure-requests.ts";
import { startServerProcess } from "../support/server-process.ts";

const ROUNDS = 5;
const SECONDS = 2;
const SESSIONS = 3000;
const PATH = "/api/prediction/today";
const OFF_THE_FAST_PATH = ["trailer=none"];

const folder = mkdtempSync(join(tmpdir(), "pomodoro-fast-path-"));
const url = `file:${join(folder, "sessions.db")}`;
await storeInventedHistory(url, SESSIONS);
const server = await startServerProcess({ DATABASE_URL: url, TIMEZONE: "UTC", WORKERS: "1" });
try {
  const given = process.argv.slice(2).map(Number);
  for (const connections of given.length > 0 ? given : [1, 50, 500]) {
    await compare("kept", connections, []);
    await compare("afresh", connections, AFRESH);
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function compare(name: string, connections: number, headers: readonly string[]) {
  const costs: number[] = [];
  const rates: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const fastPath = await measure(connections, headers);
    const node = await measure(connections, [...headers, ...OFF_THE_FAST_PATH]);
    // The first round warms up.
    if (round === 0) continue;
    costs.push(fastPath.cpuSecondsPer100k / node.cpuSecondsPer100k);
    rates.push(fastPath.requestsPerSecond / node.requestsPerSecond);
  }
  console.log(
    `${name}, ${connections} connections: the fast path takes ${median(costs).toFixed(2)} of the processor time, ` +
      `and answers ${median(rates).toFixed(2)} times as many`,
  );
}

async function measure(connections: number, headers: readonly string[]) {
  const load = { connections, seconds: SECONDS, headers };
  return measureRequestsAndProcessor(server.pid, server.address + PATH, load);
}
