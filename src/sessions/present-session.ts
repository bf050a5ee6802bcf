import type { NewSession, Session } from "../domain/session.ts";
import type { NewSessionBody, SessionBody } from "../schemas/sessions.ts";
import { formatInstant } from "../time/format-instant.ts";
import type { Zone } from "../time/zone.ts";

/** A session in its API form, with local times of `zone`. */
export function presentSession(session: Session, zone: Zone): SessionBody {
  return {
    ...presentNewSession(session, zone),
    created_at: formatInstant(session.createdAtMs, zone),
    updated_at: formatInstant(session.updatedAtMs, zone),
  };
}

/** A session that is not stored yet, in its API form. */
export function presentNewSession(session: NewSession, zone: Zone): NewSessionBody {
  const endedAtMs = session.startedAtMs + session.durationSeconds * 1000;
  return {
    id: session.id,
    start: formatInstant(session.startedAtMs, zone),
    end: formatInstant(endedAtMs, zone),
    duration_minutes: minutesOf(session.durationSeconds),
    preset: session.preset,
    category: session.category,
    task: session.task,
    rating: session.rating,
    completed: session.completed,
    notes: session.notes,
  };
}

/** Rounded to enough decimals to restore the seconds exactly. */
function minutesOf(seconds: number): number {
  return Math.round((seconds / 60) * 10_000) / 10_000;
}
