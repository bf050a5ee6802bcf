import { createAgeing } from "../../stats/ageing.ts";

/** Constants of the focus optimizer. Standard deviations of effects are in units of the person's own noise. */
export const FOCUS_PARAMETERS = Object.freeze({
  /** Sessions lose half of their weight in a season. */
  ageing: createAgeing(90),
  /** Prior of a person's level, in rating points. */
  level: { mean: 70, sd: 15 },
  /** Prior standard deviation of single ratings, in points, and its weight in ratings. */
  noise: { sd: 15, worth: 8 },
  /** Prior standard deviation of hour effects, and its weight in groups against the person's own groups. */
  hour: { spread: 0.35, worth: 1 },
  /** The same for weekday effects. */
  weekday: { spread: 0.2, worth: 1 },
  /** The same for single cells of weekday and hour. */
  cell: { spread: 0.12, worth: 40 },
  /** Number of ratings in an hour at which the conventional offset has half of its weight. */
  customaryWorth: 3,
  /** Standard deviations subtracted from an hour's expectation in its score, so that one lucky rating makes no peak. */
  caution: 0.5,
  /** Standard deviation of preset effects over the whole day, in points. */
  presetSpread: 4,
  /** Standard deviation of preset effects within one part of the day, in points. */
  presetPartSpread: 3,
  /**
   * Penalty in points for any preset but the recommended one. It is so large that another preset is used only where the
   * recommended one does not fit and no other start is left.
   */
  otherPresetLoss: 100,
  /**
   * Prior share of completed sessions, its weight in sessions, and the number of sessions at which an hour's own share
   * has half of the weight.
   */
  completion: { share: 0.9, worth: 10, hourWorth: 10 },
  /** Below this many ratings the answer counts as general knowledge. */
  minRatings: 5,
  /** Sessions that a weekday needs for usual hours of its own, and a person for any usual hours. */
  usualSessions: 8,
  /** Number of peak hours, and of hours to avoid. */
  listedHours: 5,
  /** Default working hours, in minutes after midnight. */
  workingHours: { startMinute: 6 * 60, endMinute: 22 * 60 },
  /**
   * A person with at least this many aged sessions, of whose sessions less than this share lies within the default
   * hours, is planned within the hours that hold this share.
   */
  ownHours: { sessions: 20, share: 0.9 },
  /** Starts are multiples of this many minutes. */
  gridMinutes: 15,
  /** Smallest distance of two starts; the former service planned one session per clock hour. */
  leastDistanceMinutes: 60,
  /** Largest number of sessions in a plan. */
  maxSessions: 12,
  /** Bonus in points for a session of the earlier plan, so that a plan does not change without a reason. */
  keepBonus: 2,
  /** Longest block reported as the best time, in hours. */
  maxBlockHours: 6,
});

/**
 * Conventional offset of an hour, in points around the person's level. It is not measured. It is small compared with
 * real differences between hours, and fades as the person rates sessions.
 */
export function customaryOffset(hour: number): number {
  if (hour < 6 || hour >= 22) return -6;
  if (hour < 8) return -1;
  if (hour <= 12) return 1.5;
  if (hour <= 15) return -2;
  return hour <= 18 ? 1 : -2;
}
