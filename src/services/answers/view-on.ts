import { validationError } from "../../errors.ts";
import type { ProfileReader, ProfileView } from "../../profiles/profile-service.ts";
import { type EpochDay, parseDay } from "../../time/calendar.ts";
import { hasDay } from "../../time/local-day.ts";

/**
 * A forecast further ahead only states the usual number for the weekday, and the probability of absence is no longer
 * informative.
 */
const MAX_DAYS_AHEAD = 28;

export interface DayView {
  readonly view: ProfileView;
  readonly day: EpochDay;
}

/**
 * Returns the profile for answering about a date, and the date: the current profile for today and later days, the
 * profile of the day's first moment for a past day.
 *
 * @param date `YYYY-MM-DD`; today when absent
 * @throws ServiceError validation_failed naming `field`
 */
export async function viewOn(
  profiles: ProfileReader,
  userId: string,
  date: string | undefined,
  field: string,
): Promise<DayView> {
  const wanted = date === undefined ? undefined : dayOf(date, field);
  const view = await profiles.now(userId);
  const { zone } = view.cut;
  if (wanted !== undefined && !hasDay(wanted, zone)) {
    throw validationError([{ field, code: "no_such_day", params: { zone: zone.id } }]);
  }
  const day = wanted ?? view.asked.day;
  if (day > view.asked.day + MAX_DAYS_AHEAD) {
    throw validationError([{ field, code: "too_far_ahead", params: { limit: MAX_DAYS_AHEAD } }]);
  }
  return {
    view: day < view.asked.day ? await profiles.asOfStart(userId, day, view) : view,
    day,
  };
}

function dayOf(date: string, field: string): EpochDay {
  const day = parseDay(date);
  if (day === undefined) throw validationError([{ field, code: "date" }]);
  return day;
}
