import type { ExampleRequest } from "../example-request.ts";

/** Questions about the recent days and the next hours. */
export const SIGNALS_EXAMPLES: readonly ExampleRequest[] = [
  {
    operationId: "judgeLoad",
    name: "now",
    summary: "GET /api/burnout-risk",
    method: "GET",
    url: "/api/burnout-risk",
  },
  {
    operationId: "detectAnomalies",
    name: "now",
    summary: "GET /api/detect-anomalies",
    method: "GET",
    url: "/api/detect-anomalies",
  },
  {
    operationId: "planDay",
    name: "wednesday",
    summary: "GET /api/optimal-schedule?sessions=4&day=wednesday&busy=12:00-13:00",
    method: "GET",
    url: "/api/optimal-schedule?sessions=4&day=wednesday&busy=12:00-13:00",
  },
  {
    operationId: "planDay",
    name: "invalid",
    summary: "GET /api/optimal-schedule?from=nine",
    method: "GET",
    url: "/api/optimal-schedule?from=nine",
  },
  {
    operationId: "predictQuality",
    name: "now",
    summary: "GET /api/predict-quality?category=Database",
    method: "GET",
    url: "/api/predict-quality?category=Database",
  },
  {
    operationId: "predictQualityOf",
    name: "evening",
    summary: "POST /api/predict-quality, for an evening after many sessions",
    method: "POST",
    url: "/api/predict-quality",
    body: {
      hour: 20,
      preset: "flow_mode",
      sessions_today: 6,
      minutes_since_last: 10,
      wellness: { sleep_quality: 55, energy_level: 40, stress_level: 60 },
    },
  },
  {
    operationId: "predictQualityOf",
    name: "invalid",
    summary: "POST /api/predict-quality, with a text for a number",
    method: "POST",
    url: "/api/predict-quality",
    body: { hour: "nine" },
  },
];
