import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { openTestApp, type TestApp, throughServer } from "../support/app.ts";
import { identifyByHeader } from "../support/identify-by-header.ts";
import { visitorOf } from "../support/page-forms.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

const KEPT = ["/ui", "/ui/week", "/ui/patterns", "/ui/load", "/ui/record", "/ui/sessions"];
const VISITOR = `pomodoro_visitor=${"v".repeat(32)}`;

/** What each sending of a page has of its own. */
function shared(body: string): string {
  return body
    .replace(/name="id" value="[\w-]+"/g, "")
    .replace(/name="form_token" value="[\w-]+"/g, "");
}

describe("pages that are kept", () => {
  let service: TestApp;
  let isBroken = false;
  before(async () => {
    service = await openTestApp({
      identify: identifyByHeader("x-user"),
      change: (dependencies) => ({
        ...dependencies,
        analysisService: {
          ...dependencies.analysisService,
          async analysis(userId) {
            if (isBroken) throw new Error("broken on purpose");
            return dependencies.analysisService.analysis(userId);
          },
        },
      }),
    });
    const history = HISTORIES["a rich year"];
    assert.ok(history);
    await storeSessions(service.dependencies, history(service.clock.now()));
  });
  after(() => service.close());

  async function get(url: string, more: Record<string, string> = {}) {
    const headers = { accept: "text/html", cookie: VISITOR, ...more };
    const answer = await throughServer(service.app, { url, headers });
    assert.equal(answer.statusCode, 200, answer.body);
    const isKept = /; hit;/.test(String(answer.headers["cache-status"]));
    return { body: answer.body, bytes: answer.rawPayload, isKept };
  }

  test("are made once and sent again, the same but for what is a visitor's own", async () => {
    for (const url of [...KEPT, "/ui/settings"]) {
      const first = await get(url);
      const again = await get(url, { cookie: `pomodoro_visitor=${"w".repeat(32)}` });
      assert.deepEqual([first.isKept, again.isKept], [false, true], url);
      assert.equal(shared(again.body), shared(first.body));
      const zipped = await get(url, { "accept-encoding": "gzip" });
      assert.equal(zipped.isKept, true);
      assert.equal(shared(gunzipSync(zipped.bytes).toString()), shared(first.body));
      assert.doesNotMatch(first.body, /<!--/);
    }
  });

  test("have forms that are good for each visitor that they are sent to", async () => {
    const [one, other] = [visitorOf(service), visitorOf(service)];
    const [first, second] = [await one.get("/ui/settings"), await other.get("/ui/settings")];
    assert.match(String(second.headers["cache-status"]), /; hit;/);
    assert.notEqual(first.body, second.body);
    for (const visitor of [one, other]) {
      assert.equal((await visitor.post("/ui/settings", [["timezone", ""]])).statusCode, 303);
    }
    const { body } = await visitorOf(service).get("/ui");
    const { body: again } = await visitorOf(service).get("/ui");
    const id = (page: string) => /name="id" value="([\w-]+)"/.exec(page)?.[1];
    assert.ok(id(body) !== undefined && id(body) !== id(again));
  });

  test("are made anew after a write, after a setting is changed, and after a minute", async () => {
    for (const change of [
      () =>
        service.json({
          ...{ method: "POST", url: "/api/sessions" },
          payload: {
            start: "2026-03-02T09:00:00+01:00",
            duration_minutes: 5,
            category: "Brand new",
          },
        }),
      () =>
        service.json({
          ...{ method: "PATCH", url: "/api/settings", payload: { days_off: [7] } },
        }),
      () => service.json({ method: "PUT", url: "/api/sessions/current", payload: {} }),
      async () => service.clock.advance(60_000),
    ]) {
      for (const url of ["/ui", "/ui/sessions", "/ui/settings"]) await get(url);
      await change();
      for (const url of ["/ui", "/ui/sessions", "/ui/settings"]) {
        assert.equal((await get(url)).isKept, false, url);
      }
    }
    assert.match((await get("/ui/sessions")).body, /Brand new/);
    assert.match((await get("/ui")).body, /role="timer"/);
    const before = /data-now="([^"]+)"/.exec((await get("/ui")).body)?.[1];
    service.clock.advance(1000);
    const after = await get("/ui");
    assert.ok(after.isKept);
    assert.notEqual(/data-now="([^"]+)"/.exec(after.body)?.[1], before);
    await service.request({ method: "DELETE", url: "/api/sessions/current" });
  });

  test("are left alone when the answers of the API are made ahead", async () => {
    const { warmed } = (await service.json({ method: "POST", url: "/api/cache/warm-up" })).body;
    assert.ok(Array.isArray(warmed) && warmed.length > 10);
    assert.ok(warmed.every(({ route, status }) => route.startsWith("/api/") && status === 200));
  });

  test("are a person's own, and of the language that was asked for", async () => {
    await get("/ui/sessions");
    const stranger = await get("/ui/sessions", { "x-user": "stranger" });
    assert.equal(stranger.isKept, false);
    assert.doesNotMatch(stranger.body, /Brand new/);
    const czech = await get("/ui/sessions", { "accept-language": "cs" });
    assert.match(czech.body, /<html lang="cs">/);
    const asked = await get("/ui/sessions?lang=cs");
    assert.match(asked.body, /href="week\?lang=cs"/);
    assert.doesNotMatch(czech.body, /href="week\?lang=cs"/);
    const afresh = await get("/ui/sessions", { "cache-control": "no-cache" });
    assert.equal(afresh.isKept, false);
  });

  test("are not kept while a part of them cannot be had, nor when they confirm something", async () => {
    isBroken = true;
    service.clock.advance(60_000);
    for (const _ of [1, 2]) {
      const { body, isKept } = await get("/ui");
      assert.deepEqual([isKept, /class="trouble"/.test(body)], [false, true]);
    }
    isBroken = false;
    const whole = await get("/ui");
    assert.doesNotMatch(whole.body, /class="trouble"/);
    assert.equal((await get("/ui")).isKept, true);
    for (const _ of [1, 2]) assert.equal((await get("/ui/settings?done=saved")).isKept, false);
  });
});
