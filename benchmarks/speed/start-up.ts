/**
 * How long from the command to the first answer, and how much memory does the idle server take? Starts the real launcher
 * several times on a database with the demonstration year; the first start, which compiles, is shown but not counted.
 *
 *     node benchmarks/speed/start-up.ts [runs]
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { median } from "../support/measure-requests.ts";
import { residentMiB } from "../support/resident-mib.ts";
import { startServerProcess } from "../support/server-process.ts";

/** After the first answer, until the server has given back what only starting needed. */
const SETTLE_MS = 5000;

interface Start {
  readonly listeningMs: number;
  readonly answeredMs: number;
  readonly residentMiB: number;
}

async function measure(env: Readonly<Record<string, string>>): Promise<Start> {
  const begun = performance.now();
  const server = await startServerProcess(env);
  const listeningMs = performance.now() - begun;
  await (await fetch(`${server.address}/api/prediction/today`)).text();
  const answeredMs = performance.now() - begun;
  await delay(SETTLE_MS);
  const resident = residentMiB(server.pid);
  await server.stop();
  return { listeningMs, answeredMs, residentMiB: resident };
}

const runs = Number(process.argv[2] ?? 9);
const folder = mkdtempSync(join(tmpdir(), "pomodoro-start-up-"));
const env = { DATABASE_URL: `file:${join(folder, "pomodoro.db")}` };
try {
  execFileSync(process.execPath, ["bin/pomodoro-ml.js", "demo"], {
    env: { ...process.env, ...env },
  });
  const first = await measure(env);
  const starts: Start[] = [];
  for (let run = 0; run < runs; run++) starts.push(await measure(env));
  console.table({
    "first start": first,
    [`median of ${runs}`]: {
      listeningMs: median(starts.map(({ listeningMs }) => listeningMs)),
      answeredMs: median(starts.map(({ answeredMs }) => answeredMs)),
      residentMiB: median(starts.map(({ residentMiB }) => residentMiB)),
    },
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
