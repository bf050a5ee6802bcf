import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { newSession } from "../support/builders.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

async function get(service: TestApp, url: string): Promise<Record<string, unknown>> {
  const { status, body } = await service.json({ url });
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

describe("GET /api/insights/summary", () => {
  for (const [name, history] of Object.entries(HISTORIES)) {
    test(`says what the routes say of which it is made, on ${name}`, async () => {
      const service = await openTestApp();
      await storeSessions(service.dependencies, history(service.clock.now()));
      const summary = await get(service, "/api/insights/summary");
      const { analysis } = await get(service, "/api/analysis");
      const recommendation = await get(service, "/api/recommendation");
      const today = await get(service, "/api/prediction/today");
      const risk = await get(service, "/api/burnout-risk");
      const { best_hours, best_day, trend } = Object(analysis);
      assert.ok(Array.isArray(risk.risk_factors));
      assert.deepEqual(summary, {
        analysis: { best_hours, best_day, trend },
        recommendation: {
          preset: recommendation.recommended_preset,
          reason: recommendation.reason,
          confidence: recommendation.confidence,
        },
        prediction: {
          sessions: today.predicted_sessions,
          productivity: today.predicted_productivity,
          remaining: today.remaining_sessions,
        },
        trends: await get(service, "/api/trends"),
        burnout: {
          risk_score: risk.risk_score,
          risk_level: risk.risk_level,
          top_factor: risk.risk_factors[0] ?? null,
        },
      });
      await service.close();
    });
  }

  test("has a session as soon as it is stored, and the time as it goes on", async () => {
    const service = await openTestApp();
    await storeSessions(
      service.dependencies,
      HISTORIES["a rich year"]?.(service.clock.now()) ?? [],
    );
    const before = Object(await get(service, "/api/insights/summary"));
    await storeSessions(service.dependencies, [
      newSession({ startedAtMs: service.clock.now() - 3_600_000, durationSeconds: 1500 }),
    ]);
    const after = Object(await get(service, "/api/insights/summary"));
    assert.equal(after.trends.total_sessions, before.trends.total_sessions + 1);
    service.clock.set("2026-03-02T23:55:00+01:00");
    const late = Object(await get(service, "/api/insights/summary"));
    assert.ok(late.prediction.remaining <= 1);
    await service.close();
  });
});
