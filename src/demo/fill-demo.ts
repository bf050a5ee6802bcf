import type { Database } from "../db/database.ts";
import type { Clock, People } from "../ports.ts";
import { sessionRepository } from "../repositories/session-repository.ts";
import { wellnessRepository } from "../repositories/wellness-repository.ts";
import { overallWellness } from "../services/wellness/overall-wellness.ts";
import { type EpochDay, MS_PER_DAY } from "../time/calendar.ts";
import { generateDemo } from "./generate-demo.ts";

export interface DemoParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly people: Pick<People, "current">;
}

export interface FilledDemo {
  readonly sessions: number;
  readonly checkins: number;
  readonly firstDay: EpochDay;
  readonly lastDay: EpochDay;
}

/** Sessions per statement. */
const BATCH = 1000;

/**
 * Stores the demonstration year for a user, in one transaction.
 *
 * @returns what was stored, or the number of the user's existing sessions. If there are any, nothing is stored, because
 *   invented sessions could not be separated from real ones later.
 */
export async function fillDemo(
  { database, clock, people }: DemoParts,
  userId: string,
  seed: number,
): Promise<FilledDemo | { readonly occupiedBy: number }> {
  const nowMs = clock.now();
  const { zone } = (await people.current(userId)).cut;
  return database.transaction(async (tx) => {
    const sessions = sessionRepository(tx, database.kind, () => zone);
    const wellness = wellnessRepository(tx, database.kind);
    const occupiedBy = await sessions.count(userId);
    if (occupiedBy > 0) return { occupiedBy };
    const demo = generateDemo({ seed, userId, nowMs, zone });
    for (let from = 0; from < demo.sessions.length; from += BATCH) {
      await sessions.insert(demo.sessions.slice(from, from + BATCH), nowMs);
    }
    for (const checkin of demo.checkins) {
      const overall = overallWellness(checkin);
      await wellness.put(userId, { ...checkin, overall, notes: null }, nowMs);
    }
    const lastDay = zone.localAt(nowMs).day;
    const firstMs = demo.sessions[0]?.startedAtMs ?? lastDay * MS_PER_DAY;
    return {
      sessions: demo.sessions.length,
      checkins: demo.checkins.length,
      firstDay: zone.localAt(firstMs).day,
      lastDay,
    };
  });
}
