import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { eventually } from "./eventually.ts";

export interface RedisCluster {
  /** As REDIS_URL wants it. */
  readonly url: string;
  /** Why there is none; on CI there must be one. */
  readonly skip: string | undefined;
  close(): Promise<void>;
}

const NODES = 3;
const run = promisify(execFile);

/** Three masters in a folder of their own. */
export async function openRedisCluster(): Promise<RedisCluster> {
  const installed = await run("redis-server", ["--version"]).then(
    () => true,
    () => false,
  );
  if (!installed) {
    const skip = "SKIPPED: redis-server is not installed";
    if (process.env.CI === "true") throw new Error(skip);
    console.error(skip);
    return { url: "", skip, async close() {} };
  }
  const folder = mkdtempSync(join(tmpdir(), "pomodoro-redis-"));
  const ports = await freePorts(NODES);
  const servers = ports.map((port) => startNode(folder, port));
  const addresses = ports.map((port) => `127.0.0.1:${port}`);
  await eventually("nodes answer", () => allAnswer(ports), 10_000);
  await run("redis-cli", ["--cluster", "create", ...addresses, "--cluster-yes"]);
  await eventually("every node knows the cluster", () => allReady(ports), 20_000);
  return {
    url: `redis-cluster://${addresses.join("?node=")}`.replaceAll(/(?<=\?.*)\?/g, "&"),
    skip: undefined,
    async close() {
      for (const server of servers) {
        const gone = once(server, "exit");
        server.kill("SIGKILL");
        await gone;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function startNode(folder: string, port: number): ChildProcess {
  const settings = {
    port: String(port),
    "cluster-enabled": "yes",
    "cluster-config-file": `${port}.conf`,
    save: "",
    dir: folder,
  };
  const words = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  return spawn("redis-server", words, { stdio: "ignore" });
}

async function allAnswer(ports: readonly number[]): Promise<boolean> {
  const answers = await Promise.allSettled(ports.map((port) => ask(port, "ping")));
  return answers.every((answer) => answer.status === "fulfilled");
}

async function allReady(ports: readonly number[]): Promise<boolean> {
  const states = await Promise.all(ports.map((port) => ask(port, "cluster", "info")));
  return states.every((state) => state.includes("cluster_state:ok"));
}

async function ask(port: number, ...words: string[]): Promise<string> {
  return (await run("redis-cli", ["-p", String(port), ...words])).stdout;
}

/** A cluster's node also listens 10,000 ports higher, so high ones are of no use. */
async function freePorts(count: number): Promise<number[]> {
  const free: number[] = [];
  for (let port = 20_000 + (process.pid % 20_000); free.length < count; port += 1) {
    if ((await isFree(port)) && (await isFree(port + 10_000))) free.push(port);
  }
  return free;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const outcome = Promise.race([
    once(server, "listening").then(() => true),
    once(server, "error").then(() => false),
  ]);
  server.listen(port, "127.0.0.1");
  const free = await outcome;
  if (free) {
    const closed = once(server, "close");
    server.close();
    await closed;
  }
  return free;
}
