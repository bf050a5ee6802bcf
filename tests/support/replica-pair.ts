import assert from "node:assert/strict";
import { NOON } from "./app.ts";
import { sessionInput } from "./builders.ts";
import { type CachedApp, openCachedApp, USER_HEADER } from "./cached-app.ts";
import type { OpenTestDatabase } from "./databases.ts";
import { eventually } from "./eventually.ts";
import { type TestClock, testClock } from "./test-clock.ts";

export interface Answer {
  readonly status: number;
  readonly body: string;
  /** Where it came from, as `Server-Timing` says: `hit`, `shared`, `made` and so on. */
  readonly from: string;
  readonly ms: number;
}

/** A service behind a real port. */
export interface Replica {
  readonly service: CachedApp;
  get(url: string, user?: string): Promise<Answer>;
  /** As a browser's forced reload asks. */
  getAfresh(url: string, user?: string): Promise<Answer>;
  send(method: "POST" | "DELETE", url: string, body?: object, user?: string): Promise<Answer>;
  /** Stores one session of the user's and checks that it was acknowledged. */
  write(user: string): Promise<void>;
  /** How many sessions an answer that replicas share says the user has. */
  countedSessions(user: string): Promise<number>;
  /** What the statistics say of Redis. */
  redis(): Promise<{
    state: string;
    pending_deletions: number;
    unreadable: number;
    errors: number;
    hits: number;
  }>;
}

/** Two replicas on one database and one Redis. */
export interface ReplicaPair {
  readonly clock: TestClock;
  readonly one: Replica;
  readonly other: Replica;
  /** Waits until both say so; time passes meanwhile. */
  eventuallyRedisIs(state: "up" | "down"): Promise<void>;
  close(): Promise<void>;
}

export async function openReplicaPair(
  openDatabase: OpenTestDatabase,
  redisUrl: string,
): Promise<ReplicaPair> {
  const database = await openDatabase();
  const clock = testClock(NOON);
  const open = async () => {
    const env = { REDIS_URL: redisUrl };
    const service = await openCachedApp({ url: database.url, env, overrides: { clock } });
    return replica(service, await service.app.listen({ port: 0, host: "127.0.0.1" }));
  };
  const one = await open();
  const other = await open();
  return {
    clock,
    one,
    other,
    async eventuallyRedisIs(state) {
      for (const each of [one, other]) {
        await eventually(
          `Redis is ${state}`,
          async () => {
            clock.advance(1001);
            // Somebody asks for something that memory does not have.
            await each.get(`/api/trends?days=${newDays()}`, "somebody");
            return (await each.redis()).state === state;
          },
          15_000,
        );
      }
    },
    async close() {
      await one.service.close();
      await other.service.close();
      await database.close();
    },
  };
}

let asked = 0;

/** A number of days that was not asked for lately. */
function newDays(): number {
  asked += 1;
  return 1 + (asked % 90);
}

function replica(service: CachedApp, address: string): Replica {
  async function send(
    method: string,
    url: string,
    body: object | undefined,
    user: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const started = performance.now();
    const response = await fetch(address + url, {
      method,
      headers: {
        ...headers,
        [USER_HEADER]: user,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const from = /desc=([\w-]+)/.exec(response.headers.get("server-timing") ?? "")?.[1] ?? "";
    return { status: response.status, body: text, from, ms: performance.now() - started };
  }
  return {
    service,
    get: (url, user = "alice") => send("GET", url, undefined, user),
    getAfresh: (url, user = "alice") =>
      send("GET", url, undefined, user, { "cache-control": "no-cache" }),
    send: (method, url, body, user = "alice") => send(method, url, body, user),
    async write(user) {
      const { status, body } = await send(
        "POST",
        "/api/sessions",
        sessionInput({ rating: 60 }),
        user,
      );
      assert.equal(status, 201, body);
    },
    async countedSessions(user) {
      const { status, body } = await send("GET", "/api/preset-stats", undefined, user);
      assert.equal(status, 200, body);
      return Number(JSON.parse(body).deep_work?.sessions ?? 0);
    },
    async redis() {
      return JSON.parse((await send("GET", "/api/cache/stats", undefined, "admin")).body).shared;
    },
  };
}

const TOGETHER = 4;

/** 99th percentiles, ms. */
export interface Durations {
  readonly p99Ms: number;
  /** Of answers that nothing kept was looked for, asked for at the same moments: what the machine was good for. */
  readonly afreshP99Ms: number;
}

/**
 * Asks a replica for so many answers that memory does not have, several at a time; time passes meanwhile. Every
 * one is checked against one made afresh.
 *
 * @param start number of the first request; other numbers are other requests
 */
export async function askMuch(
  { service, get, getAfresh }: Replica,
  clock: TestClock,
  { start, count }: { readonly start: number; readonly count: number },
): Promise<Durations> {
  const durations: number[] = [];
  const afreshDurations: number[] = [];
  for (let first = start; first < start + count; first += TOGETHER) {
    const numbers = Array.from({ length: TOGETHER }, (_, index) => first + index);
    const [answers, afresh] = await Promise.all([
      Promise.all(numbers.map((number) => get(URL, `user ${number}`))),
      Promise.all(numbers.map((number) => getAfresh(URL, `afresh ${number}`))),
    ]);
    for (const [index, answer] of answers.entries()) {
      const user = `user ${numbers[index]}`;
      assert.equal(answer.status, 200, `${user}: ${answer.body}`);
      const right = await service.askAfresh({ url: URL, headers: { [USER_HEADER]: user } });
      assert.ok(answer.body === right.body, `${user}, ${answer.from}: ${answer.body}`);
      durations.push(answer.ms);
    }
    afreshDurations.push(...afresh.map(({ ms }) => ms));
    clock.advance(10);
  }
  return { p99Ms: p99(durations), afreshP99Ms: p99(afreshDurations) };
}

const URL = "/api/analysis";

function p99(durations: readonly number[]): number {
  const sorted = [...durations].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN;
}
