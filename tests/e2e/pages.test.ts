import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ServiceError } from "../../src/errors.ts";
import { parseDay } from "../../src/time/calendar.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { PAGES } from "../support/pages.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

/** Known to the service, so that the tokens of its forms stay the same. */
const VISITOR = `pomodoro_visitor=${"v".repeat(32)}`;
const HOSTILE = `<script>alert("1")</script> & 'more'`;

for (const [name, history] of Object.entries(HISTORIES)) {
  describe(`pages, on ${name}`, () => {
    let service: TestApp;
    before(async () => {
      service = await openTestApp();
      await storeSessions(service.dependencies, history(service.clock.now()));
    });
    after(() => service.close());

    async function get(url: string, locale = "en"): Promise<string> {
      const headers = { "accept-language": locale, accept: "text/html", cookie: VISITOR };
      const response = await service.app.inject({ url, headers });
      assert.equal(response.statusCode, 200, `${url}: ${response.body}`);
      assert.match(String(response.headers["content-type"]), /^text\/html/);
      assert.match(String(response.headers["content-security-policy"]), /default-src 'none'/);
      return response.body;
    }

    for (const page of PAGES) {
      test(`/ui${page} is whole in both languages, and states its language`, async () => {
        for (const locale of ["en", "cs"]) {
          const body = await get(`/ui${page}`, locale);
          assert.match(body, new RegExp(`<html lang="${locale}">`));
          assert.ok(body.trimEnd().endsWith("</html>"));
          assert.doesNotMatch(body, /undefined|NaN|\[object|Infinity/);
          const asked = await get(`/ui${page}?lang=${locale}`, "de").then(withoutLanguage);
          assert.equal(withoutId(body), withoutId(asked));
        }
      });
    }

    test("figures on the pages are those of the API", async () => {
      const day = await service.json({ url: "/api/prediction/today" });
      const week = await service.json({ url: "/api/prediction/week" });
      if (day.body.completed_sessions === undefined || isEmpty(day.body)) return;
      const today = await get("/ui");
      assert.equal(figureOn(today, "completed_sessions"), String(day.body.completed_sessions));
      assert.equal(figureOn(today, "predicted_sessions"), String(day.body.predicted_sessions));
      const weekly = await get("/ui/week");
      assert.equal(
        figureOn(weekly, "total_predicted_sessions"),
        String(week.body.total_predicted_sessions),
      );
    });
  });
}

/** A form that begins a session has an id of its own each time. */
function withoutId(body: string): string {
  return body.replace(/name="id" value="[\w-]+"/, "");
}

/** Links of a page that was asked for in a language keep it; otherwise the two are the same. */
function withoutLanguage(body: string): string {
  const other = body.includes('<html lang="en">') ? "cs" : "en";
  const own = other === "cs" ? "en" : "cs";
  return body
    .replaceAll(new RegExp(`(?:\\?|&amp;)lang=${own}(?=["#])`, "g"), "")
    .replace(`<input type="hidden" name="lang" value="${own}">`, "");
}

function isEmpty(body: Record<string, unknown>): boolean {
  const { data } = body;
  return typeof data === "object" && data !== null && "sessions" in data && data.sessions === 0;
}

function figureOn(page: string, name: string): string | undefined {
  return new RegExp(`data-name="${name}" data-value="([^"]*)"`).exec(page)?.[1];
}

describe("pages", () => {
  test("say what to do first when there is nothing, and claim nothing", async () => {
    const service = await openTestApp();
    const { body } = await service.app.inject({ url: "/ui" });
    assert.match(body, /No sessions yet/);
    assert.match(body, /href="ui\/import">Import a history/);
    assert.equal(figureOn(body, "predicted_sessions"), undefined);
    const { body: week } = await service.app.inject({ url: "/ui/week" });
    assert.match(week, /href="\.\.\/ui">Start a session/);
    await service.close();
  });

  test("show a category with markup as text", async () => {
    const service = await openTestApp();
    await storeSessions(
      service.dependencies,
      HISTORIES["one session"]?.(service.clock.now()).map((session) => ({
        ...session,
        task: HOSTILE,
      })) ?? [],
    );
    const { body } = await service.app.inject({ url: "/ui/sessions" });
    assert.doesNotMatch(
      body,
      /<script(?! type="module" src="(ui\/)?script-[\w-]+\.js"><\/script>)/,
    );
    assert.match(body, /&lt;script&gt;/);
    await service.close();
  });

  test("a part whose answer cannot be had says why, and the others stay", async () => {
    const service = await openTestApp({
      change: (dependencies) => ({
        ...dependencies,
        analysisService: {
          ...dependencies.analysisService,
          analysis() {
            throw new Error("broken on purpose");
          },
        },
      }),
    });
    const history = HISTORIES["a rich year"] ?? Object.values(HISTORIES).at(-1);
    await storeSessions(service.dependencies, history?.(service.clock.now()) ?? []);
    const { body, statusCode } = await service.app.inject({ url: "/ui" });
    assert.equal(statusCode, 200);
    assert.match(body, /class="trouble"/);
    assert.doesNotMatch(body, /broken on purpose/);
    assert.ok(figureOn(body, "predicted_sessions") !== undefined);
    await service.close();
  });

  test("what a page is about cannot be had: that part says why and how to try again, the others stay", async () => {
    const fail = (): never => {
      throw new ServiceError("database_unavailable");
    };
    let isDown = false;
    const failing = async <Answer>(answer: () => Promise<Answer>) => (isDown ? fail() : answer());
    const service = await openTestApp({
      change: (parts) => {
        const { predictionService, analysisService, signalService } = parts;
        return {
          ...parts,
          predictionService: {
            ...predictionService,
            today: (...asked) => failing(() => predictionService.today(...asked)),
            week: (...asked) => failing(() => predictionService.week(...asked)),
          },
          analysisService: {
            ...analysisService,
            analysis: (...asked) => failing(() => analysisService.analysis(...asked)),
          },
          signalService: {
            ...signalService,
            burnoutRisk: (...asked) => failing(() => signalService.burnoutRisk(...asked)),
          },
        };
      },
    });
    await storeSessions(service.dependencies, HISTORIES["thin data"]?.(service.clock.now()) ?? []);
    const get = (url: string) => service.app.inject({ url, headers: { accept: "text/html" } });
    assert.doesNotMatch((await get("/ui/week")).body, /class="trouble"/);
    service.clock.advance(3 * 60_000);
    isDown = true;
    for (const [url, stays] of [
      ["/ui", /action="ui\/start"/],
      ["/ui/week", /href="week\?week=/],
      ["/ui/patterns", /class="year"/],
      ["/ui/load", /action="check-in"/],
    ] as const) {
      const { statusCode, body } = await get(url);
      assert.equal(statusCode, 200, url);
      assert.match(body, /role="alert">As of 12:00: the database has not answered/, url);
      assert.match(body, /class="trouble"><strong>[^<]+<\/strong>.*Request .*>Try again</s, url);
      assert.match(body, stays, url);
    }
    await service.close();
  });

  test("a history that is too short says how far it is to a forecast of one's own", async () => {
    const service = await openTestApp();
    const history = HISTORIES["one session"]?.(service.clock.now()) ?? [];
    await storeSessions(service.dependencies, history);
    const { body } = await service.app.inject({ url: "/ui" });
    assert.match(body, /<progress value="1" max="3" [^>]*><\/progress> 1 of 3 sessions to/);
    await service.close();
  });

  test("patterns show how long sessions are, and the best hours as the analysis has them", async () => {
    const service = await openTestApp();
    const history = HISTORIES["a rich year"]?.(service.clock.now()) ?? [];
    await storeSessions(service.dependencies, history);
    const { body } = await service.app.inject({ url: "/ui/patterns?lang=en" });
    const monday = Date.parse("2025-03-10T00:00:00+01:00");
    const completed = history.filter(
      (session) => session.completed && session.startedAtMs >= monday,
    );
    const fifties = completed.filter(
      ({ durationSeconds }) => Math.floor(durationSeconds / 600) === 5,
    );
    assert.match(body, new RegExp(`data-point="50–59 min: ${fifties.length} sessions"`));
    const analysis = await service.json({ url: "/api/analysis" });
    const { best_hours } = Object(analysis.body.analysis);
    assert.ok(best_hours.length > 0);
    assert.equal(figureOn(body, "best_hours"), best_hours.join());
    assert.equal(
      figureOn((await service.app.inject({ url: "/ui" })).body, "best_hours"),
      best_hours.join(),
    );
    await service.close();
  });

  test("the first day of a week stands alone, not as a range", async () => {
    const service = await openTestApp();
    const history = HISTORIES["one session"]?.(service.clock.now()) ?? [];
    await storeSessions(service.dependencies, history);
    const { body } = await service.app.inject({ url: "/ui/week?lang=en" });
    assert.match(body, /<\/b> 2 March/);
    await service.close();
  });

  test("past weeks are shown one by one, with the figures of the API, and no further than this one", async () => {
    const service = await openTestApp();
    const history = HISTORIES["a rich year"];
    await storeSessions(service.dependencies, history?.(service.clock.now()) ?? []);
    for (const [day, monday, before, after] of [
      ["2026-02-18", "2026-02-16", "2026-02-09", "2026-02-23"],
      ["2026-03-02", "2026-03-02", "2026-02-23", undefined],
      ["2027-01-01", "2026-03-02", "2026-02-23", undefined],
    ] as const) {
      const { body } = await service.app.inject({ url: `/ui/week?week=${day}&lang=cs` });
      const week = await service.json({ url: `/api/weekly-insights/${monday}` });
      for (const name of ["week_sessions", "predicted_sessions"]) {
        assert.equal(figureOn(body, name), String(week.body[name]), day);
      }
      const links = [...body.matchAll(/href="week\?week=([\d-]+)&amp;lang=cs"/g)].map(
        ([, to]) => to,
      );
      assert.deepEqual(
        links,
        [before, after].filter((to) => to !== undefined),
      );
    }
    const refused = await service.app.inject({ url: "/ui/week?week=2026-02-30" });
    assert.equal(refused.statusCode, 400);
    await service.close();
  });

  test("the style sheet's address changes with its content and is kept for ever", async () => {
    const service = await openTestApp();
    const { body } = await service.app.inject({ url: "/ui" });
    const address = /href="(ui\/style-[^"]+\.css)"/.exec(body)?.[1];
    const { headers, statusCode } = await service.app.inject({ url: `/${address}` });
    assert.equal(statusCode, 200);
    assert.match(String(headers["cache-control"]), /immutable/);
    await service.close();
  });
});

describe("/api/days", () => {
  test("has every day of the range, and refuses ranges that are turned round or too long", async () => {
    const service = await openTestApp();
    const { body } = await service.json({ url: "/api/days?from=2026-02-01&to=2026-03-01" });
    assert.ok(Array.isArray(body.days));
    assert.equal(body.days.length, 29);
    for (const query of [
      "from=2026-03-02&to=2026-03-01",
      "from=2024-01-01&to=2026-01-01",
      "to=no",
    ]) {
      const refused = await service.json({ url: `/api/days?${query}` });
      assert.equal(refused.status, 400, query);
    }
    await service.close();
  });

  for (const [name, history] of Object.entries(HISTORIES)) {
    test(`counts what the picture of the year shows from the profile, on ${name}`, async () => {
      const service = await openTestApp();
      await storeSessions(service.dependencies, history(service.clock.now()));
      const { dayService } = service.dependencies;
      const range = { from: "2025-03-03", to: "2026-03-02" };
      const { days } = await dayService.list("default", range);
      assert.deepEqual(
        await dayService.completed("default", parseDay(range.from) ?? 0),
        days.map(({ date, completed }) => ({ date, completed })),
      );
      const all = await dayService.completed("default", 0);
      assert.equal(all.length, 366);
      await service.close();
    });
  }

  test("counts minutes of sessions that overlap once, and no day has more than 1,440", async () => {
    const service = await openTestApp();
    for (const start of ["2026-02-27T00:00:00+01:00", "2026-02-27T00:10:00+01:00"]) {
      const payload = { start, duration_minutes: 1440, category: "A" };
      const { status } = await service.json({ method: "POST", url: "/api/sessions", payload });
      assert.equal(status, 201);
    }
    const { body } = await service.json({ url: "/api/days?from=2026-02-27&to=2026-02-27" });
    assert.ok(Array.isArray(body.days));
    assert.equal(body.days[0].minutes, 1440);
    assert.equal(body.days[0].completed, 2);
    await service.close();
  });
});
