import type { StatedDays } from "../../time/stated-days.ts";
import { testLevelShift } from "./level-shift.ts";
import { ALARM_TAIL, HELD_SHIFT_TAIL } from "./parameters.ts";
import { isJudged, openRecentDays } from "./recent-days.ts";
import type { AnomalyState } from "./state.ts";

/**
 * Tail probability below which a change of level in this direction is reported. A change that was reported on the
 * previous evening stays reported up to a higher limit (hysteresis); otherwise one change would be announced
 * repeatedly.
 */
export function levelShiftLimit(state: AnomalyState, direction: "up" | "down"): number {
  return state.announcedShift === direction ? HELD_SHIFT_TAIL : ALARM_TAIL.level_shift;
}

/** The change of level to report on the evening of the open day. */
export function shiftToAnnounce(
  state: AnomalyState,
  stated: StatedDays,
): AnomalyState["announcedShift"] {
  if (!isJudged(state, state.day)) return null;
  const verdict = testLevelShift(openRecentDays(state, state.day, stated));
  if (verdict === undefined || !("details" in verdict)) return null;
  const { direction } = verdict.details;
  return verdict.tail < levelShiftLimit(state, direction) ? direction : null;
}
