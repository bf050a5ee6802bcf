/** One request to show in the API's description. They run in this order, on the demonstration year. */
export interface ExampleRequest {
  readonly operationId: string;
  /** Key among the examples of its operation. */
  readonly name: string;
  readonly summary: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a text is sent as it is, with the content type among the headers. */
  readonly body?: unknown;
}

/** The moment at which the examples are asked. */
export const EXAMPLE_NOW = "2026-03-02T12:00:00+01:00";

const OWN_ID = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

export const EXAMPLE_REQUESTS: readonly ExampleRequest[] = [
  {
    operationId: "predictToday",
    name: "today",
    summary: "GET /api/prediction/today, at noon",
    method: "GET",
    url: "/api/prediction/today",
  },
  {
    operationId: "predictToday",
    name: "ahead",
    summary: "GET /api/prediction/today?date=2026-03-06, four days ahead",
    method: "GET",
    url: "/api/prediction/today?date=2026-03-06",
  },
  {
    operationId: "predictWeek",
    name: "week",
    summary: "GET /api/prediction/week",
    method: "GET",
    url: "/api/prediction/week",
  },
  {
    operationId: "recommendPreset",
    name: "now",
    summary: "GET /api/recommendation",
    method: "GET",
    url: "/api/recommendation",
  },
  {
    operationId: "recommendPreset",
    name: "czech",
    summary: "GET /api/recommendation?current_hour=20, with Accept-Language: cs",
    method: "GET",
    url: "/api/recommendation?current_hour=20",
    headers: { "accept-language": "cs" },
  },
  {
    operationId: "analyzeProductivity",
    name: "year",
    summary: "GET /api/analysis",
    method: "GET",
    url: "/api/analysis",
  },
  {
    operationId: "createSession",
    name: "duration",
    summary: "POST /api/sessions, with start and duration",
    method: "POST",
    url: "/api/sessions",
    body: { start: "2026-03-02T09:30:00+01:00", duration_minutes: 52, rating: 80 },
  },
  {
    operationId: "createSession",
    name: "everything",
    summary: "POST /api/sessions, with local times and an id of the client's own",
    method: "POST",
    url: "/api/sessions",
    body: {
      id: OWN_ID,
      start: "2026-03-02T10:45",
      end: "2026-03-02T11:30",
      timezone: "Europe/Prague",
      preset: "learning",
      category: "Database",
      task: "Read about indexes",
      rating: 66.5,
      completed: false,
      notes: "Interrupted by a call",
    },
  },
  {
    operationId: "createSession",
    name: "conflict",
    summary: "POST /api/sessions, with an id that another content has",
    method: "POST",
    url: "/api/sessions",
    body: { id: OWN_ID, start: "2026-03-02T10:45:00+01:00", duration_minutes: 10 },
  },
  {
    operationId: "createSession",
    name: "invalid",
    summary: "POST /api/sessions, with two mistakes",
    method: "POST",
    url: "/api/sessions",
    body: { start: "2026-02-30T09:30:00+01:00", duration_minutes: 52, rating: 120 },
  },
  {
    operationId: "createSessions",
    name: "mixed",
    summary: "POST /api/sessions/batch, with a new, a known and an invalid session",
    method: "POST",
    url: "/api/sessions/batch",
    headers: { "idempotency-key": "8e03978e-40d5-43e8-bc93-6894a57f9324" },
    body: {
      sessions: [
        { start: "2026-03-02T08:00:00+01:00", duration_minutes: 25, preset: "quick_tasks" },
        {
          id: OWN_ID,
          start: "2026-03-02T10:45:00+01:00",
          duration_minutes: 45,
          preset: "learning",
          category: "Database",
          task: "Read about indexes",
          rating: 66.5,
          completed: false,
          notes: "Interrupted by a call",
        },
        { start: "2026-03-02T08:30:00+01:00" },
      ],
    },
  },
  {
    operationId: "listSessions",
    name: "newest",
    summary: "GET /api/sessions?limit=2",
    method: "GET",
    url: "/api/sessions?limit=2",
  },
  {
    operationId: "getSession",
    name: "one",
    summary: `GET /api/sessions/${OWN_ID}`,
    method: "GET",
    url: `/api/sessions/${OWN_ID}`,
  },
  {
    operationId: "getSession",
    name: "missing",
    summary: "GET /api/sessions/{id}, of a session that is not there",
    method: "GET",
    url: "/api/sessions/00000000-0000-4000-8000-000000000000",
  },
  {
    operationId: "changeSession",
    name: "rate",
    summary: `PATCH /api/sessions/${OWN_ID}`,
    method: "PATCH",
    url: `/api/sessions/${OWN_ID}`,
    body: { rating: 90, notes: null },
  },
  {
    operationId: "deleteSession",
    name: "one",
    summary: `DELETE /api/sessions/${OWN_ID}`,
    method: "DELETE",
    url: `/api/sessions/${OWN_ID}`,
  },
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
  {
    operationId: "importSessions",
    name: "csv",
    summary: "POST /api/sessions/import, a CSV file with one good and one bad row",
    method: "POST",
    url: "/api/sessions/import",
    headers: { "content-type": "text/csv" },
    body: "start,duration_minutes,preset,rating\n2026-03-01T10:00:00+01:00,52,deep_work,85\n2026-03-01T11:30:00+01:00,-5,deep_work,\n",
  },
  {
    operationId: "exportSessions",
    name: "csv",
    summary: "GET /api/sessions/export?format=csv&from=2026-03-02&to=2026-03-02",
    method: "GET",
    url: "/api/sessions/export?format=csv&from=2026-03-02&to=2026-03-02",
  },
  {
    operationId: "deleteAllSessions",
    name: "all",
    summary: "DELETE /api/sessions?confirm=delete-all",
    method: "DELETE",
    url: "/api/sessions?confirm=delete-all",
  },
];
