import type { WellnessRepository } from "../../repositories/wellness-repository.ts";
import type { WellnessCheckin } from "../../schemas/wellness.ts";
import { type EpochDay, parseDay } from "../../time/calendar.ts";

/** Days of check-ins that are in memory at a time. */
const DAYS_AT_ONCE = 3660;
const LAST_DAY = parseDay("2199-12-31") ?? 0;

/** The check-ins of the days from `fromDay` to `toDay`, oldest first; absent means no bound. */
export async function* streamCheckins(
  checkins: Pick<WellnessRepository, "list">,
  userId: string,
  fromDay: EpochDay = 0,
  toDay: EpochDay = LAST_DAY,
): AsyncIterable<readonly WellnessCheckin[]> {
  for (let from = fromDay; from <= toDay; from += DAYS_AT_ONCE) {
    const found = await checkins.list(userId, from, Math.min(toDay, from + DAYS_AT_ONCE - 1));
    if (found.length > 0) yield found;
  }
}
