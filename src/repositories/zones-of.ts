import type { Zone } from "../time/zone.ts";

/** The time zone of a user's stored dates and times. */
export type ZoneOf = (userId: string) => Zone | Promise<Zone>;

/** Reads the zones of some users in advance, because a transaction must not wait for other queries. */
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
