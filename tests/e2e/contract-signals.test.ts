import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { InjectOptions } from "fastify";
import { compileCheck } from "../../src/schemas/validate.ts";
import { SIGNAL_FLOOR } from "../suites/signal-floor.ts";
import { openTestApp } from "../support/app.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

/** Requests as older clients send them; all are answered with 200 whatever the history. */
const REQUESTS: readonly (InjectOptions & { readonly route: keyof typeof SIGNAL_FLOOR })[] = [
  { url: "/api/burnout-risk", route: "burnoutRisk" },
  { url: "/api/optimal-schedule", route: "optimalSchedule" },
  { url: "/api/optimal-schedule?sessions=12&day=ned%C4%9Ble", route: "optimalSchedule" },
  { url: "/api/optimal-schedule?sessions=x&day=x", route: "optimalSchedule" },
  { url: "/api/predict-quality", route: "sessionQuality" },
  {
    url: "/api/predict-quality?hour=x&day=99&preset=own&sessions_today=-1",
    route: "sessionQuality",
  },
  { url: "/api/predict-quality", method: "POST", route: "sessionQuality" },
  {
    url: "/api/predict-quality",
    method: "POST",
    payload: {
      hour: 9,
      day: 2,
      preset: "learning",
      category: null,
      sessions_today: 0,
      minutes_since_last: null,
      wellness: {
        sleep_quality: null,
        energy_level: 60,
        mood: 80.5,
        stress_level: 40,
        motivation: null,
        focus_ability: 65,
        overall_wellness: null,
      },
    },
    route: "sessionQuality",
  },
  { url: "/api/detect-anomalies", route: "detectAnomalies" },
];

for (const [name, history] of Object.entries(HISTORIES)) {
  describe(`on ${name}`, () => {
    for (const locale of ["en", "cs"]) {
      test(`every signal keeps what older clients read, in ${locale}`, async () => {
        const service = await openTestApp();
        try {
          await storeSessions(service.dependencies, history(service.clock.now()));
          for (const { route, ...request } of REQUESTS) {
            const headers = { "accept-language": locale };
            const answer = await service.request({ ...request, headers });
            assert.equal(answer.statusCode, 200, `${request.url}: ${answer.body}`);
            const checked = compileCheck(SIGNAL_FLOOR[route])(answer.json());
            assert.deepEqual("problems" in checked ? checked.problems : [], [], answer.body);
          }
        } finally {
          await service.close();
        }
      });
    }
  });
}
