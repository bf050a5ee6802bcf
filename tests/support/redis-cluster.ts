import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "ioredis";
import { eventually } from "./eventually.ts";
import { askRedis, freePorts, missingRedisServer, startRedis } from "./own-redis.ts";

export interface RedisCluster {
  /** As REDIS_URL wants it. */
  readonly url: string;
  /** Why there is none; on CI there must be one. */
  readonly skip: string | undefined;
  /** The masters first, each followed by its replicas at the same distance. */
  readonly ports: readonly number[];
  /** Ends a node at once, as a crash does. */
  kill(port: number): Promise<void>;
  restart(port: number): void;
  /** The port of the master that has a slot now, as most living nodes see it. */
  masterOf(slot: number): Promise<number | undefined>;
  close(): Promise<void>;
}

export interface ClusterOptions {
  /** Default none. */
  readonly replicasEach?: number;
}

const MASTERS = 3;
const SLOTS = 16_384;

/** How long a node may be silent before the others elect another in its place. */
const NODE_TIMEOUT_MS = 1000;

/** Three masters in a folder of their own, put together by hand: `redis-cli --cluster create` takes seconds more. */
export async function openRedisCluster({
  replicasEach = 0,
}: ClusterOptions = {}): Promise<RedisCluster> {
  const skip = await missingRedisServer();
  if (skip !== undefined) return nothing(skip);
  const folder = mkdtempSync(join(tmpdir(), "pomodoro-redis-"));
  const ports = await freePorts(MASTERS * (1 + replicasEach));
  const servers = new Map<number, ChildProcess>();
  const start = (port: number) => {
    const settings = {
      "cluster-enabled": "yes",
      "cluster-config-file": `${port}.conf`,
      "cluster-node-timeout": String(NODE_TIMEOUT_MS),
      "repl-diskless-sync-delay": "0",
    };
    servers.set(port, startRedis(port, folder, settings));
  };
  async function kill(port: number): Promise<void> {
    const server = servers.get(port);
    if (server === undefined) return;
    servers.delete(port);
    const gone = once(server, "exit");
    server.kill("SIGKILL");
    await gone;
  }
  for (const port of ports) start(port);
  await eventually("nodes answer", () => every(ports, ["ping"], "PONG"), 10_000);
  await makeOne(ports);

  return {
    url: `redis-cluster://${ports.map((port) => `127.0.0.1:${port}`).join("?node=")}`.replaceAll(
      /(?<=\?.*)\?/g,
      "&",
    ),
    skip: undefined,
    ports,
    kill,
    restart: start,
    async masterOf(slot) {
      const seen = await Promise.all([...servers.keys()].map((port) => masterSeenBy(port, slot)));
      const ports = seen.filter((port) => port !== undefined);
      return ports.find((port) => ports.filter((other) => other === port).length * 2 > seen.length);
    },
    async close() {
      for (const port of [...servers.keys()]) await kill(port);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function nothing(skip: string): RedisCluster {
  return {
    url: "",
    skip,
    ports: [],
    async kill() {},
    restart() {},
    masterOf: async () => undefined,
    async close() {},
  };
}

/** The slot of a key. */
export function slotOf(key: string): number {
  return new Command("GET", [key]).getSlot();
}

/** Makes one cluster of nodes that do not know one another. */
async function makeOne(ports: readonly number[]): Promise<void> {
  const masters = ports.slice(0, MASTERS);
  for (const [index, port] of masters.entries()) {
    const first = Math.floor((SLOTS * index) / MASTERS);
    const last = Math.floor((SLOTS * (index + 1)) / MASTERS) - 1;
    await askRedis(port, "cluster", "addslotsrange", String(first), String(last));
    await askRedis(port, "cluster", "set-config-epoch", String(index + 1));
  }
  const [meeting = 0, ...others] = ports;
  for (const port of others) {
    await askRedis(port, "cluster", "meet", "127.0.0.1", String(meeting));
  }
  const count = `cluster_known_nodes:${ports.length}`;
  await eventually("all have met", () => every(ports, ["cluster", "info"], count), 20_000);
  for (const [index, port] of ports.slice(MASTERS).entries()) {
    const id = await askRedis(masters[index % MASTERS] ?? 0, "cluster", "myid");
    await eventually(
      "a replica has its master",
      async () => (await askRedis(port, "cluster", "replicate", id)) === "OK",
      5000,
    );
    const linked = "master_link_status:up";
    await eventually(linked, () => every([port], ["info", "replication"], linked), 10_000);
  }
  const isOk = "cluster_state:ok";
  await eventually(isOk, () => every(ports, ["cluster", "info"], isOk), 20_000);
}

async function every(ports: readonly number[], words: string[], part: string): Promise<boolean> {
  const answers = await Promise.all(ports.map((port) => askRedis(port, ...words)));
  return answers.every((answer) => answer.includes(part));
}

/** `<id> 127.0.0.1:7000@17000 master - 0 1426238317239 4 connected 0-5460` is a line of CLUSTER NODES. */
async function masterSeenBy(port: number, slot: number): Promise<number | undefined> {
  for (const line of (await askRedis(port, "cluster", "nodes")).split("\n")) {
    const [, address = "", flags = "", , , , , , ...ranges] = line.split(" ");
    if (!flags.includes("master") || flags.includes("fail")) continue;
    const holds = ranges.some((range) => {
      const [from, to] = range.split("-").map(Number);
      return from !== undefined && from <= slot && slot <= (to ?? from);
    });
    if (holds) return Number(/:(\d+)@/.exec(address)?.[1]);
  }
  return undefined;
}
