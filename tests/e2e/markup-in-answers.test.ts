import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { NewSession } from "../../src/domain/session.ts";
import { type CachedApp, openCachedApp } from "../support/cached-app.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

const MARKUP = "<img src=x onerror=alert(1)>";

/** Of every route that composes an answer, and the ways by which answers come. */
const DATA = /^\/api\/(sessions|wellness|config|cache|settings|keys|me|calendar\.ics)(\/|$)/;

describe("names with markup that were stored long ago", () => {
  let service: CachedApp;

  before(async () => {
    service = await openCachedApp();
    const rich = HISTORIES["a rich year"]?.(service.clock.now()) ?? [];
    const named = rich.map(
      (session, index): NewSession => ({
        ...session,
        category: `${MARKUP}${index % 3}`,
        preset: index % 5 === 0 ? `<b>${index % 2}</b>` : session.preset,
        task: MARKUP,
      }),
    );
    await storeSessions(service.dependencies, named);
  });
  after(() => service.close());

  test("are no markup in any composed answer, made or kept, in either language", async () => {
    const urls = service.routes.flatMap(({ method, url, schema }) =>
      [method].flat().includes("GET") && schema?.hide !== true && !DATA.test(url) ? [url] : [],
    );
    assert.ok(urls.length > 20);
    let named = 0;
    for (const url of urls) {
      const name = url.includes("/models/") ? "preset-recommender" : "2026-03-02";
      const path = url.replace(/:\w+/, name);
      for (const language of ["en", "cs", "en"]) {
        const answer = await service.ask({ url: path, headers: { "accept-language": language } });
        assert.doesNotMatch(answer.body, /[<>]|\\u003c/i, path);
        if (answer.body.includes("‹img src=x")) named += 1;
      }
    }
    assert.ok(named > 10, "the names are in the answers");
    for (const url of ["/api/ai/analyze-patterns", "/api/train", "/api/predict-quality"]) {
      const payload = url.endsWith("quality") ? { category: MARKUP } : undefined;
      const answer = await service.ask({ method: "POST", url, ...(payload && { payload }) });
      assert.doesNotMatch(answer.body, /[<>]/, url);
    }
  });

  test("are given back as they are where stored data is asked for", async () => {
    const { body } = await service.ask({ url: "/api/sessions?limit=1" });
    assert.ok(JSON.parse(body).sessions[0].category.startsWith(MARKUP));
  });
});
