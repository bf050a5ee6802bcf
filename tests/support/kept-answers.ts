import assert from "node:assert/strict";
import type { InjectOptions } from "fastify";
import { newSession, uniqueId } from "./builders.ts";
import { type CachedApp, openCachedApp, USER_HEADER } from "./cached-app.ts";
import { HISTORIES, storeSessions } from "./stored-histories.ts";

/** A session of alice's whose address is asked for. */
export const SESSION = uniqueId();

/** What is asked of each route that keeps answers. */
export const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  "/api/prediction/today": ["", "?date=2026-02-20", "?date=2026-03-04"],
  "/api/prediction/week": ["", "?start_date=2026-02-16"],
  "/api/recommendation": ["", "?category=Database", "?current_hour=9&current_day=3"],
  "/api/analysis": [""],
  "/api/trends": ["", "?days=7"],
  "/api/preset-stats": [""],
  "/api/theme-productivity": [""],
  "/api/days": ["?from=2026-01-01&to=2026-03-01"],
  "/api/track-record": ["", "?days=14"],
  "/api/theme-recommendation/:date": ["2026-03-02", "2026-02-02"],
  "/api/weekly-insights/:week_start": ["2026-03-02", "2026-02-23"],
  "/api/debug/diversity": [""],
  "/api/config/categories": [""],
  "/api/settings": [""],
  "/api/burnout-risk": [""],
  "/api/detect-anomalies": [""],
  "/api/insights/summary": [""],
  "/api/models": [""],
  "/api/models/:name/explain": ["session-predictor/explain", "quality-predictor/explain"],
  "/api/optimal-schedule": [""],
  "/api/predict-quality": ["", "?hour=9"],
  "/api/sessions": ["", "?limit=3"],
  "/api/sessions/:id": [SESSION],
  "/api/wellness": ["", "?from=2026-02-01&to=2026-03-10"],
  "/api/wellness/:date": ["2026-03-02"],
};

export const USERS = ["alice", "bob"] as const;
export type User = (typeof USERS)[number] | "nobody";

export function asked(user: User, url: string, locale = "en"): InjectOptions {
  return { url, headers: { [USER_HEADER]: user, "accept-language": locale } };
}

/** Every address under test. */
export function addresses(service: CachedApp): string[] {
  return [...service.dependencies.cacheService.routes.keys()].flatMap((route) =>
    (ADDRESSES[route] ?? []).map((end) => route.replace(/:.+$/, "") + end),
  );
}

export async function assertCurrent(
  service: CachedApp,
  when: string,
  { locales = ["en"], users = USERS }: { locales?: string[]; users?: readonly User[] } = {},
): Promise<void> {
  for (const user of users) {
    for (const locale of locales) {
      for (const url of addresses(service)) {
        const kept = await service.ask(asked(user, url, locale));
        const afresh = await service.askAfresh(asked(user, url, locale));
        assert.equal(kept.statusCode, afresh.statusCode, `${when}: ${url} of ${user}`);
        if (afresh.statusCode !== 200) continue;
        assert.equal(kept.body, afresh.body, `${when}: ${url} of ${user} in ${locale}`);
      }
    }
  }
}

export async function openFilled(): Promise<CachedApp> {
  const service = await openCachedApp();
  const { clock, dependencies } = service;
  const rich = HISTORIES["a rich year"]?.(clock.now()) ?? [];
  await storeSessions(dependencies, [
    ...rich.map((session) => ({ ...session, userId: "alice" })),
    newSession({ id: SESSION, userId: "alice" }),
    ...[1, 2, 3, 5].map((days) =>
      newSession({
        userId: "bob",
        category: "Bob's",
        preset: "quick_tasks",
        startedAtMs: clock.now() - days * 86_400_000,
      }),
    ),
  ]);
  for (const user of USERS) {
    await service.ask({
      ...asked(user, "/api/wellness/2026-03-02"),
      method: "PUT",
      payload: { mood: user === "alice" ? 80 : 20 },
    });
  }
  await service.ask({
    ...asked("alice", "/api/settings"),
    method: "PATCH",
    payload: { day_start_hour: 4 },
  });
  return service;
}
