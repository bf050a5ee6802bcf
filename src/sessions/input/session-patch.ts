import type { Session, SessionChange } from "../../domain/session.ts";
import { validationError } from "../../errors.ts";
import type { SessionPatch } from "../../schemas/sessions.ts";
import { isGiven, readNewSession } from "./new-session.ts";

/** Placeholder for the time of a session whose time is not changed, since that time was accepted before. */
const ANY_TIME = { start: "2000-01-01T00:00:00Z", duration_minutes: 1 };

/**
 * Applies a change to a stored session. Only the given members are validated, so that a session of the web app that
 * would not be accepted today can still be rated.
 *
 * @throws ServiceError validation_failed
 */
export function readSessionPatch(
  patch: SessionPatch,
  before: Session,
  nowMs: number,
): SessionChange {
  const { start, end, duration_minutes, timezone, ...details } = patch;
  const time = { start, end, duration_minutes };
  const changesTime = Object.values(time).some((value) => value !== undefined);
  const input = { ...details, timezone, ...(changesTime ? timeOf(time, before) : ANY_TIME) };
  const result = readNewSession(input, nowMs);
  if (!result.ok) throw validationError(result.problems);
  const { session } = result;
  return {
    ...(start !== undefined && { startedAtMs: session.startedAtMs }),
    ...((isGiven(end) || isGiven(duration_minutes)) && {
      durationSeconds: session.durationSeconds,
    }),
    ...(details.preset !== undefined && { preset: session.preset }),
    ...(details.category !== undefined && { category: session.category }),
    ...(details.task !== undefined && { task: session.task }),
    ...(details.rating !== undefined && { rating: session.rating }),
    ...(details.completed !== undefined && { completed: session.completed }),
    ...(details.notes !== undefined && { notes: session.notes }),
  };
}

interface TimeMembers {
  readonly start: string | undefined;
  readonly end: string | null | undefined;
  readonly duration_minutes: number | null | undefined;
}

/** The new time; missing members are taken from the session. */
function timeOf(patch: TimeMembers, before: Session): Record<string, unknown> {
  const start = patch.start ?? new Date(before.startedAtMs).toISOString();
  if (isGiven(patch.end) || patch.duration_minutes !== undefined) return { ...patch, start };
  return { start, duration_minutes: before.durationSeconds / 60 };
}
