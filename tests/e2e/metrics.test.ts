import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { InjectOptions } from "fastify";
import type { Dependencies } from "../../src/dependencies.ts";
import { ServiceError } from "../../src/errors.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { newSession, sessionInput } from "../support/builders.ts";
import { openCachedApp } from "../support/cached-app.ts";
import { readScrape, type Scraped } from "../support/scrape.ts";
import { storeSessions } from "../support/stored-histories.ts";

/** Every metric that dashboards and alerts know, with its labels; those of language models are in ai/. */
const KNOWN: Readonly<Record<string, readonly [type: string, labels: readonly string[]]>> = {
  pomodoro_ml_info: ["gauge", ["ollama_model", "service", "version"]],
  ml_prediction_requests_total: ["counter", ["prediction_type"]],
  ml_prediction_errors_total: ["counter", ["error_type", "prediction_type"]],
  ml_prediction_duration_seconds: ["histogram", ["prediction_type"]],
  ml_cache_hits_total: ["counter", ["cache_type"]],
  ml_cache_misses_total: ["counter", ["cache_type"]],
  ml_sessions_analyzed_count: ["gauge", []],
  ml_requests_shed_total: ["counter", []],
  ml_rate_limited_total: ["counter", ["budget"]],
  ml_cache_bytes: ["gauge", []],
  ml_cache_entries: ["gauge", []],
  flask_http_request_duration_seconds: ["histogram", ["method", "path", "status"]],
  flask_http_request_total: ["counter", ["method", "status"]],
  flask_http_request_exceptions_total: ["counter", ["method", "status"]],
  flask_exporter_info: ["gauge", ["version"]],
};

const BUCKETS: Readonly<Record<string, string>> = {
  ml_prediction_duration_seconds: "0.01 0.05 0.1 0.25 0.5 1 2.5 5 10 +Inf",
  flask_http_request_duration_seconds:
    "0.005 0.01 0.025 0.05 0.075 0.1 0.25 0.5 0.75 1 2.5 5 7.5 10 +Inf",
};

/** A request to each route that the models answer, by the prediction type it counts as. */
const QUESTIONS: Readonly<Record<string, InjectOptions>> = {
  today: { url: "/api/prediction/today" },
  days: { url: "/api/days" },
  track_record: { url: "/api/track-record" },
  week: { url: "/api/prediction/week" },
  recommendation: { url: "/api/recommendation" },
  analysis: { url: "/api/analysis" },
  trends: { url: "/api/trends" },
  preset_stats: { url: "/api/preset-stats" },
  theme_productivity: { url: "/api/theme-productivity" },
  theme_recommendation: { url: "/api/theme-recommendation/2026-03-02" },
  weekly_insights: { url: "/api/weekly-insights/2026-03-02" },
  diversity: { url: "/api/debug/diversity" },
  summary: { url: "/api/insights/summary" },
  models: { url: "/api/models" },
  explanation: { url: "/api/models/session-predictor/explain" },
  burnout: { url: "/api/burnout-risk" },
  schedule: { url: "/api/optimal-schedule" },
  anomalies: { url: "/api/detect-anomalies" },
  quality: { url: "/api/predict-quality" },
  achievements: { url: "/api/ai/achievement-focus" },
  patterns: { method: "POST", url: "/api/ai/analyze-patterns", payload: {} },
  training: { method: "POST", url: "/api/train" },
};

async function scrape({ app }: Pick<TestApp, "app">): Promise<Scraped> {
  const answer = await app.inject({ url: "/metrics" });
  assert.equal(answer.statusCode, 200);
  return readScrape(answer.body);
}

function labelsOf(key: string): string[] {
  return [...key.matchAll(/(\w+)="/g)].map(([, label = ""]) => label).filter((l) => l !== "le");
}

function seriesOf({ series }: Scraped, name: string): string[] {
  return [...series.keys()].filter((key) => key.split("{")[0] === name);
}

/** Every question fails, as nobody foresaw. */
function withBrokenForecast(dependencies: Dependencies): Dependencies {
  const today = () => {
    throw new ServiceError("internal_error");
  };
  const { predictionService } = dependencies;
  return { ...dependencies, predictionService: { ...predictionService, today } };
}

describe("GET /metrics", () => {
  let service: TestApp;
  let scraped: Scraped;

  before(async () => {
    service = await openTestApp({
      change: withBrokenForecast,
      overrides: { role: "server" },
      logLevel: "info",
    });
    await storeSessions(service.dependencies, [newSession(), newSession()]);
    for (const question of Object.values(QUESTIONS)) await service.request(question);
    await service.request({ method: "POST", url: "/api/sessions", payload: sessionInput() });
    scraped = await scrape(service);
  });
  after(() => service.close());

  test("is Prometheus' text format, kept by nobody", async () => {
    const { headers } = await service.app.inject({ url: "/metrics" });
    assert.equal(headers["content-type"], "text/plain; version=0.0.4; charset=utf-8");
    assert.equal(headers["cache-control"], "no-store");
    assert.equal(headers.etag, undefined);
  });

  test("has the names, types and labels that dashboards and alerts know", () => {
    for (const [name, [type, labels]] of Object.entries(KNOWN)) {
      assert.equal(scraped.types.get(name), type, name);
      const found = seriesOf(scraped, type === "histogram" ? `${name}_bucket` : name);
      assert.ok(found.length > 0, `${name} has no series`);
      for (const key of found) assert.deepEqual(labelsOf(key), labels, key);
    }
    const others = [...scraped.types.keys()].filter((name) => !(name in KNOWN));
    assert.deepEqual(
      others.filter((name) => !/^(process|nodejs|ml_ai)_/.test(name)),
      [],
    );
    for (const name of ["process_resident_memory_bytes", "nodejs_heap_size_used_bytes"]) {
      assert.ok(Number(scraped.series.get(name)) > 0, name);
    }
    assert.ok(scraped.types.has("nodejs_gc_duration_seconds"));
  });

  test("has the buckets that dashboards and alerts know, and they add up", () => {
    for (const [name, bounds] of Object.entries(BUCKETS)) {
      for (const count of seriesOf(scraped, `${name}_count`)) {
        const bucket = count.replace("_count{", "_bucket{");
        const ranges = [...scraped.series].filter(
          ([key]) => key.replace(/le="[^"]*",?/, "").replace(",}", "}") === bucket,
        );
        const found = ranges.map(([key]) => /le="([^"]*)"/.exec(key)?.[1]);
        assert.equal(found.join(" "), bounds, count);
        const values = ranges.map(([, value]) => value);
        assert.deepEqual(
          values,
          values.toSorted((a, b) => a - b),
        );
        assert.equal(values.at(-1), scraped.series.get(count));
        const sum = Number(scraped.series.get(count.replace("_count{", "_sum{")));
        assert.ok(sum > 0, count);
      }
    }
  });

  test("every route of the models is counted, timed, and its failures too", () => {
    const declared = service.routes.flatMap(({ config }) => config?.predictionType ?? []);
    assert.deepEqual([...new Set(declared)].sort(), Object.keys(QUESTIONS).sort());
    for (const type of Object.keys(QUESTIONS)) {
      const labels = `{prediction_type="${type}"}`;
      assert.equal(scraped.series.get(`ml_prediction_requests_total${labels}`), 1, type);
      assert.equal(scraped.series.get(`ml_prediction_duration_seconds_count${labels}`), 1, type);
    }
    assert.deepEqual(seriesOf(scraped, "ml_prediction_errors_total"), [
      'ml_prediction_errors_total{error_type="internal_error",prediction_type="today"}',
    ]);
    const failed = 'flask_http_request_exceptions_total{method="GET",status="500"}';
    assert.equal(scraped.series.get(failed), 1);
    assert.equal(scraped.series.get("ml_sessions_analyzed_count"), 2);
    const [info = ""] = seriesOf(scraped, "pomodoro_ml_info");
    const { ollamaModel } = service.dependencies.config;
    assert.match(info, new RegExp(`ollama_model="${ollamaModel}",service="pomodoro-ml"`));
  });

  test("counts requests by method and status, and times them by the pattern of their route", async () => {
    const before = scraped.series;
    for (const id of ["a", "b"]) await service.app.inject({ url: `/api/sessions/${id}` });
    const { series } = await scrape(service);
    const total = 'flask_http_request_total{method="GET",status="400"}';
    assert.equal(series.get(total), (before.get(total) ?? 0) + 2);
    const timed =
      'flask_http_request_duration_seconds_count{method="GET",path="/api/sessions/:id",status="400"}';
    assert.equal(series.get(timed), 2);
    assert.equal(series.get('flask_http_request_total{method="POST",status="201"}'), 1);
  });

  test("paths that nobody knows share one series", async () => {
    const unknown = (status: number) =>
      `flask_http_request_duration_seconds_count{method="GET",path="unmatched",status="${status}"}`;
    await service.app.inject({ url: "/wp-admin" });
    await service.app.inject({ url: "/%zz" });
    const first = await scrape(service);
    assert.equal(first.series.get(unknown(404)), 1);
    assert.equal(first.series.get(unknown(400)), 1);
    for (let i = 0; i < 20; i++) await service.app.inject({ url: `/wp-admin/${i}?q=${i}` });
    const later = await scrape(service);
    assert.equal(later.series.get(unknown(404)), 21);
    assert.deepEqual(seriesOf(later, "flask_http_request_duration_seconds_count"), [
      ...seriesOf(first, "flask_http_request_duration_seconds_count"),
    ]);
  });

  test("neither it nor the probes are counted or logged", async () => {
    const first = await scrape(service);
    const logged = service.logText().length;
    for (const url of ["/metrics", "/api/health", "/health", "/livez", "/readyz"]) {
      await service.app.inject({ url });
    }
    assert.equal(service.logText().length, logged);
    const later = await scrape(service);
    for (const [key, value] of first.series) {
      if (key.startsWith("flask_")) assert.equal(later.series.get(key), value, key);
    }
    assert.deepEqual(seriesOf(later, "flask_http_request_total"), [
      ...seriesOf(first, "flask_http_request_total"),
    ]);
  });

  test("another service in the same process counts for itself", async () => {
    const other = await openTestApp();
    assert.deepEqual(seriesOf(await scrape(other), "flask_http_request_total"), []);
    await other.close();
  });
});

describe("the cache", () => {
  test("says how often it had the answer; requests are counted either way", async () => {
    const service = await openCachedApp();
    for (let i = 0; i < 3; i++) await service.ask({ url: "/api/analysis" });
    const { series } = await scrape(service);
    assert.equal(series.get('ml_cache_misses_total{cache_type="local"}'), 1);
    assert.equal(series.get('ml_cache_hits_total{cache_type="local"}'), 2);
    // What is not configured misses nothing.
    assert.equal(series.get('ml_cache_misses_total{cache_type="shared"}'), undefined);
    assert.equal(series.get('ml_prediction_requests_total{prediction_type="analysis"}'), 3);
    const timed =
      'flask_http_request_duration_seconds_count{method="GET",path="/api/analysis",status="200"}';
    assert.equal(series.get(timed), 3);
    await service.close();
  });
});
