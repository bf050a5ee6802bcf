import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import inject from "light-my-request";
import type { CachePolicy } from "../../src/cache/cache-policy.ts";
import { readConfig } from "../../src/config/read-config.ts";
import { type Dependencies, openDependencies } from "../../src/dependencies.ts";
import type { NewSession } from "../../src/domain/session.ts";
import { buildApp } from "../../src/http/app.ts";
import { identifyByHeader } from "../../tests/support/identify-by-header.ts";
import { openOwnRedis } from "../../tests/support/own-redis.ts";
import { lastingStore } from "./lasting-store.ts";
import { simulatedPauses } from "./simulated-pauses.ts";

const USER_HEADER = "x-simulated-user";
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Nothing here measures how long a disk takes to keep what it is given. */
const FAST_FOLDER = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** What each replica may keep: eight times the default, for so many people. */
export const CACHE_MEGABYTES = 256;

/** Sessions that each person has before the simulation begins. */
const HISTORY = 10;
const USERS_AT_ONCE = 500;

/** Replicas of the service on one database and one Redis, whose clock is the simulation's. */
export interface Fleet extends AsyncDisposable {
  readonly size: number;
  setTime(ms: number): Promise<void>;
  /** Says how the cache came by the answer. */
  read(replica: number, user: number, url: string): Promise<"local" | "shared" | "stale" | "made">;
  /** Stores a session that has just ended. */
  write(replica: number, user: number): Promise<void>;
  policyOf(url: string): CachePolicy;
}

export async function openFleet(
  size: number,
  users: readonly number[],
  fromMs: number,
): Promise<Fleet> {
  let nowMs = fromMs;
  const clock = { now: () => nowMs };
  const folder = mkdtempSync(join(FAST_FOLDER, "pomodoro-hit-rate-"));
  await using opened = new AsyncDisposableStack();
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  const redis = await openOwnRedis();
  opened.defer(() => redis.close());
  const config = readConfig({
    DATABASE_URL: `file:${join(folder, "fleet.db")}`,
    POMODORO_CACHE_MEGABYTES: String(CACHE_MEGABYTES),
    TIMEZONE: "Europe/Prague",
    LOG_LEVEL: "silent",
  });
  const open = async () => {
    const pauses = simulatedPauses(clock.now, () =>
      dependencies.cacheService.refreshed("elsewhere"),
    );
    const cacheStore = lastingStore(`redis://127.0.0.1:${redis.port}`);
    const given = { clock, cacheStore, ...pauses };
    const dependencies: Dependencies = await openDependencies(config, given);
    const app = await buildApp(dependencies, { identify: identifyByHeader(USER_HEADER) });
    opened.defer(async () => {
      await app.close();
      await dependencies.close();
    });
    await app.ready();
    return { dependencies, app, pauses };
  };
  const replicas: Awaited<ReturnType<typeof open>>[] = [];
  for (let i = 0; i < size; i++) replicas.push(await open());
  const first = replicaAt(0).dependencies;
  await storeHistories(first, users, fromMs);

  function replicaAt(index: number): Awaited<ReturnType<typeof open>> {
    const replica = replicas[index];
    if (replica === undefined) throw new RangeError(`no replica ${index}`);
    return replica;
  }

  /** The way that requests from the network take. */
  function send(replica: number, user: number, options: inject.InjectOptions) {
    const { app } = replicaAt(replica);
    const headers = { [USER_HEADER]: nameOf(user) };
    const sent = { ...options, headers };
    return inject((request, response) => app.server.emit("request", request, response), sent);
  }

  const closing = opened.move();
  return {
    size,
    async setTime(ms) {
      nowMs = ms;
      for (const { pauses } of replicas) await pauses.wake(ms);
    },
    async read(replica, user, url) {
      const { statusCode, headers } = await send(replica, user, { url });
      const from = /cache;desc=([\w-]+)/.exec(String(headers["server-timing"]))?.[1];
      if (statusCode !== 200) throw new Error(`${url}: ${statusCode}`);
      if (from === "hit") return "local";
      if (from === "collapsed") return "shared";
      if (from === "local" || from === "shared" || from === "made") return from;
      if (from === "stale-while-revalidate") return "stale";
      throw new Error(`${url}: ${from}`);
    },
    async write(replica, user) {
      const start = new Date(nowMs - 25 * 60_000).toISOString();
      const payload = { start, duration_minutes: 25, category: "Writing", rating: 70 };
      const url = "/api/sessions";
      const { statusCode, body } = await send(replica, user, { method: "POST", url, payload });
      if (statusCode !== 201) throw new Error(`a write failed: ${body}`);
      // Some milliseconds, in which at most the busiest people would ask again at the simulated rate.
      await replicaAt(replica).dependencies.cacheService.refreshed("here");
    },
    policyOf: policyReader(first),
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

/** @returns how a route's answers are kept, by an address of it */
function policyReader({ cacheService: { routes } }: Dependencies): Fleet["policyOf"] {
  const policies = new Map<string, CachePolicy>();
  return (url) => {
    const known = policies.get(url);
    if (known !== undefined) return known;
    const path = url.split("?", 1)[0] ?? "";
    const exact =
      routes.get(path) ??
      [...routes.values()].find((route) => path.startsWith(`${route.url.split("/:", 1)[0]}/`));
    if (exact === undefined) throw new Error(`${url} has no policy`);
    policies.set(url, exact.policy);
    return exact.policy;
  };
}

function nameOf(user: number): string {
  return `user-${user}`;
}

async function storeHistories(
  { sessions }: Dependencies,
  users: readonly number[],
  beforeMs: number,
): Promise<void> {
  for (let first = 0; first < users.length; first += USERS_AT_ONCE) {
    const batch = users.slice(first, first + USERS_AT_ONCE);
    await sessions.insert(
      batch.flatMap((user) => historyOf(user, beforeMs)),
      beforeMs,
    );
  }
}

function historyOf(user: number, beforeMs: number): NewSession[] {
  return Array.from({ length: HISTORY }, (_, index) => ({
    id: `00000000-0000-4000-8000-${(user * HISTORY + index).toString(16).padStart(12, "0")}`,
    userId: nameOf(user),
    startedAtMs: beforeMs - (index + 1) * DAY_MS + (index % 7) * HOUR_MS,
    durationSeconds: 1500,
    preset: "deep_work",
    category: "Writing",
    task: null,
    rating: (index * 31) % 101,
    completed: true,
    notes: null,
  }));
}
