import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { generateDemo } from "../../src/demo/generate-demo.ts";
import type { NewSession } from "../../src/domain/session.ts";
import { openZone } from "../../src/time/zone.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { newSession, uniqueId } from "../support/builders.ts";
import { storeSessions } from "../support/stored-histories.ts";

const DAY_MS = 86_400_000;
const NIGHT_STARTS = [1420, 1485, 1590];

function inventedYear(seed: number, nowMs: number, name = "Europe/Prague"): NewSession[] {
  const zone = openZone(name);
  const { sessions } = generateDemo({ seed, userId: "default", nowMs, zone });
  return sessions.map((session) => ({ ...session, id: uniqueId() }));
}

/** Sixty nights of sessions at 23:40, 00:45 and 02:30. */
function nights(nowMs: number): NewSession[] {
  const midnight = Math.floor(nowMs / DAY_MS) * DAY_MS - 3_600_000;
  return Array.from({ length: 60 }, (_, night) =>
    NIGHT_STARTS.map((minute) =>
      newSession({
        startedAtMs: midnight - (night + 2) * DAY_MS + minute * 60_000,
        rating: 60 + ((night * 7 + minute) % 30),
      }),
    ),
  ).flat();
}

async function checkVoice(service: TestApp, moment: string): Promise<void> {
  const get = async (url: string) => Object((await service.json({ url })).body);
  const today = await get("/api/prediction/today");
  const plan = await get("/api/optimal-schedule");
  const { analysis } = await get("/api/analysis");
  const hoursOf = (list: readonly { hour: number }[]) => list.map(({ hour }) => hour);
  const proposed = new Set<number>([
    ...hoursOf(today.recommended_schedule),
    ...hoursOf(plan.optimal_schedule.sessions),
    ...hoursOf(plan.peak_hours),
    ...analysis.best_hours,
  ]);
  const listed = hoursOf(today.recommended_schedule);
  const { optimal_schedule: slots } = await get("/api/ai/morning-briefing");
  const starts = [
    ...hoursOf(plan.optimal_schedule.sessions),
    ...slots.map(({ time }: { time: string }) => Number(time.slice(0, 2))),
  ];
  const unlisted = starts.filter((hour) => !listed.includes(hour));
  assert.deepEqual(unlisted, [], `${moment}: starts in hours that today does not list`);
  startsSeen += starts.length;
  const avoided = hoursOf(plan.avoid_hours);
  const both = avoided.filter((hour) => proposed.has(hour));
  assert.deepEqual(both, [], `${moment}: hours to avoid that are proposed`);
  const hard = analysis.worst_hours.filter((hour: number) =>
    [...hoursOf(today.recommended_schedule), ...hoursOf(plan.optimal_schedule.sessions)].includes(
      hour,
    ),
  );
  assert.deepEqual(hard, [], `${moment}: hard hours that are proposed`);
  await checkAmounts(service, today.remaining_sessions, moment);

  const anomalies = await get("/api/detect-anomalies");
  const load = await get("/api/burnout-risk");
  const trends = await get("/api/trends");
  const directions = [trends.session_trend, trends.productivity_trend];
  const isChanged =
    load.risk_factors.length > 0 ||
    analysis.trend !== "stable" ||
    directions.some((direction) => direction === "improving" || direction === "declining");
  const tips = JSON.stringify(anomalies.proactive_tips);
  if (isChanged) assert.doesNotMatch(tips, /outside your usual range/, moment);
  const interval = today.sessions_interval;
  assert.ok(interval === null || interval.probability < 1, moment);
}

/** Proposed starts that were compared. */
let startsSeen = 0;

/** Moments at which the day was to stay free. */
let freeDays = 0;

/** Nowhere is more offered than is to come, and one more. */
async function checkAmounts(service: TestApp, toCome: number, moment: string): Promise<void> {
  const get = async (url: string) => Object((await service.json({ url })).body);
  const most = toCome === 0 ? 0 : toCome + 1;
  const { summary, optimal_schedule } = await get("/api/optimal-schedule?sessions=12");
  const today = await get("/api/prediction/today");
  const briefing = await get("/api/ai/morning-briefing");
  if (today.data.status === "ready" && today.predicted_sessions === 0) {
    assert.match(briefing.daily_challenge.description, /^Nothing has to be done/, moment);
    assert.match(briefing.wellness_micro_action.when, /^Whenever/, moment);
    freeDays += 1;
  }
  const offered = {
    today: today.recommended_schedule,
    plan: optimal_schedule.sessions,
    briefing: briefing.optimal_schedule,
    words: (await get("/api/ai/optimal-schedule-ai")).optimal_schedule,
  };
  for (const [answer, starts] of Object.entries(offered)) {
    assert.ok(starts.length <= most, `${moment}: ${starts.length} of ${toCome} in ${answer}`);
  }
  assert.ok(summary.sessions_to_come <= toCome, moment);
}

describe("all answers speak with one voice", () => {
  after(() => assert.ok(freeDays > 0, "no moment was asked about at which a day stays free"));
  after(() => assert.ok(startsSeen > 0, "no start was proposed"));
  for (const seed of [1, 4, 9, 23]) {
    test(`no two of them contradict each other, in invented year ${seed}`, async () => {
      const service = await openTestApp();
      const year = inventedYear(seed, service.clock.now());
      await storeSessions(service.dependencies, year);
      const noon = service.clock.now();
      for (const hours of [0, 5, 9, 20, 26, 50]) {
        service.clock.set(new Date(noon + hours * 3_600_000).toISOString());
        await checkVoice(service, `${seed} after ${hours} h`);
      }
      await service.close();
    });
  }

  for (const [zone, start] of [
    ["Pacific/Auckland", 4],
    ["America/New_York", 0],
  ] as const) {
    test(`starts lie in hours that today lists, at any minute, in ${zone} with days from ${start}:00`, async () => {
      const service = await openTestApp({ env: { TIMEZONE: zone } });
      const now = service.clock.now();
      await storeSessions(service.dependencies, inventedYear(4, now, zone));
      const payload = { day_start_hour: start };
      await service.json({ method: "PATCH", url: "/api/settings", payload });
      for (const minutes of [0, 127, 412, 553, 671, 795, 1034, 1288, 1391]) {
        service.clock.set(new Date(now + minutes * 60_000).toISOString());
        await checkVoice(service, `${zone} after ${minutes} min`);
      }
      await service.close();
    });
  }

  test("nothing is offered on a day off, and the briefing says so", async () => {
    const service = await openTestApp();
    await storeSessions(service.dependencies, inventedYear(4, service.clock.now()));
    await service.json({ method: "PATCH", url: "/api/settings", payload: { days_off: [1] } });
    for (const [language, sentence] of [
      ["en", "No session is planned for the rest of the day."],
      ["cs", "Na zbytek dne není naplánováno žádné sezení."],
    ] as const) {
      const headers = { "accept-language": language };
      const { body } = await service.json({ url: "/api/ai/morning-briefing", headers });
      assert.deepEqual(body.optimal_schedule, []);
      assert.equal(body.recommendation, sentence);
    }
    await checkAmounts(service, 0, "a day off");
    await service.close();
  });

  test("the calendar has no more of today than is to come", async () => {
    const service = await openTestApp();
    await storeSessions(service.dependencies, inventedYear(4, service.clock.now()));
    service.clock.set("2026-03-02T15:00:00+01:00");
    const start = Date.parse("2026-03-02T08:00:00+01:00");
    await storeSessions(
      service.dependencies,
      [0, 1, 2].map((hour) => newSession({ startedAtMs: start + hour * 3_600_000 })),
    );
    const { remaining_sessions } = (await service.json({ url: "/api/prediction/today" })).body;
    const { body } = await service.app.inject({ url: "/api/calendar.ics?plan=true" });
    const planned = body.match(/UID:plan-2026-03-02-/g) ?? [];
    assert.ok(planned.length <= Number(remaining_sessions), `${planned.length}`);
    await service.close();
  });

  test("a person who works at night is planned at night", async () => {
    const service = await openTestApp();
    await storeSessions(service.dependencies, nights(service.clock.now()));
    const { body } = await service.json({ url: "/api/optimal-schedule?sessions=3" });
    const planned = Object(body.optimal_schedule).sessions.map(
      ({ hour }: { hour: number }) => hour,
    );
    assert.ok(planned.length > 0);
    for (const hour of [
      ...planned,
      ...Object(body.peak_hours).map(({ hour }: { hour: number }) => hour),
    ]) {
      assert.ok(hour >= 18 || hour <= 6, `${hour} o'clock`);
    }
    for (const cell of Object(body.peak_hours).slice(0, 2)) {
      assert.equal(cell.data_source, "historical");
    }
    await checkVoice(service, "nights");
    await service.close();
  });
});
