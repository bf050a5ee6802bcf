import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  type HealthServiceParts,
  healthService,
} from "../../src/services/health/health-service.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

async function withService(
  pingDatabase: HealthServiceParts["pingDatabase"],
  work: (service: TestApp) => Promise<void>,
): Promise<void> {
  const service = await openTestApp({
    change: (dependencies) => ({
      ...dependencies,
      healthService: healthService({ pingDatabase, databaseLimitMs: 20 }),
    }),
  });
  try {
    await work(service);
  } finally {
    await service.close();
  }
}

const up = () => Promise.resolve("writable" as const);
const down = () => Promise.reject(new Error("refused"));
/** Accepts the question and never answers, as behind a cut line. */
const silent = () => new Promise<never>(() => {});

describe("health (the old service always said healthy)", () => {
  test("is good while the database answers", () =>
    withService(
      async () => "writable",
      async (service) => {
        for (const url of ["/health", "/api/health"]) {
          const { status, body } = await service.json({ url });
          assert.equal(status, 200);
          assert.deepEqual(body, {
            status: "healthy",
            service: "pomodoro-ml",
            database: "connected",
          });
        }
        const ready = await service.json({ url: "/readyz" });
        assert.equal(ready.status, 200);
        assert.deepEqual(ready.body, {
          status: "ready",
          checks: { database: "up", accepting: "yes" },
        });
      },
    ));

  for (const [what, ping] of [
    ["refuses", down],
    ["never answers", silent],
  ] as const) {
    test(`is bad within the limit when the database ${what}, but the process lives`, () =>
      withService(ping, async (service) => {
        const health = await service.json({ url: "/api/health" });
        assert.equal(health.status, 503);
        assert.equal(health.body.database, "disconnected");
        const ready = await service.json({ url: "/readyz" });
        assert.equal(ready.status, 503);
        assert.deepEqual(ready.body.checks, { database: "down", accepting: "yes" });
        assert.equal((await service.json({ url: "/livez" })).status, 200);
      }));
  }

  test("is asked anew for each answer: a database that comes back is seen", async () => {
    let answer: () => Promise<"writable"> = down;
    await withService(
      () => answer(),
      async (service) => {
        assert.equal((await service.json({ url: "/health" })).status, 503);
        answer = up;
        assert.equal((await service.json({ url: "/health" })).status, 200);
      },
    );
  });

  test("probes at the same time share one question to the database", async () => {
    let pings = 0;
    const service = healthService({
      pingDatabase: async () => {
        pings += 1;
        return "writable";
      },
    });
    await Promise.all(Array.from({ length: 100 }, () => service.isDatabaseUp()));
    assert.equal(pings, 1);
  });

  test("a draining process is not ready, and still answers", () =>
    withService(
      async () => "writable",
      async (service) => {
        service.dependencies.healthService.drain();
        const ready = await service.json({ url: "/readyz" });
        assert.equal(ready.status, 503);
        assert.deepEqual(ready.body.checks, { database: "up", accepting: "draining" });
        assert.equal((await service.json({ url: "/health" })).status, 200);
        assert.equal((await service.json({ url: "/api/sessions" })).status, 200);
      },
    ));

  test("answers HEAD, and is never kept by a cache", () =>
    withService(
      async () => "writable",
      async (service) => {
        const answer = await service.request({ method: "HEAD", url: "/health" });
        assert.equal(answer.statusCode, 200);
        assert.equal(answer.body, "");
        assert.equal(answer.headers["cache-control"], "no-store");
      },
    ));
});
