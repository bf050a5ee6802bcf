import { presetOfEachHour } from "../../models/preset-recommender/preset-recommender.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import type { IsoWeekday } from "../../time/calendar.ts";
import { memoizePerProfile } from "../answers/memoize-per-profile.ts";

/** The preset that is recommended at each hour 0–23 of such a weekday: every answer names this one. */
export const presetsOfHours = memoizePerProfile(
  ({ profile, asked }: ProfileView, isoWeekday: IsoWeekday): readonly string[] =>
    presetOfEachHour(profile["preset-recommender"], { asked, isoWeekday }),
  (_view, isoWeekday) => isoWeekday,
);
