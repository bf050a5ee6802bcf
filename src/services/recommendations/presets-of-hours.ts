import { presetOfEachHour } from "../../models/preset-recommender/preset-recommender.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import type { IsoWeekday } from "../../time/calendar.ts";
import { memoizePerProfile } from "../answers/memoize-per-profile.ts";

/** The preset recommended at each hour 0–23 of a weekday; all answers use it. */
export const presetsOfHours = memoizePerProfile(
  ({ profile, asked }: ProfileView, isoWeekday: IsoWeekday): readonly string[] =>
    presetOfEachHour(profile["preset-recommender"], { asked, isoWeekday }),
  (_view, isoWeekday) => isoWeekday,
);
