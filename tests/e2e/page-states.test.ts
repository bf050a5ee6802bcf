import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { NewSession } from "../../src/domain/session.ts";
import { ServiceError } from "../../src/errors.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { newSession } from "../support/builders.ts";
import { storeSessions } from "../support/stored-histories.ts";

const DAY_MS = 86_400_000;
const PAUSE = /Last session on [^<]*; forecasts wait/g;

/** Three sessions on each of some days. */
function daily(nowMs: number, from: number, to: number): NewSession[] {
  return Array.from({ length: to - from + 1 }, (_, index) =>
    [1, 2, 3].map((hours) =>
      newSession({
        startedAtMs: nowMs - (from + index) * DAY_MS - hours * 3_600_000,
        rating: 60 + ((index + hours) % 3) * 10,
      }),
    ),
  ).flat();
}

async function pageOf(service: TestApp, url: string, language = "en"): Promise<string> {
  const headers = { accept: "text/html", "accept-language": language };
  const answer = await service.app.inject({ url, headers });
  assert.equal(answer.statusCode, 200, url);
  return answer.body;
}

describe("of a person who has paused", () => {
  test("pages say so once each, forecast nothing, and show what was", async () => {
    const service = await openTestApp();
    await storeSessions(service.dependencies, daily(service.clock.now(), 60, 120));
    for (const url of ["/ui", "/ui/week"]) {
      const body = await pageOf(service, url);
      assert.equal(body.match(PAUSE)?.length, 1, url);
      assert.doesNotMatch(body, /expected (by|in)|likely by its end|people in general/, url);
    }
    assert.match(await pageOf(service, "/ui/record"), /I said (\d+|\d+ to \d+); it was so/);
    assert.doesNotMatch(await pageOf(service, "/ui/record"), /\b(\d+) to \1\b/);
    const past = await pageOf(service, "/ui/week?week=2025-12-10");
    assert.match(past, /21<\/span><\/b> 8–14 December<\/span>? · |8–14 December · /);
    assert.match(past, /were likely when it began/);
    assert.match(await pageOf(service, "/ui/week?week=2025-12-10", "cs"), /8\.–14\. prosince/);
    await service.close();
  });
});

describe("of a person whose days are still too few", () => {
  test("no range is shown as their own, and no load as usual", async () => {
    const service = await openTestApp();
    await storeSessions(service.dependencies, daily(service.clock.now(), 0, 1));
    const { body } = await service.json({ url: "/api/prediction/today" });
    assert.equal(Object(body.data).status, "insufficient_data");
    for (const url of ["/ui", "/ui/week"]) {
      const page = await pageOf(service, url);
      assert.match(page, /usual for people in general/, url);
      assert.doesNotMatch(page, /data-name="(sessions|total)_interval"/, url);
      assert.doesNotMatch(page, /class="[^"]*likely/, url);
    }
    const load = await pageOf(service, "/ui/load");
    assert.match(load, /No sign of load so far/);
    const briefing = await pageOf(service, "/ui/briefing");
    assert.match(briefing, /too few sessions to judge the load/);
    assert.doesNotMatch(briefing, /Good morning|within your usual range/);
    await service.close();
  });
});

test("every sign of load that was measured stands beside the person's usual, with its figure of the API", async () => {
  const service = await openTestApp();
  await storeSessions(service.dependencies, daily(service.clock.now(), 0, 90));
  const { body } = await service.json({ url: "/api/burnout-risk" });
  const measured: readonly { factor: string; value: number }[] = Object(body.measured_factors);
  const page = await pageOf(service, "/ui/load");
  assert.ok(measured.length > 3);
  for (const { factor, value } of measured)
    assert.ok(page.includes(`data-name="${factor}" data-value="${value}"`), factor);
  assert.match(page, /strain probably [−+]?\d+ to [−+]?\d+% \(80%\)/);
  assert.match(await pageOf(service, "/ui/load", "cs"), /min denně, obvykle/);
  await service.close();
});

test("sessions that cannot be listed say why, and the ways elsewhere stay", async () => {
  const service = await openTestApp({
    change: (parts) => ({
      ...parts,
      sessionService: {
        ...parts.sessionService,
        list: async () => {
          throw new ServiceError("database_unavailable");
        },
      },
    }),
  });
  const body = await pageOf(service, "/ui/sessions");
  assert.match(body, /class="trouble"><strong>[^<]+<\/strong>/);
  assert.match(body, /href="import">Import a history/);
  await service.close();
});

test("a year of days is counted by minutes where that is asked for, as the API counts them", async () => {
  const service = await openTestApp();
  await storeSessions(service.dependencies, daily(service.clock.now(), 0, 90));
  const { body } = await service.json({ url: "/api/days?from=2025-12-01&to=2026-03-02" });
  const days: readonly { minutes: number }[] = Object(body).days;
  const worked = days.filter(({ minutes }) => minutes > 0);
  const hours = Math.round(worked.reduce((sum, { minutes }) => sum + minutes, 0) / 60);
  const sessions = await pageOf(service, "/ui/patterns");
  assert.match(sessions, /href="patterns\?by=minutes#year">By minutes/);
  const page = await pageOf(service, "/ui/patterns?by=minutes");
  assert.match(page, new RegExp(`${hours} hours on ${worked.length} days`));
  assert.match(page, /title="1 March: \d+ min"/);
  assert.match(page, /href="patterns#year">By sessions/);
  await service.close();
});
