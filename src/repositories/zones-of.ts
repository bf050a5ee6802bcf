import type { Zone } from "../time/zone.ts";

/** The zone whose wall clock the stored dates and times of a user show. */
export type ZoneOf = (userId: string) => Zone | Promise<Zone>;

/** The zones of some users, read now: within a transaction nothing else of the database may be waited for. */
export async function zonesNow(
  userIds: Iterable<string>,
  zoneOf: ZoneOf,
): Promise<(userId: string) => Zone> {
  const zones = new Map<string, Zone>();
  for (const userId of new Set(userIds)) zones.set(userId, await zoneOf(userId));
  return (userId) => {
    const zone = zones.get(userId);
    if (zone === undefined) throw new RangeError("the zone of this user was not read");
    return zone;
  };
}
