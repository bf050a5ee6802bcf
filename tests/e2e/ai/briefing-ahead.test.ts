import assert from "node:assert/strict";
import { test } from "node:test";
import type { Role } from "../../../src/composition/opened.ts";
import { draftsOf } from "../../support/ai/drafts-of.ts";
import { type ManualAlarms, manualAlarms } from "../../support/ai/manual-alarms.ts";
import { openProviderDouble, type ProviderDouble } from "../../support/ai/provider-double.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";
import { newSession } from "../../support/builders.ts";
import { forEachDatabase, type OpenTestDatabase } from "../../support/databases.ts";
import { readScrape } from "../../support/scrape.ts";
import { storeSessions } from "../../support/stored-histories.ts";
import { testClock } from "../../support/test-clock.ts";

const BRIEFING = "/api/ai/morning-briefing";
const DAY_MS = 86_400_000;
/** The first session of a workday begins at nine, in Prague. */
const MONDAY_START_MS = Date.parse("2026-03-02T09:00:00+01:00");

interface Stage {
  readonly double: ProviderDouble;
  readonly services: readonly TestApp[];
  set(iso: string): void;
  passMinutes(minutes: number): Promise<void>;
  /** Reads at eight on the days, with the first service. */
  read(...dates: readonly string[]): Promise<void>;
  /** Of all services together, by what became of them. */
  outcomes(): Promise<Record<string, number>>;
}

async function onStage(
  open: OpenTestDatabase,
  env: Record<string, string>,
  act: (stage: Stage) => Promise<void>,
  role: Role = "worker",
): Promise<void> {
  const opened = await open();
  const double = await openProviderDouble();
  double.answer((question) => JSON.stringify(draftsOf(question)));
  const clock = testClock("2026-02-25T07:00:00+01:00");
  const alarms: ManualAlarms = manualAlarms(clock);
  const services: TestApp[] = [];
  for (let count = 0; count < 3; count += 1) {
    const service = await openTestApp({
      url: opened.url,
      logLevel: "warn",
      env: {
        ...{ AI_PROVIDER: "cloud", AI_API_KEY: "key", AI_API_URL: double.cloudUrl },
        ...{ AI_CLOUD_MODEL: "double-1", POMODORO_AI_BRIEFING_AHEAD_DAYS: "2", WORKERS: "3" },
        ...env,
      },
      overrides: { clock, after: alarms.after, role },
    });
    services.push(service);
  }
  const [first] = services;
  assert.ok(first !== undefined);
  await storeSessions({ ...first.dependencies, clock }, workdays());
  try {
    await act({
      ...{ double, services, set: clock.set },
      async passMinutes(minutes) {
        for (let minute = 0; minute < minutes; minute += 1) {
          alarms.advance(60_000);
          for (const { dependencies } of services) {
            await dependencies.briefings?.schedule.settled();
            await dependencies.textWriting.settled();
          }
        }
      },
      async read(...dates) {
        for (const date of dates) {
          clock.set(`${date}T08:00:00+01:00`);
          assert.equal((await first.json({ url: BRIEFING })).status, 200);
          await first.dependencies.briefings?.readers.settled();
          await first.dependencies.textWriting.settled();
        }
      },
      outcomes: () => outcomesOf(services),
    });
  } finally {
    for (const service of services) await service.close();
    await double.close();
    await opened.close();
  }
}

function workdays() {
  return Array.from({ length: 42 }, (_, ago) => MONDAY_START_MS - (ago + 1) * DAY_MS)
    .filter((ms) => ![0, 6].includes(new Date(ms).getUTCDay()))
    .flatMap((startedAtMs) => [
      newSession({ startedAtMs }),
      newSession({ startedAtMs: startedAtMs + 2 * 3_600_000 }),
    ]);
}

async function outcomesOf(services: readonly TestApp[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { app } of services) {
    const { series } = readScrape((await app.inject({ url: "/metrics" })).body);
    for (const [name, value] of series) {
      const outcome = /^ml_ai_briefings_ahead_total\{outcome="(\w+)"\}/.exec(name)?.[1];
      if (outcome !== undefined) counts[outcome] = (counts[outcome] ?? 0) + value;
    }
  }
  return counts;
}

forEachDatabase((_name, open) => {
  test("a briefing is there before the person begins, asked for once, and is read from the cache", () =>
    onStage(open, {}, async ({ double, services, set, passMinutes, read, outcomes }) => {
      await read("2026-02-26", "2026-02-27");
      double.forget();
      // Nobody works at weekends.
      for (const date of ["2026-02-28", "2026-03-01"]) {
        set(`${date}T08:20:00+01:00`);
        await passMinutes(45);
      }
      set("2026-03-02T08:20:00+01:00");
      await passMinutes(12);
      assert.equal(double.received.length, 0);
      await passMinutes(15);
      assert.equal(double.received.length, 1);
      assert.deepEqual(await outcomes(), { written: 1 });
      for (const service of services) {
        const { body } = await service.json({ url: BRIEFING });
        assert.equal(body.date, "2026-03-02");
        assert.equal(body.from_cache, true);
        assert.notEqual(body.source, "template");
      }
      set("2026-03-02T09:05:00+01:00");
      for (const service of services) {
        const { body } = await service.json({ url: BRIEFING });
        assert.equal(body.from_cache, true, "the plan has moved on, the rest holds");
      }
      assert.equal(double.received.length, 1);
    }));

  test("a check-in since is in the briefing, and the model is not asked again for it", () =>
    onStage(open, {}, async ({ double, services: [service], set, passMinutes, read }) => {
      await read("2026-02-26", "2026-02-27");
      set("2026-03-02T08:30:00+01:00");
      await passMinutes(16);
      double.forget();
      assert.ok(service !== undefined);
      const checkin = { sleep_quality: 40, energy_level: 30, mood: 50 };
      const put = { method: "PUT", url: "/api/wellness/2026-03-02", payload: checkin } as const;
      assert.equal((await service.json(put)).status < 300, true);
      const { body } = await service.json({ url: BRIEFING });
      assert.equal(body.source, "mixed");
      assert.match(String(Object(body.wellbeing_check).observation), /39\.1/);
      assert.equal(double.received.length, 0);
    }));

  test("one read is too few, and without the setting nothing is noted", async () => {
    await onStage(open, {}, async ({ double, set, passMinutes, read }) => {
      await read("2026-02-27");
      double.forget();
      set("2026-03-02T08:30:00+01:00");
      await passMinutes(30);
      assert.equal(double.received.length, 0);
    });
    const off = { POMODORO_AI_BRIEFING_AHEAD_DAYS: "0" };
    await onStage(open, off, async ({ double, services, set, passMinutes, read }) => {
      await read("2026-02-26", "2026-02-27");
      double.forget();
      set("2026-03-02T08:30:00+01:00");
      await passMinutes(30);
      assert.equal(double.received.length, 0);
      for (const { dependencies } of services) assert.equal(dependencies.briefings, undefined);
      const rows = await services[0]?.dependencies.database.executor
        .selectFrom("briefing_readers")
        .selectAll()
        .execute();
      assert.deepEqual(rows, []);
    });
  });

  test("a budget that is used up writes none", () =>
    onStage(open, { POMODORO_AI_DAILY_BUDGET_USD: "0.000001" }, async (stage) => {
      await stage.read("2026-02-26", "2026-02-27");
      stage.set("2026-03-02T08:30:00+01:00");
      await stage.passMinutes(20);
      assert.equal(stage.double.received.length, 0);
      assert.deepEqual(await stage.outcomes(), { template: 1 });
    }));

  test("a person who was erased is forgotten", () =>
    onStage(open, {}, async ({ double, services: [service], set, passMinutes, read }) => {
      await read("2026-02-26", "2026-02-27");
      double.forget();
      await service?.dependencies.erasureService.erase("default");
      set("2026-03-02T08:30:00+01:00");
      await passMinutes(30);
      assert.equal(double.received.length, 0);
    }));
});

test("commands, and servers without a provider, write nothing ahead", async () => {
  const env = { POMODORO_AI_BRIEFING_AHEAD_DAYS: "2" };
  for (const [role, provider] of [
    ["worker", {}],
    ["command", { AI_PROVIDER: "ollama" }],
  ] as const) {
    const service = await openTestApp({
      ...{ env: { ...env, ...provider }, overrides: { role: role === "worker" ? "server" : role } },
    });
    try {
      assert.equal(service.dependencies.briefings, undefined);
    } finally {
      await service.close();
    }
  }
});
