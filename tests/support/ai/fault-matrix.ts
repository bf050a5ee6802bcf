import assert from "node:assert/strict";
import type { ProviderKind } from "../../../src/ports.ts";
import { openTestApp, type TestApp } from "../app.ts";
import { eventually } from "../eventually.ts";
import { readScrape } from "../scrape.ts";
import { HISTORIES, storeSessions } from "../stored-histories.ts";
import { draftsOf } from "./drafts-of.ts";
import { type ManualAlarms, manualAlarms } from "./manual-alarms.ts";
import { openProviderDouble, type ProviderDouble } from "./provider-double.ts";
import { KEY_CANARY, type ProviderFault } from "./provider-faults.ts";

/** Every route that a model may word, by its capability. */
const QUESTIONS = {
  daily_challenge: "/api/ai/daily-challenge",
  weekly_quest: "/api/ai/weekly-quest",
  motivation: "/api/ai/motivation",
  learning_recommendations: { body: {}, url: "/api/ai/learning-recommendations" },
  next_session: "/api/ai/next-session-suggestion",
  expand_suggestion: {
    body: { suggestion: { topic: "Indexes", category: "Database" } },
    url: "/api/ai/expand-suggestion",
  },
  morning_briefing: "/api/ai/morning-briefing",
  evening_review: "/api/ai/evening-review",
  integrated_insight: "/api/ai/integrated-insight",
  analyze_burnout: "/api/ai/analyze-burnout",
  analyze_anomalies: "/api/ai/analyze-anomalies",
  analyze_quality: "/api/ai/analyze-quality",
  optimal_schedule: "/api/ai/optimal-schedule-ai",
  learning_v2: "/api/ai/learning-v2",
} as const;

/** The longest deadline of any capability. */
const MAX_DEADLINE_MS = 45_000;
/** Longer than any breaker stays open, and than a model rests whose texts were refused. */
const RECOVERY_MS = 660_000;

const ENVIRONMENT: Readonly<Record<ProviderKind, (double: ProviderDouble) => object>> = {
  cloud: ({ cloudUrl }) => ({ AI_PROVIDER: "cloud", AI_API_KEY: KEY_CANARY, AI_API_URL: cloudUrl }),
  ollama: ({ ollamaUrl }) => ({ AI_PROVIDER: "ollama", OLLAMA_URL: ollamaUrl }),
};

export interface FaultMatrix {
  readonly service: TestApp;
  /** Asks everything in both languages while the provider has the fault, and again after it. */
  meet(fault: ProviderFault): Promise<void>;
  /** Money and calls by the metrics and by the ledger, after everything. */
  compareBooks(): Promise<void>;
  close(): Promise<void>;
}

interface Answered {
  readonly name: string;
  readonly source: unknown;
}

export async function openFaultMatrix(kind: ProviderKind): Promise<FaultMatrix> {
  const double = await openProviderDouble();
  let alarms: ManualAlarms | undefined;
  const service = await openTestApp({
    env: {
      ...ENVIRONMENT[kind](double),
      ...{ AI_CONCURRENCY: "64", POMODORO_AI_DAILY_BUDGET_USD: "100000" },
    },
    logLevel: "error",
    overrides: {
      after: (ms, act) => (alarms ?? assert.fail()).after(ms, act),
      // A wait that moved the clock would count for all questions at once.
      pause: async () => {},
    },
  });
  const clock = manualAlarms(service.clock);
  alarms = clock;
  const sessions = HISTORIES["thin data"]?.(service.clock.now()) ?? [];
  await storeSessions(service.dependencies, sessions);
  const { textWriting } = service.dependencies;

  async function ask(name: string, locale: string): Promise<Answered> {
    const question = Object.entries(QUESTIONS).find(([one]) => one === name)?.[1] ?? "";
    const headers = { "accept-language": locale, "content-type": "application/json" };
    const answer = await service.request(
      typeof question === "string"
        ? { url: question, headers }
        : { method: "POST", headers, url: question.url, payload: JSON.stringify(question.body) },
    );
    assert.equal(answer.statusCode, 200, `${name}: ${answer.body}`);
    assert.doesNotMatch(answer.body, new RegExp(KEY_CANARY));
    const body: unknown = answer.json();
    // Quests are a list: each says only whether a model spoke.
    const { source, ai_generated } = Object(Array.isArray(body) ? body[0] : body);
    return { name: `${name} ${locale}`, source: source ?? (ai_generated ? "model" : "template") };
  }

  const askAll = (names: readonly string[]) =>
    Promise.all(names.flatMap((name) => ["en", "cs"].map((locale) => ask(name, locale))));

  /** Alarms go off one after the other until nothing waits any more. */
  async function untilOver<Value>(work: Promise<Value>): Promise<Value> {
    let isOver = false;
    const over = work.finally(() => {
      isOver = true;
    });
    for (let turn = 0; !isOver || double.pending > 0; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      // The calls have to reach the provider before the clock moves.
      if (turn > 40) clock.fireNext();
    }
    return over;
  }

  return {
    service,
    async meet(fault) {
      const names = fault.isHeavy ? ["motivation", "learning_v2"] : Object.keys(QUESTIONS);
      double.behave(fault.behave(draftsOf));
      const startedMs = service.clock.now();
      const answered = fault.hangs ? await untilOver(askAll(names)) : await askAll(names);
      assert.ok(service.clock.now() - startedMs <= (fault.hangs ? 200_000 : MAX_DEADLINE_MS));
      assert.deepEqual(
        answered.filter(({ source }) => source !== "template"),
        [],
        fault.name,
      );
      await textWriting.settled();
      assert.deepEqual(await textWriting.answers.list("default"), [], fault.name);
      await eventually("no call is left", () => double.pending === 0, 3000);

      clock.advance(RECOVERY_MS);
      double.answer((question) => JSON.stringify(draftsOf(question)));
      assert.equal((await ask("motivation", "en")).source, "model", fault.name);
      const after = await askAll(names);
      assert.deepEqual(
        after.filter(({ source }) => source !== "model"),
        [],
        fault.name,
      );
      await service.json({
        method: "POST",
        url: "/api/ai/invalidate-cache",
        payload: { type: "all" },
      });
    },
    async compareBooks() {
      await textWriting.settled();
      const { body } = await service.json({ url: "/api/ai/usage" });
      const { series } = readScrape((await service.app.inject({ url: "/metrics" })).body);
      const sum = (name: string) =>
        [...series].reduce(
          (all, [key, value]) => (key.startsWith(`${name}{`) ? all + value : all),
          0,
        );
      const { calls, failures, cost_usd } = Object(body.month);
      assert.equal(sum("ml_ai_requests_total"), calls);
      assert.equal(sum("ml_ai_errors_total"), failures);
      assert.ok(Math.abs(sum("ml_ai_cost_usd_total") - cost_usd) < 1e-6);
      assert.equal(cost_usd > 0, kind === "cloud");
    },
    async close() {
      await service.close();
      await double.close();
    },
  };
}
