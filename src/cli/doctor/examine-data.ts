import type { Database } from "../../db/database.ts";
import { ratingConversionRepository } from "../../repositories/rating-conversion-repository.ts";
import type { SessionRepository } from "../../repositories/session-repository.ts";
import { examineZone } from "../../sessions/zone-trap.ts";
import { formatDay, LAST_DAY } from "../../time/calendar.ts";
import type { Zone } from "../../time/zone.ts";
import { type Finding, problem } from "./finding.ts";

/** Fewer ratings from 1 to 5 can be those of hard days. */
const MIN_RATINGS = 5;
/** Nobody pauses for so long; a broken exporter writes the epoch. */
const LONE_DAYS = 3652;

/** What the sessions of a user themselves give away: another zone, another scale, a date that cannot be. */
export async function examineData(
  { executor, kind }: Pick<Database, "executor" | "kind">,
  sessions: SessionRepository,
  user: string,
  zone: Zone,
  nowMs: number,
): Promise<Finding[]> {
  return [
    ...(await findZone(sessions, user, zone, nowMs)),
    ...(await examineScale(ratingConversionRepository(executor, kind), user)),
    ...(await examineOldest(sessions, user, zone)),
  ];
}

async function findZone(
  sessions: SessionRepository,
  user: string,
  zone: Zone,
  nowMs: number,
): Promise<Finding[]> {
  const trap = await examineZone(sessions, user, zone, nowMs);
  if (trap === undefined) return [];
  const side = trap.hours > 0 ? "after" : "before";
  const detail = `${user}: the newest ${trap.sessions} sessions end ${Math.abs(trap.hours)} h ${side} they were stored: they are written on another zone's clock than ${zone.id}`;
  const named =
    trap.zone === undefined
      ? "Set TIMEZONE to the zone of the program that writes them."
      : `Set TIMEZONE=${trap.zone}, or the zone of the program that writes them if it is another one with the same clock.`;
  const written = trap.zone ?? "ZONE";
  const cure = `${named} If ${zone.id} is right: set the zone of that program, and mend what it has written with \`pomodoro-ml shift-times --from ${written} --to ${zone.id} --dry-run\`.`;
  return [problem("time", detail, cure)];
}

async function examineScale(
  ratings: ReturnType<typeof ratingConversionRepository>,
  user: string,
): Promise<Finding[]> {
  const { convertible, larger } = await ratings.count(user, LAST_DAY);
  if (convertible < MIN_RATINGS || larger > 0) return [];
  return [
    problem(
      "ratings",
      `${user}: all ${convertible} ratings are from 1 to 5, and ours go from 0 to 100`,
      "Run `pomodoro-ml convert-ratings --before DATE`, DATE being the first day with ratings of the new scale.",
    ),
  ];
}

async function examineOldest(
  sessions: SessionRepository,
  user: string,
  zone: Zone,
): Promise<Finding[]> {
  for await (const [first, second] of sessions.stream(user, {})) {
    if (first === undefined || second === undefined) return [];
    const [day, next] = [first, second].map(({ startedAtMs }) => zone.localAt(startedAtMs).day);
    if (day === undefined || next === undefined || next - day < LONE_DAYS) return [];
    const years = Math.floor((next - day) / 365.25);
    return [
      problem(
        "sessions",
        `${user}: one session on ${formatDay(day)}, ${years} years before the next`,
        `Change or delete it: DELETE /api/sessions/${first.id}.`,
      ),
    ];
  }
  return [];
}
