import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import type { InjectOptions } from "fastify";
import { openTestApp, type TestApp } from "../support/app.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

const RUNS = 150;

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("", "\0", "\ud800", "NaN", "1e999", "-0", "Infinity", "__proto__", "2026-02-30"),
);
const dateText = fc.oneof(
  fc
    .date({ min: new Date("1900-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  text,
);
const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, 1e308, 2 ** 53, -1, 100));
const anything = fc.oneof(text, number, fc.jsonValue());
const hours = fc.dictionary(
  fc.oneof(fc.integer({ min: 0, max: 24 }).map(String), text),
  fc.oneof(
    fc.record(
      { sessions: fc.oneof(fc.nat(), anything), ratings: fc.array(number, { maxLength: 5 }) },
      { requiredKeys: [] },
    ),
    anything,
  ),
);
const days = fc.dictionary(dateText, fc.oneof(fc.record({ sessions: fc.nat() }), anything));

const requests: fc.Arbitrary<InjectOptions> = fc.oneof(
  fc
    .tuple(fc.constantFrom("weekly-insights", "theme-recommendation"), dateText)
    .map(([route, date]) => ({ url: `/api/${route}/${encodeURIComponent(date.toWellFormed())}` })),
  fc.record({ days: anything }).map(({ days: value }) => ({
    url: "/api/trends",
    // An object may have a member called `toString`.
    query: { days: typeof value === "object" ? JSON.stringify(value) : String(value) },
  })),
  fc
    .tuple(
      fc.constantFrom(
        "session-predictor",
        "weekly-insights",
        "quality-predictor",
        "focus-optimizer",
      ),
      fc.record({ date: dateText, week_start: dateText, hour: text, day: text, busy: text }),
    )
    .map(([model, query]) => ({ url: `/api/models/${model}/explain`, query })),
  fc
    .oneof(fc.record({ categories: fc.oneof(fc.array(text), anything) }), anything)
    .map((body) => post("/api/config/categories", body)),
  fc
    .oneof(
      fc.record({ hourly_productivity: hours, daily_stats: days }, { requiredKeys: [] }),
      anything,
    )
    .map((body) => post("/api/ai/analyze-patterns", body)),
);

function post(url: string, body: unknown): InjectOptions {
  const headers = { "content-type": "application/json" };
  return { method: "POST", url, headers, payload: JSON.stringify(body) };
}

describe("whatever is asked", () => {
  let service: TestApp;
  before(async () => {
    service = await openTestApp({ logLevel: "error" });
    await storeSessions(
      service.dependencies,
      HISTORIES["hostile values"]?.(service.clock.now()) ?? [],
    );
  });
  after(() => service.close());

  test("is answered in the shape that the route states, or refused with a reason", async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        const answer = await service.request(request);
        assert.ok(answer.statusCode < 500, `${JSON.stringify(request)}: ${answer.body}`);
        if (answer.statusCode >= 400) assert.equal(typeof answer.json().error, "string");
      }),
      { numRuns: RUNS },
    );
  });
});
