/**
 * Sends requests when they are due, from a process of its own: a server that is slow gets no fewer of them. Takes an
 * `OpenLoad` as its argument, prints `OpenLoadFigures`, both as JSON.
 */
import { setTimeout as delay } from "node:timers/promises";
import {
  describeLatencies,
  GIVE_UP_MS,
  LATE_MS,
  type OpenLoad,
  type OpenLoadFigures,
} from "./load-figures.ts";
import { openRawClient, type RawAnswer, type RawClient } from "./raw-client.ts";

const HEALTH_EVERY_MS = 20;
/** Asking is as usual again when it takes no longer than this, or than twice what it took before the load. */
const USUAL_MS = 50;
const ASKED_BEFORE = 5;
const RECOVERY_WATCH_MS = 3000;
const RECOVERY_PROBE_MS = 5;

const load: OpenLoad = JSON.parse(process.argv[2] ?? "");
const { hostname: host, port } = new URL(load.address);
const request = requestTo(load.path, load.headers);
const idle: RawClient[] = [];
const answered: number[] = [];
const refused: number[] = [];
const health: number[] = [];
let sent = 0;
let late = 0;
let turnedAway = 0;
let failed = 0;
let healthFailed = 0;
let underWay = 0;
let mostUnderWay = 0;
let isOver = false;

for (let i = 0; i < load.clients; i++) idle.push(await openClient());
const watching = watchHealth();
let recoveredAfterMs = 0;
if (load.perSecond === 0) {
  await askInTurn();
} else {
  const usualMs = Math.max(USUAL_MS, 2 * (await slowestOf(ASKED_BEFORE)));
  await sendWhenDue();
  recoveredAfterMs = await watchRecovery(usualMs);
}
isOver = true;
await watching;

const figures: OpenLoadFigures = {
  seconds: load.seconds,
  sent,
  lateShare: late / Math.max(1, sent),
  answered: describeLatencies(Float64Array.from(answered)),
  refused: describeLatencies(Float64Array.from(refused)),
  failed,
  turnedAway,
  health: { ...describeLatencies(Float64Array.from(health)), failed: healthFailed },
  mostUnderWay,
  recoveredAfterMs,
};
console.log(JSON.stringify(figures));
process.exit(0);

function requestTo(path: string, headers: readonly string[]): string {
  return [`GET ${path} HTTP/1.1`, `Host: ${host}`, ...headers, "", ""].join("\r\n");
}

/** Connected and answered once: the server takes one new connection per turn, which is not what is measured. */
async function openClient(): Promise<RawClient> {
  const client = openRawClient(host, Number(port));
  await ask(client, requestTo("/livez", []));
  return client;
}

function count({ status, atMs }: RawAnswer, dueMs: number): void {
  const tookMs = atMs - dueMs;
  if (status === 200 && tookMs <= GIVE_UP_MS) answered.push(tookMs);
  else if (status === 503) refused.push(tookMs);
  else failed += 1;
}

async function sendWhenDue(): Promise<void> {
  const startMs = performance.now();
  const total = Math.round(load.perSecond * load.seconds);
  let due = 0;
  while (due < total) {
    const passedMs = performance.now() - startMs;
    // The first is due at once.
    const next = Math.min(total, 1 + Math.floor((passedMs / 1000) * load.perSecond));
    for (; due < next; due += 1) {
      const dueMs = startMs + (due / load.perSecond) * 1000;
      if (performance.now() - dueMs > LATE_MS) late += 1;
      const client = idle.pop();
      if (client === undefined) turnedAway += 1;
      else send(client, dueMs);
    }
    // Answers are read in between; a timer would send in bursts of a millisecond.
    await new Promise(setImmediate);
  }
}

function send(client: RawClient, dueMs: number): void {
  sent += 1;
  underWay += 1;
  mostUnderWay = Math.max(mostUnderWay, underWay);
  client.ask(request, (answer) => {
    underWay -= 1;
    count(answer, dueMs);
    if (client.isOpen) idle.push(client);
  });
}

/** As a closed loop: finds out how much the server can answer at most. */
async function askInTurn(): Promise<void> {
  const untilMs = performance.now() + load.seconds * 1000;
  await Promise.all(
    idle.map(async (client) => {
      while (performance.now() < untilMs) {
        const dueMs = performance.now();
        sent += 1;
        count(await ask(client, request), dueMs);
      }
    }),
  );
}

function ask(client: RawClient, text: string): Promise<RawAnswer> {
  const { promise, resolve } = Promise.withResolvers<RawAnswer>();
  client.ask(text, resolve);
  return promise;
}

async function watchHealth(): Promise<void> {
  const client = openRawClient(host, Number(port));
  const text = requestTo("/livez", []);
  while (!isOver) {
    const dueMs = performance.now();
    const { status, atMs } = await ask(client, text);
    if (status === 200) health.push(atMs - dueMs);
    else healthFailed += 1;
    await delay(HEALTH_EVERY_MS);
  }
  client.destroy();
}

/** How long each of a few requests takes at most, ms, asked one after the other. */
async function slowestOf(count: number): Promise<number> {
  const client = openRawClient(host, Number(port));
  let slowestMs = 0;
  for (let i = 0; i < count; i++) {
    const askedMs = performance.now();
    slowestMs = Math.max(slowestMs, (await ask(client, request)).atMs - askedMs);
  }
  client.destroy();
  return slowestMs;
}

/** When the last question was asked that was refused, failed, or took longer than usual. */
async function watchRecovery(usualMs: number): Promise<number> {
  const lastDueMs = performance.now();
  let recoveredMs = lastDueMs;
  const client = openRawClient(host, Number(port));
  while (performance.now() < lastDueMs + RECOVERY_WATCH_MS) {
    const askedMs = performance.now();
    const { status, atMs } = await ask(client, request);
    if (status !== 200 || atMs - askedMs > usualMs) recoveredMs = atMs;
    await delay(RECOVERY_PROBE_MS);
  }
  client.destroy();
  return Math.round(recoveredMs - lastDueMs);
}
