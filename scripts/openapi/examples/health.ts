import type { ExampleRequest } from "../example-request.ts";

/** The probes, while all is well. */
export const HEALTH_EXAMPLES: readonly ExampleRequest[] = [
  {
    operationId: "live",
    name: "alive",
    summary: "GET /livez",
    method: "GET",
    url: "/livez",
  },
  {
    operationId: "ready",
    name: "ready",
    summary: "GET /readyz",
    method: "GET",
    url: "/readyz",
  },
  {
    operationId: "health",
    name: "healthy",
    summary: "GET /health",
    method: "GET",
    url: "/health",
  },
  {
    operationId: "apiHealth",
    name: "healthy",
    summary: "GET /api/health",
    method: "GET",
    url: "/api/health",
  },
];
