import { SILENCE } from "../../models/session-predictor/parameters.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import type { EpochDay } from "../../time/calendar.ts";

/** A pause: no session for so long that nothing is forecast until the person starts again. */
export interface Pause {
  /** Day of the newest session. */
  readonly lastSession: EpochDay;
}

/** Whether the person has paused: four weeks without any session, not counting stated absences. */
export function pauseOf({ profile, asked }: ProfileView): Pause | null {
  const { openDay, openUsed, unusedDays } = profile["session-predictor"];
  if (openDay === null || openUsed) return null;
  const idleDays = unusedDays + Math.max(0, asked.day - openDay);
  if (idleDays < SILENCE.afterDays) return null;
  const { lastActiveDay } = profile["anomaly-detector"];
  // A stated absence is not a pause, and a session within it does not end an earlier pause.
  if (asked.day - lastActiveDay <= SILENCE.afterDays) return null;
  return { lastSession: lastActiveDay };
}
