import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { promisify } from "node:util";
import type { Dependencies } from "../../src/dependencies.ts";
import { openProviderDouble } from "../support/ai/provider-double.ts";
import { openTestApp, type TestApp, throughServer } from "../support/app.ts";
import { sessionInput } from "../support/builders.ts";
import { createPostgresDatabase, describePostgres } from "../support/databases.ts";
import { missingRedis, REDIS_URL } from "../support/redis.ts";
import { readScrape } from "../support/scrape.ts";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const RULES = "deploy/observability/alerts.yml";
const rules = read(RULES);
const dashboard = JSON.parse(read("deploy/observability/dashboard.json"));

const ALERTS = [...rules.matchAll(/^ +- alert: (\w+)$/gm)].map(([, name = ""]) => name);

/** Every metric that a rule or a panel asks for; `up` is Prometheus' own. */
const ASKED = new Set(
  [rules, JSON.stringify(dashboard)].flatMap((text) =>
    [...text.matchAll(/\b((?:ml|flask|nodejs|process)_\w+)\{/g)].map(([, name = ""]) => name),
  ),
);

/** Moved by trouble that an hour like this has not: where tests show that each does. */
const MOVED_ELSEWHERE: Readonly<Record<string, string>> = {
  ml_requests_shed_total: "tests/e2e/overload.test.ts",
  ml_rate_limited_total: "tests/e2e/rate-limits.test.ts",
  ml_cache_shared_up: "tests/e2e/redis-trouble.test.ts",
  ml_ai_breaker_state: "tests/e2e/ai/ai-operations.test.ts",
  ml_ai_budget_remaining_usd: "tests/e2e/ai/ai-operations.test.ts",
};

const MINUTE_MS = 60_000;

/** Today's forecast fails, as nobody foresaw. */
function withBrokenForecast(dependencies: Dependencies): Dependencies {
  const today = () => Promise.reject(new Error("broken"));
  const { predictionService } = dependencies;
  return { ...dependencies, predictionService: { ...predictionService, today } };
}

async function scrape({ app }: TestApp): Promise<Map<string, string>> {
  const { body } = await app.inject({ url: "/metrics" });
  const byName = new Map<string, string>();
  for (const [key, value] of readScrape(body).series) {
    const [name = ""] = key.split("{");
    byName.set(name, `${byName.get(name) ?? ""}${key} ${value}\n`);
  }
  return byName;
}

/** An hour of somebody who works, looks and asks, with one broken question and one wrong address. */
async function spendAnHour(service: TestApp): Promise<void> {
  for (let minute = 0; minute < 60; minute += 10) {
    service.clock.advance(10 * MINUTE_MS);
    await throughServer(service.app, {
      method: "POST",
      url: "/api/sessions",
      payload: sessionInput(),
    });
    for (const url of ["/api/analysis", "/api/analysis", "/api/prediction/today", "/nowhere"]) {
      await throughServer(service.app, { url });
    }
  }
  await throughServer(service.app, { url: "/api/ai/motivation" });
}

describePostgres(() => {
  test("every metric that rules and dashboard name exists, and moves within a scripted hour", async (context) => {
    const missing = await missingRedis();
    if (missing !== undefined) return context.skip(missing);
    const database = await createPostgresDatabase();
    const double = await openProviderDouble();
    const service = await openTestApp({
      url: database.url,
      env: { REDIS_URL, AI_PROVIDER: "ollama", OLLAMA_URL: double.ollamaUrl },
      change: withBrokenForecast,
      overrides: { role: "server" },
    });
    const before = await scrape(service);
    await spendAnHour(service);
    const after = await scrape(service);
    await service.close();
    await double.close();
    await database.drop();

    assert.ok(ASKED.size > 15, `${ASKED.size} metrics`);
    assert.deepEqual(
      [...ASKED].filter((name) => !after.has(name)),
      [],
      "these do not exist",
    );
    const still = [...ASKED].filter((name) => after.get(name) === before.get(name));
    assert.deepEqual(
      still.filter((name) => !(name in MOVED_ELSEWHERE)),
      [],
      "these do not move",
    );
  });
});

describe("the alert rules", () => {
  test("stand in the runbook, each once, and no other does", () => {
    assert.ok(ALERTS.length >= 10);
    const told = [...read("docs/runbook.md").matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    assert.deepEqual(told.toSorted(), ALERTS.toSorted());
  });

  test("are moved elsewhere where they say so", () => {
    for (const [name, path] of Object.entries(MOVED_ELSEWHERE)) {
      assert.match(read(path), new RegExp(name.replace(/_total$/, "")), path);
    }
  });

  test("are rules that Prometheus reads", async (context) => {
    const checked = promisify(execFile)("promtool", ["check", "rules", RULES]).catch((error) => {
      if (error.code === "ENOENT" && process.env.CI !== "true") return undefined;
      throw error;
    });
    const result = await checked;
    if (result === undefined) return context.skip("SKIPPED: no promtool");
    assert.match(result.stdout, new RegExp(`${ALERTS.length} rules found`));
  });
});
