import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertFloor, type FLOOR } from "../suites/contract-floor.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

/** Requests as older clients send them; all are answered with 200 whatever the history. */
const REQUESTS: readonly { readonly url: string; readonly route: keyof typeof FLOOR }[] = [
  { url: "/api/trends", route: "trends" },
  { url: "/api/trends?days=365", route: "trends" },
  { url: "/api/preset-stats", route: "presetStatistics" },
  { url: "/api/theme-productivity", route: "themeProductivity" },
  { url: "/api/theme-recommendation/2026-03-02", route: "themeRecommendation" },
  { url: "/api/theme-recommendation/2026-03-08", route: "themeRecommendation" },
  { url: "/api/theme-recommendation/2025-12-24", route: "themeRecommendation" },
  { url: "/api/theme-recommendation/1970-01-01", route: "themeRecommendation" },
  { url: "/api/theme-recommendation/9999-12-31", route: "themeRecommendation" },
  { url: "/api/weekly-insights/2026-03-02", route: "weeklyInsights" },
  { url: "/api/weekly-insights/2026-02-23", route: "weeklyInsights" },
  { url: "/api/weekly-insights/2025-10-29", route: "weeklyInsights" },
  { url: "/api/weekly-insights/1970-01-08", route: "weeklyInsights" },
  { url: "/api/weekly-insights/2026-03-16", route: "weeklyInsights" },
  { url: "/api/weekly-insights/9999-12-31", route: "weeklyInsights" },
  { url: "/api/debug/diversity", route: "debugDiversity" },
  { url: "/api/insights/summary", route: "summary" },
];

for (const [name, history] of Object.entries(HISTORIES)) {
  describe(`on ${name}`, () => {
    for (const locale of ["en", "cs"]) {
      test(`every route keeps what older clients read, in ${locale}`, async () => {
        await withHistory(name, history, async (service) => {
          for (const { url, route } of REQUESTS) {
            const answer = await service.request({ url, headers: { "accept-language": locale } });
            assert.equal(answer.statusCode, 200, `${url}: ${answer.body}`);
            assertFloor(answer.json(), route);
          }
        });
      });
    }
  });
}

async function withHistory(
  name: string,
  history: (typeof HISTORIES)[string],
  work: (service: TestApp) => Promise<void>,
): Promise<void> {
  const service = await openTestApp();
  try {
    const { dependencies, clock } = service;
    await storeSessions(dependencies, history(clock.now()));
    assert.equal((await dependencies.sessions.count("default")) > 0, name !== "no data");
    await work(service);
  } finally {
    await service.close();
  }
}
