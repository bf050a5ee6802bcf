/**
 * Requests per second of every route that answers from the models, on one worker, nothing cached, with 100,000 stored
 * sessions. A route must reach 8,000.
 *
 *   node benchmarks/speed/routes.ts [sessions] [part of the routes' addresses …]
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatDay } from "../../src/time/calendar.ts";
import { storeInventedHistory } from "../support/invented-history.ts";
import { AFRESH, measureRequests } from "../support/measure-requests.ts";
import { startServerProcess } from "../support/server-process.ts";

const SECONDS = 3;
const WARM_UP_SECONDS = 1;
const CONNECTIONS = 50;
const REQUIRED = 8000;

const today = Math.floor(Date.now() / 86_400_000);
const ROUTES = [
  "/api/prediction/today",
  "/api/prediction/week",
  "/api/recommendation",
  "/api/analysis",
  "/api/trends?days=90",
  "/api/preset-stats",
  "/api/burnout-risk",
  "/api/optimal-schedule",
  "/api/predict-quality?preset=learning",
  "/api/detect-anomalies",
  "/api/debug/diversity",
  "/api/insights/summary",
  "/api/theme-productivity",
  `/api/theme-recommendation/${formatDay(today)}`,
  `/api/theme-recommendation/${formatDay(today - 90)}`,
  `/api/weekly-insights/${formatDay(today)}`,
  `/api/weekly-insights/${formatDay(today - 7)}`,
  `/api/weekly-insights/${formatDay(today - 90)}`,
  "/api/ai/achievement-focus",
  "/api/config/categories",
  "/api/models",
  "/api/models/session-predictor/explain",
  "/api/models/quality-predictor/explain",
];

const [count = "100000", ...wanted] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "pomodoro-bench-"));
const url = `file:${join(folder, "routes.db")}`;
await storeInventedHistory(url, Number(count));
const server = await startServerProcess({ DATABASE_URL: url, TIMEZONE: "UTC" });
for (const route of ROUTES) {
  if (wanted.length > 0 && !wanted.some((part) => route.includes(part))) continue;
  const address = `${server.address}${route}`;
  const { status } = await fetch(address);
  if (status !== 200) {
    console.log(`${route}: answers ${status}`);
    continue;
  }
  await measureRequests(address, {
    connections: CONNECTIONS,
    seconds: WARM_UP_SECONDS,
    headers: AFRESH,
  });
  const figures = await measureRequests(address, {
    connections: CONNECTIONS,
    seconds: SECONDS,
    headers: AFRESH,
  });
  const { requestsPerSecond, p50Ms, p99Ms, failures } = figures;
  const verdict = requestsPerSecond >= REQUIRED && failures === 0 ? "" : "  TOO SLOW";
  console.log(
    `${route}: ${Math.round(requestsPerSecond)} req/s, p50 ${p50Ms} ms, p99 ${p99Ms} ms, ${failures} failures${verdict}`,
  );
}
await server.stop();
rmSync(folder, { recursive: true, force: true });
