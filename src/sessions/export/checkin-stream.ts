import type { WellnessRepository } from "../../repositories/wellness-repository.ts";
import type { WellnessCheckin } from "../../schemas/wellness.ts";
import { type EpochDay, parseDay } from "../../time/calendar.ts";

/** Days of check-ins read into memory at a time. */
const DAYS_AT_ONCE = 3660;
/** Almost no check-ins exist before 1970 or after 2199, so each of these periods is read at once. */
const [FIRST_DAY = 0, LAST_USUAL_DAY = 0, LAST_DAY = 0] = [
  "0001-01-01",
  "2199-12-31",
  "9999-12-31",
].map(parseDay);

/** Check-ins from `fromDay` to `toDay`, oldest first; `undefined` means unbounded. */
export async function* streamCheckins(
  checkins: Pick<WellnessRepository, "list">,
  userId: string,
  fromDay: EpochDay = FIRST_DAY,
  toDay: EpochDay = LAST_DAY,
): AsyncIterable<readonly WellnessCheckin[]> {
  let from = fromDay;
  while (from <= toDay) {
    const last = Math.min(toDay, lastWith(from));
    const found = await checkins.list(userId, from, last);
    if (found.length > 0) yield found;
    from = last + 1;
  }
}

function lastWith(from: EpochDay): EpochDay {
  if (from < 0) return -1;
  if (from > LAST_USUAL_DAY) return LAST_DAY;
  return Math.min(from + DAYS_AT_ONCE - 1, LAST_USUAL_DAY);
}
