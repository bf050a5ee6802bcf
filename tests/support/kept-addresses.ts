/** Of every kind of answer that is kept. */
export const KEPT_ADDRESSES = [
  "/api/prediction/today",
  "/api/prediction/week?start_date=2026-02-16",
  "/api/recommendation?current_hour=9&current_day=3",
  "/api/analysis",
  "/api/trends?days=7",
  "/api/weekly-insights/2026-03-02",
  "/api/insights/summary",
  "/api/models/session-predictor/explain",
  "/api/sessions?limit=3",
  "/api/wellness?from=2026-02-01&to=2026-03-10",
] as const;
