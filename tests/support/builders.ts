import type { NewSession } from "../../src/domain/session.ts";

let made = 0;

/** A UUID that no other call of this process has given. */
export function uniqueId(): string {
  made += 1;
  return `00000000-0000-4000-8000-${made.toString(16).padStart(12, "0")}`;
}

/** A session to store, with what the test does not care about filled in. */
export function newSession(given: Partial<NewSession> = {}): NewSession {
  return {
    id: uniqueId(),
    userId: "default",
    startedAtMs: Date.parse("2026-03-02T08:30:00Z"),
    durationSeconds: 52 * 60,
    preset: "deep_work",
    category: "Database",
    task: null,
    rating: 80,
    completed: true,
    notes: null,
    ...given,
  };
}

/** A body of `POST /api/sessions`. */
export function sessionInput(given: Record<string, unknown> = {}): Record<string, unknown> {
  return { start: "2026-03-02T09:30:00+01:00", duration_minutes: 52, ...given };
}
