import { type Streaks, streaksOf } from "../../models/history-aggregates/streaks.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import { isFree } from "../../time/stated-days.ts";

/**
 * Days in a row with a completed session; all answers use this definition of a streak. Today may still be empty. Days
 * off and absences without sessions neither count nor end it.
 */
export function streakOf({ profile, asked, workTimes }: ProfileView): Streaks {
  return streaksOf(profile["history-aggregates"], asked.day, (day) => isFree(workTimes, day));
}
