import { type Streaks, streaksOf } from "../../models/history-aggregates/streaks.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import { isFree } from "../../time/stated-days.ts";

/**
 * Days in a row with a completed session, the one meaning of a streak in all answers: today may still be empty, and so may days
 * off and absences, which neither count nor end it.
 */
export function streakOf({ profile, asked, workTimes }: ProfileView): Streaks {
  return streaksOf(profile["history-aggregates"], asked.day, (day) => isFree(workTimes, day));
}
