import type { ExampleRequest } from "../example-request.ts";

/** One check-in, from its writing to its deletion. */
export const WELLNESS_EXAMPLES: readonly ExampleRequest[] = [
  {
    operationId: "putWellness",
    name: "morning",
    summary: "PUT /api/wellness/2026-03-02",
    method: "PUT",
    url: "/api/wellness/2026-03-02",
    body: { sleep_quality: 80, energy_level: 70, stress_level: 25, notes: "Slept well" },
  },
  {
    operationId: "getWellness",
    name: "morning",
    summary: "GET /api/wellness/2026-03-02",
    method: "GET",
    url: "/api/wellness/2026-03-02",
  },
  {
    operationId: "listWellness",
    name: "days",
    summary: "GET /api/wellness?from=2026-02-27&to=2026-03-02",
    method: "GET",
    url: "/api/wellness?from=2026-02-27&to=2026-03-02",
  },
  {
    operationId: "deleteWellness",
    name: "day",
    summary: "DELETE /api/wellness/2026-03-02",
    method: "DELETE",
    url: "/api/wellness/2026-03-02",
  },
];
