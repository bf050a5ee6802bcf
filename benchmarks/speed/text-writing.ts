/**
 * What asking a language model costs beside the model itself: `node benchmarks/speed/text-writing.ts`. A provider double in a
 * process of its own answers after 1 s; measured are the time over that, 500 questions at once, and templates alone.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { cloudModel } from "../../src/adapters/ai/cloud-model.ts";
import { systemAlarm } from "../../src/adapters/system-alarm.ts";
import { systemClock } from "../../src/adapters/system-clock.ts";
import { openDatabase } from "../../src/db/open.ts";
import { aiAnswerRepository } from "../../src/repositories/ai-answer-repository.ts";
import { aiLedgerRepository } from "../../src/repositories/ai-ledger-repository.ts";
import type { TextRequest } from "../../src/services/ai/text-request.ts";
import { createTextWriting } from "../../src/services/ai/writing/text-writing.ts";

const PROVIDER_MS = 1000;
const QUESTIONS = 500;
/** Questions that begin one after the other, as those of a service that is used: its code has run before. */
const ROUNDS = 60;
const APART_MS = 50;
const TEXTS = { greeting: "Good morning.", motivation: "A calm start is a good start." };

if (process.argv[2] === "provider") await provide();
else await measure();

/** Answers every question a second after it has arrived. */
async function provide(): Promise<void> {
  const message = { role: "assistant", content: JSON.stringify(TEXTS) };
  const body = JSON.stringify({
    ...{ id: "c1", created: 1, model: "double" },
    choices: [{ index: 0, message, finish_reason: "stop" }],
    usage: { prompt_tokens: 400, completion_tokens: 40 },
  });
  const server = createServer((request, response) => {
    request.resume();
    setTimeout(() => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(body);
    }, PROVIDER_MS);
  });
  server.listen(0, "127.0.0.1", QUESTIONS, () => process.send?.(server.address()));
}

async function measure(): Promise<void> {
  const child = fork(import.meta.filename, ["provider"]);
  const [address] = await once(child, "message");
  const database = await openDatabase(":memory:", { migrate: true });
  const open = (isConfigured: boolean) =>
    createTextWriting({
      models: isConfigured
        ? [
            cloudModel({
              ...{ url: `http://127.0.0.1:${Object(address).port}/v1`, apiKey: "k" },
              ...{ model: "double", embeddingModel: undefined, clock: systemClock },
            }),
          ]
        : [],
      ...{ answers: aiAnswerRepository(database), ledger: aiLedgerRepository(database) },
      ...{ hasPeers: false, shared: undefined, sharedPrefix: "", clock: systemClock },
      ...{
        pause: delay,
        after: systemAlarm,
        random: Math.random,
        newId: () => crypto.randomUUID(),
      },
      ...{
        today: () => 20_785,
        check: () => [],
        notePolicy: "recent",
        prices: { double: { input: 1, output: 1 } },
      },
      recorder: { called() {}, refused() {}, answered() {}, violated() {} },
      budgetUsd: { total: undefined, perUser: undefined },
      ...{ concurrency: undefined, maxCallMs: 60_000, onTrouble: console.error },
    });

  const url = `http://127.0.0.1:${Object(address).port}/v1/chat/completions`;
  const bareFetch = async () => {
    const response = await fetch(url, { method: "POST", body: "{}" });
    return response.json();
  };
  await bareFetch();
  const bare = await timesOver(bareFetch);
  const bareMany = await atOnce(bareFetch);

  const { writer, settled } = open(true);
  await writer.write(request("first"));
  let asked = 0;
  const ask = () => {
    asked += 1;
    return writer.write(request(`user-${asked}`));
  };
  const one = await timesOver(ask);
  const many = await atOnce(ask);
  await settled();

  const templates = open(false).writer;
  const templatesFrom = performance.now();
  const count = 20_000;
  for (let place = 0; place < count; place += 1) await templates.write(request("t"));
  const perSecond = count / ((performance.now() - templatesFrom) / 1000);

  const cachedFrom = performance.now();
  for (let place = 0; place < 2000; place += 1) await writer.write(request("first"));
  const cachedPerSecond = 2000 / ((performance.now() - cachedFrom) / 1000);

  console.log(
    JSON.stringify({
      ...{ overhead_ms: one, overhead_of_bare_fetch_ms: bare },
      ...{ at_once: many, at_once_by_bare_fetch: bareMany },
      templates_per_second: Math.round(perSecond),
      cached_per_second: Math.round(cachedPerSecond),
    }),
  );
  child.kill();
  await database.close();
}

/** Milliseconds over the provider's own; the first third warms up. */
async function timesOver(ask: () => Promise<unknown>): Promise<{ p50: number; max: number }> {
  const all = Array.from({ length: ROUNDS }, async (_, place) => {
    await delay(place * APART_MS);
    const from = performance.now();
    await ask();
    return performance.now() - from - PROVIDER_MS;
  });
  const times = (await Promise.all(all)).slice(ROUNDS / 3);
  times.sort((one, other) => one - other);
  return { p50: round(times[times.length / 2] ?? 0), max: round(times.at(-1) ?? 0) };
}

async function atOnce(ask: () => Promise<unknown>): Promise<Record<string, number>> {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const from = performance.now();
  const processor = process.cpuUsage();
  await Promise.all(Array.from({ length: QUESTIONS }, ask));
  const ms = performance.now() - from;
  const used = process.cpuUsage(processor);
  loop.disable();
  return {
    ...{ questions: QUESTIONS, ms: Math.round(ms) },
    processor_ms: Math.round((used.user + used.system) / 1000),
    loop_delay_p99_ms: round(loop.percentile(99) / 1e6),
  };
}

function request(userId: string): TextRequest {
  return {
    ...{ capability: "morning_briefing", userId, locale: "en", parameters: {}, asked: {} },
    ...{ figures: [], names: { categories: [], presets: [], tasks: [], unsayable: [] } },
    members: Object.keys(TEXTS).map((key) => ({
      ...{ key, maxLength: 200, template: "A template.", figureIds: [] },
    })),
    ...{ notes: [], factsFingerprint: "f", day: 20_785, deadlineMs: 30_000, bypassCache: false },
    lifetime: { ttlMs: 3_600_000, endsAtMs: Number.MAX_SAFE_INTEGER, fixedFor: "facts" },
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
