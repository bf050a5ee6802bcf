import type { ExampleRequest } from "../example-request.ts";

/** Asked once: a stream would never end. */
export const EVENTS_EXAMPLES: readonly ExampleRequest[] = [
  {
    operationId: "followEvents",
    name: "version",
    summary: "GET /api/events with Accept: application/json",
    method: "GET",
    url: "/api/events",
    headers: { accept: "application/json" },
  },
];
