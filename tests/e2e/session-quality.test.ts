import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { newSession } from "../support/builders.ts";
import { openOnDataSetG } from "../support/stored-data-set-g.ts";
import { storeSessions } from "../support/stored-histories.ts";

const URL = "/api/predict-quality";
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const post = (service: TestApp, payload: object, query = "") =>
  service.json({ method: "POST", url: `${URL}${query}`, payload });

async function predicted(service: TestApp, payload: object, query = "") {
  const { status, body } = await post(service, payload, query);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

const contextOf = (body: Record<string, unknown>) => Object(body.context);
const scoresOf = (body: Record<string, unknown>) => Object(body.factor_scores);
const namedScores = (body: Record<string, unknown>): [string, Record<string, number>][] =>
  Object.entries(scoresOf(body));

describe("worked examples (data set G)", () => {
  let service: TestApp;
  before(async () => {
    service = await openOnDataSetG();
  });
  after(() => service.close());

  const shown = (body: Record<string, unknown>) =>
    namedScores(body).map(([name, { score, confidence }]) => `${name} ${score}/${confidence}`);

  test("a usual morning session", async () => {
    const body = await predicted(service, {
      hour: 9,
      day: 2,
      preset: "deep_work",
      category: "Coding",
      sessions_today: 1,
      minutes_since_last: 20,
      wellness: {
        sleep_quality: 70,
        energy_level: 60,
        mood: 80,
        stress_level: 40,
        motivation: 50,
        focus_ability: 65,
      },
    });
    assert.deepEqual(shown(body), [
      "hour 73.3/1",
      "day 71/0.4",
      "preset 73.3/1",
      "category 73.3/1",
      "fatigue 70.3/1",
      "recovery 82/0.6",
      "wellness 64.3/0.8",
    ]);
  });

  test("a late one", async () => {
    const body = await predicted(service, {
      hour: 21,
      day: 2,
      preset: "flow_mode",
      category: "Coding",
      sessions_today: 4,
      minutes_since_last: 3,
    });
    assert.deepEqual(shown(body), [
      "hour 40/0.3",
      "day 71/0.4",
      "preset 40/0.6",
      "category 40/0.6",
      "fatigue 68/0.1",
      "recovery 55/0.5",
      "wellness 70/0.1",
    ]);
    assert.deepEqual(body.recommendation, {
      type: "negative",
      message: "Sessions begun around 21:00 are among your lower rated ones.",
      action: "Consider another time of day.",
      icon: "⚠️",
    });
  });

  test("the parts of a forecast add up to it", async () => {
    const body = await predicted(service, { hour: 14, preset: "quick_tasks", category: "Other" });
    const sum = namedScores(body).reduce(
      (total, [, { contribution }]) => total + (contribution ?? Number.NaN),
      Number(body.baseline),
    );
    assert.ok(Math.abs(sum - Number(body.predicted_productivity)) < 0.1, `${sum}`);
  });
});

describe("predict-quality", () => {
  let service: TestApp;
  beforeEach(async () => {
    service = await openTestApp();
  });
  afterEach(() => service.close());
  const now = () => service.clock.now();

  /** Sessions of 25 minutes that ended this long ago. */
  const endedAgo = (...minutes: number[]) =>
    storeSessions(
      service.dependencies,
      minutes.map((ago) =>
        newSession({ startedAtMs: now() - (ago + 25) * MINUTE_MS, durationSeconds: 1500 }),
      ),
    );

  test("zero sessions and no rest, as the web app always says, are read from today's sessions", async () => {
    await endedAgo(100, 30);
    const given = { sessions_today: 0, minutes_since_last: null, hour: 12, day: 0 };
    for (const body of [await predicted(service, given), (await service.json({ url: URL })).body]) {
      assert.equal(contextOf(body).sessions_today, 2);
      assert.equal(contextOf(body).minutes_since_last, 30);
    }
  });

  test("what a client counts itself is taken as it is", async () => {
    await endedAgo(100, 30);
    const context = contextOf(
      await predicted(service, { sessions_today: 5, minutes_since_last: 8 }),
    );
    assert.equal(context.sessions_today, 5);
    assert.equal(context.minutes_since_last, 8);
  });

  test("another weekday has none of today's sessions", async () => {
    await endedAgo(100, 30);
    const context = contextOf(await predicted(service, { day: 1 }));
    assert.equal(context.sessions_today, 0);
    assert.equal(context.minutes_since_last, null);
  });

  test("a session planned for later today has had the rest until then", async () => {
    await endedAgo(30);
    assert.equal(contextOf(await predicted(service, { hour: 15 })).minutes_since_last, 210);
  });

  test("a wrong type in the body is refused, and the answer names the member", async () => {
    const wrong: [object, string][] = [
      [{ hour: "9" }, "hour"],
      [{ hour: 9.5 }, "hour"],
      [{ day: true }, "day"],
      [{ preset: 1 }, "preset"],
      [{ category: {} }, "category"],
      [{ sessions_today: [] }, "sessions_today"],
      [{ minutes_since_last: "20" }, "minutes_since_last"],
      [{ wellness: 3 }, "wellness"],
      [{ wellness: { mood: "good" } }, "wellness.mood"],
      [[], "body"],
    ];
    for (const [payload, field] of wrong) {
      const { status, body } = await post(service, payload);
      assert.equal(status, 400, JSON.stringify(payload));
      assert.equal(Object(body.errors)[0]?.field, field);
    }
    const headers = { "content-type": "application/json" };
    const none = await service.request({ method: "POST", url: URL, payload: "null", headers });
    assert.equal(none.statusCode, 400);
  });

  test("what is out of range is moved into it, and echoed so", async () => {
    const high = contextOf(await predicted(service, { hour: 99, day: 9, sessions_today: 1e9 }));
    assert.deepEqual(
      [high.hour, high.day_of_week, high.day_name, high.sessions_today],
      [23, 6, "Nedele", 1000],
    );
    const low = contextOf(await predicted(service, { hour: -1, day: -4, minutes_since_last: -5 }));
    assert.deepEqual([low.hour, low.day_of_week, low.minutes_since_last], [0, 0, null]);
  });

  test("a number in the query that cannot be read means the default", async () => {
    const { body } = await service.json({
      url: `${URL}?hour=x&day=&sessions_today=1.5&minutes_since_last=soon&preset=`,
    });
    const context = contextOf(body);
    assert.deepEqual(
      [context.hour, context.day_of_week, context.sessions_today, context.preset],
      [12, 0, 0, "deep_work"],
    );
    const clamped = contextOf((await service.json({ url: `${URL}?hour=-3&day=17` })).body);
    assert.deepEqual([clamped.hour, clamped.day_of_week], [0, 6]);
  });

  test("the body comes before the query, and the query before the default", async () => {
    const body = { hour: 8, preset: null };
    const context = contextOf(
      await predicted(service, body, "?hour=20&preset=learning&category=Coding"),
    );
    assert.deepEqual([context.hour, context.preset, context.category], [8, "learning", "Coding"]);
    const bare = await service.json({ method: "POST", url: `${URL}?hour=20` });
    assert.equal(contextOf(bare.body).hour, 20);
  });

  test("today's stored check-in counts when the request has none", async () => {
    const before = await predicted(service, { wellness: null });
    assert.equal(contextOf(before).has_wellness_data, false);
    await service.request({
      method: "PUT",
      url: "/api/wellness/2026-03-02",
      payload: { mood: 90, stress_level: 10 },
    });
    const stored = await predicted(service, { wellness: null });
    assert.equal(contextOf(stored).wellness_source, "checkin");
    assert.equal(scoresOf(stored).wellness.score, 90);
    assert.equal(Object(stored.metadata).wellness_integrated, true);
    const given = await predicted(service, { wellness: { overall_wellness: 45 } });
    assert.equal(contextOf(given).wellness_source, "request");
    assert.equal(scoresOf(given).wellness.score, 45);
    const tomorrow = await predicted(service, { day: 1 });
    assert.equal(contextOf(tomorrow).has_wellness_data, false);
  });

  test("wellness beyond the scale is moved onto it, and no forecast leaves it", async () => {
    const body = await predicted(service, { wellness: { overall_wellness: 1e6, mood: -3 } });
    assert.equal(scoresOf(body).wellness.score, 100);
    assert.ok(Number(body.predicted_productivity) <= 100);
    const none = await predicted(service, { wellness: {} });
    assert.equal(contextOf(none).has_wellness_data, false);
  });

  test("what is unknown moves nothing", async () => {
    await endedAgo(30);
    const scores = scoresOf(await predicted(service, {}));
    assert.equal(scores.category.contribution, 0);
    assert.equal(scores.wellness.contribution, 0);
  });

  test("a rating of 5 is five per cent, and a rating of 0 is a rating", async () => {
    await storeSessions(
      service.dependencies,
      [0, 5, 5, 5].map((rating, index) =>
        newSession({ startedAtMs: now() - DAY_MS - index * HOUR_MS, rating, preset: "learning" }),
      ),
    );
    const scores = scoresOf(await predicted(service, { preset: "learning", hour: 20 }));
    assert.equal(scores.preset.score, 3.8);
  });

  test("the factor of the day is that of the weekday asked about", async () => {
    // Today is a Monday: 7 days ago was one, 8 days ago a Sunday.
    await storeSessions(service.dependencies, [
      newSession({ startedAtMs: now() - 7 * DAY_MS - 3 * HOUR_MS, rating: 90 }),
      newSession({ startedAtMs: now() - 8 * DAY_MS - 3 * HOUR_MS, rating: 30 }),
    ]);
    assert.equal(scoresOf(await predicted(service, { day: 0 })).day.score, 90);
    assert.equal(scoresOf(await predicted(service, { day: 6 })).day.score, 30);
  });

  test("sessions within one hour count in the order in which they were", async () => {
    const start = now() - DAY_MS - 3 * HOUR_MS;
    await storeSessions(service.dependencies, [
      newSession({ startedAtMs: start + 20 * MINUTE_MS, durationSeconds: 600, rating: 40 }),
      newSession({ startedAtMs: start, durationSeconds: 600, rating: 90 }),
    ]);
    const first = await predicted(service, { day: 2 });
    const second = await predicted(service, { day: 2, sessions_today: 1 });
    assert.equal(scoresOf(first).fatigue.score, 90);
    assert.equal(scoresOf(second).fatigue.score, 40);
  });

  test("nobody is told to rest longer after a long pause", async () => {
    await storeSessions(
      service.dependencies,
      Array.from({ length: 12 }, (_, index) =>
        newSession({ startedAtMs: now() - (index + 1) * DAY_MS, rating: 66 }),
      ),
    );
    const told = async (minutes: number) =>
      Object((await predicted(service, { minutes_since_last: minutes })).recommendation).icon;
    assert.equal(await told(400), "👍");
    assert.equal(await told(3), "☕");
  });

  test("names of the user's own are no markup in sentences", async () => {
    const preset = "<img src=x onerror=alert(1)>";
    await storeSessions(
      service.dependencies,
      Array.from({ length: 8 }, (_, index) =>
        newSession({ startedAtMs: now() - (index + 1) * DAY_MS, rating: 95, preset }),
      ),
    );
    const body = await predicted(service, { preset });
    assert.equal(contextOf(body).preset, "‹img src=x onerror=alert(1)›");
    assert.doesNotMatch(JSON.stringify(body.factors), /[<>]/);
    assert.doesNotMatch(JSON.stringify(body.recommendation), /[<>]/);
  });

  test("what it says of itself: skill only once measured, the share of rated sessions, and the moment", async () => {
    const empty = (await service.json({ url: URL })).body;
    assert.equal(empty.skill_vs_mean, null);
    assert.equal(empty.rated_share, null);
    assert.equal(Object(empty.metadata).timestamp, "2026-03-02T12:00:00");
    assert.equal(Object(empty.data).status, "insufficient_data");
    await storeSessions(
      service.dependencies,
      Array.from({ length: 40 }, (_, index) =>
        newSession({
          startedAtMs: now() - (index + 1) * DAY_MS,
          rating: index % 4 === 0 ? null : 60 + (index % 7),
        }),
      ),
    );
    const filled = (await service.json({ url: URL })).body;
    assert.equal(typeof filled.skill_vs_mean, "number");
    assert.equal(filled.rated_share, 0.75);
  });
});
