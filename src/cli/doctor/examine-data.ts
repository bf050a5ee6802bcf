import type { Database } from "../../db/database.ts";
import { ratingConversionRepository } from "../../repositories/rating-conversion-repository.ts";
import type { SessionRepository } from "../../repositories/session-repository.ts";
import { examineZone } from "../../sessions/zone-trap.ts";
import { formatDay, LAST_DAY } from "../../time/calendar.ts";
import type { Zone } from "../../time/zone.ts";
import { type Finding, problem } from "./finding.ts";

/** Fewer ratings from 1 to 5 may simply be low ratings. */
const MIN_RATINGS = 5;
/** A longer gap after the first session marks its date as wrong: a faulty exporter writes the epoch. */
const LONE_DAYS = 3652;

/** Detects faults in a user's sessions: another zone, another rating scale, an impossible date. */
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
  return [
    problem("time", "doctor.time.other_zone", {
      user,
      sessions: String(trap.sessions),
      hours: String(Math.abs(trap.hours)),
      side: trap.hours > 0 ? "after" : "before",
      zone: zone.id,
      known: trap.zone === undefined ? "no" : "yes",
      written: trap.zone ?? "ZONE",
    }),
  ];
}

async function examineScale(
  ratings: ReturnType<typeof ratingConversionRepository>,
  user: string,
): Promise<Finding[]> {
  const { convertible, larger } = await ratings.count(user, LAST_DAY);
  if (convertible < MIN_RATINGS || larger > 0) return [];
  return [problem("ratings", "doctor.ratings.old_scale", { user, count: String(convertible) })];
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
    const { id } = first;
    const lone = { user, day: formatDay(day), years: String(years), id };
    return [problem("sessions", "doctor.sessions.lone", lone)];
  }
  return [];
}
