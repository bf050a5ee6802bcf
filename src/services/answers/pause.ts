import { SILENCE } from "../../models/session-predictor/parameters.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import type { EpochDay } from "../../time/calendar.ts";

/** Nobody has recorded a session for so long that nothing is forecast until they start again. */
export interface Pause {
  /** The day of the newest session. */
  readonly lastSession: EpochDay;
}

/** Whether the person has paused: four weeks without any session, stated absences not counted. */
export function pauseOf({ profile, asked }: ProfileView): Pause | null {
  const { openDay, openUsed, unusedDays } = profile["session-predictor"];
  if (openDay === null || openUsed) return null;
  const idleDays = unusedDays + Math.max(0, asked.day - openDay);
  if (idleDays < SILENCE.afterDays) return null;
  const { lastActiveDay } = profile["anomaly-detector"];
  // A stated absence is no pause, although what is done in it does not end one that was before.
  if (asked.day - lastActiveDay <= SILENCE.afterDays) return null;
  return { lastSession: lastActiveDay };
}
