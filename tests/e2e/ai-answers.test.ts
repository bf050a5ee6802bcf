import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

const JSON_TYPE = { "content-type": "application/json" };

/** Every route that words an answer, with what the web app sends. */
const ROUTES = [
  ["GET", "/api/ai/morning-briefing"],
  ["POST", "/api/ai/morning-briefing", {}],
  ["GET", "/api/ai/evening-review"],
  ["GET", "/api/ai/integrated-insight"],
  ["GET", "/api/ai/analyze-burnout"],
  ["GET", "/api/ai/analyze-anomalies"],
  ["GET", "/api/ai/analyze-quality?preset=learning&category=Coding"],
  ["POST", "/api/ai/analyze-quality", { preset: "deep_work", category: null }],
  ["GET", "/api/ai/optimal-schedule-ai?sessions=6&day=today"],
  ["GET", "/api/ai/daily-challenge?sessions_today=0&level=3"],
  ["GET", "/api/ai/weekly-quest?level=3&weekly_sessions=0"],
  ["GET", "/api/ai/motivation?sessions_today=0&streak=0"],
  ["GET", "/api/ai/next-session-suggestion?category=&task=&hour=9&sessions=0&bypass_cache=False"],
  ["POST", "/api/ai/expand-suggestion", { suggestion: { topic: "Indexes", category: "Database" } }],
  ["POST", "/api/ai/extract-topics", { tasks: [] }],
  ["POST", "/api/ai/learning-recommendations", { weekly_stats: {}, streak: 3 }],
  ["GET", "/api/ai/learning-v2"],
] as const;

for (const [history, sessionsOf] of Object.entries(HISTORIES)) {
  describe(`on ${history}`, () => {
    let service: TestApp;
    before(async () => {
      service = await openTestApp();
      await storeSessions(service.dependencies, sessionsOf(service.clock.now()));
    });
    after(() => service.close());

    for (const [method, url, payload] of ROUTES) {
      for (const locale of ["en", "cs"]) {
        test(`${method} ${url} answers its whole shape in ${locale}, without markup`, async () => {
          const answer = await service.request({
            method,
            url,
            headers: { ...(payload && JSON_TYPE), "accept-language": locale },
            ...(payload && { payload: JSON.stringify(payload) }),
          });
          assert.equal(answer.statusCode, 200, answer.body);
          assert.doesNotMatch(answer.body, /[<>]|undefined|NaN|\{[a-z]+\}/);
        });
      }
    }
  });
}

describe("answers in words", () => {
  let service: TestApp;
  before(async () => {
    service = await openTestApp();
    await storeSessions(
      service.dependencies,
      HISTORIES["a rich year"]?.(service.clock.now()) ?? [],
    );
  });
  after(() => service.close());

  const briefing = async (date: string, locale = "en") => {
    const answer = await service.json({
      method: "POST",
      url: "/api/ai/morning-briefing",
      headers: { ...JSON_TYPE, "accept-language": locale },
      payload: JSON.stringify({ date }),
    });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body;
  };

  test("a briefing has three to seven sentences, and those of two days in a row are never the same", async () => {
    for (const locale of ["en", "cs"]) {
      let before = "";
      for (let day = 1; day <= 20; day++) {
        const { insights } = await briefing(`2026-02-${String(day).padStart(2, "0")}`, locale);
        assert.ok(Array.isArray(insights));
        assert.ok(insights.length >= 3 && insights.length <= 7);
        const [greeting, yesterday, today] = insights;
        const text = JSON.stringify([greeting, yesterday, today]);
        assert.notEqual(text, before);
        before = text;
      }
    }
  });

  test("a briefing says what the forecast route says", async () => {
    const { body } = await service.json({ url: "/api/ai/morning-briefing" });
    const forecast = await service.json({ url: "/api/prediction/today" });
    const { expected_sessions, expected_productivity } = Object(body.today_prediction);
    assert.equal(expected_sessions, forecast.body.predicted_sessions);
    assert.equal(expected_productivity, forecast.body.predicted_productivity);
  });

  test("templates carry the members of the old fallback answers", async () => {
    const { body } = await service.json({ url: "/api/ai/morning-briefing" });
    assert.equal(body.fallback, true);
    assert.equal(body.using_preset_recommender, true);
    assert.equal(body.ai_available, false);
    assert.equal(body.source, "template");
    for (const member of ["recommendation", "yesterday_summary", "wellbeing", "error", "message"]) {
      assert.equal(typeof body[member], "string", member);
    }
  });

  test("a date that does not exist or lies ahead is refused by name", async () => {
    for (const date of ["2026-02-30", "tomorrow", "2026-03-03"]) {
      const { status, body } = await service.json({
        method: "POST",
        url: "/api/ai/morning-briefing",
        headers: JSON_TYPE,
        payload: JSON.stringify({ date }),
      });
      assert.equal(status, 400, date);
      const [problem] = Array.isArray(body.errors) ? body.errors : [];
      assert.equal(Object(problem).field, "date");
    }
  });

  test("a challenge stays the same all day, whatever is done in it", async () => {
    const { body: first } = await service.json({ url: "/api/ai/daily-challenge" });
    const quests = await service.request({ url: "/api/ai/weekly-quest" });
    await service.json({
      method: "POST",
      url: "/api/sessions",
      headers: { ...JSON_TYPE, "idempotency-key": "one-more" },
      payload: JSON.stringify({
        start: "2026-03-02T11:00:00+01:00",
        duration_minutes: 25,
        category: "Mail",
        rating: 10,
      }),
    });
    const { body: second } = await service.json({ url: "/api/ai/daily-challenge" });
    const { based_on: _one, ...challenge } = first;
    const { based_on: _other, ...again } = second;
    assert.deepEqual(again, challenge);
    assert.equal((await service.request({ url: "/api/ai/weekly-quest" })).body, quests.body);
  });

  test("another idea is another one", async () => {
    const suggest = async (excluded: string) => {
      const url = `/api/ai/next-session-suggestion?exclude_topic=${encodeURIComponent(excluded)}`;
      return String((await service.json({ url })).body.topic);
    };
    const first = await suggest("");
    assert.notEqual(await suggest(first), first);
  });

  test("a suggestion without a topic is refused in the old shape", async () => {
    for (const suggestion of [undefined, null, {}, { topic: " " }]) {
      const { status, body } = await service.json({
        method: "POST",
        url: "/api/ai/expand-suggestion",
        headers: JSON_TYPE,
        payload: JSON.stringify({ suggestion }),
      });
      assert.equal(status, 400);
      assert.equal(typeof body.error, "string");
      assert.equal(body.answer, "");
      assert.equal(body.confidence, 0);
    }
  });

  test("topics are words that stand alone, in a stable order, of texts and of objects", async () => {
    const topics = async (tasks: unknown[]) =>
      (
        await service.json({
          method: "POST",
          url: "/api/ai/extract-topics",
          headers: JSON_TYPE,
          payload: JSON.stringify({ tasks }),
        })
      ).body;
    const { technologies, concepts } = await topics([
      "Docker and SQL",
      { task: "build, restore, digital, html5", category: "Coding" },
      { task: "Refactoring", category: null },
      7,
    ]);
    assert.deepEqual(technologies, ["Docker", "SQL"]);
    assert.deepEqual(concepts, ["Refactoring"]);
  });
});
