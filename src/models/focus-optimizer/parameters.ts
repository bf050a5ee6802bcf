import { createAgeing } from "../../stats/ageing.ts";

/** Everything the focus optimizer assumes; spreads of effects are in units of the person's own noise. */
export const FOCUS_PARAMETERS = Object.freeze({
  ageing: createAgeing(90),
  /** Rating expected of anybody before the first one, points. */
  level: { mean: 70, sd: 15 },
  /** Spread of single ratings, points, and how many ratings that belief is worth. */
  noise: { sd: 15, worth: 8 },
  /** Hours, weekdays, single cells: spread among people, and how many groups that belief is worth against the person's own. */
  hour: { spread: 0.35, worth: 1 },
  weekday: { spread: 0.2, worth: 1 },
  cell: { spread: 0.12, worth: 40 },
  /** Ratings in an hour until what is customary of it counts half. */
  customaryWorth: 3,
  /** Standard deviations taken off an hour's expectation for its score: being lucky once is no peak. */
  caution: 0.5,
  /** How far presets differ, over the whole day and in one part of it, points. */
  presetSpread: 4,
  presetPartSpread: 3,
  /** Points off for another preset than the recommended one: it is taken where that one does not fit and no other start is left. */
  otherPresetLoss: 100,
  /** Completion: share expected of anybody, worth so many sessions; sessions until an hour's own counts half. */
  completion: { share: 0.9, worth: 10, hourWorth: 10 },
  /** Ratings below which the answer counts as general knowledge. */
  minRatings: 5,
  /** Sessions below which a weekday has no usual hours of its own, and a person none at all. */
  usualSessions: 8,
  listedHours: 5,
  /** Working hours in minutes after midnight, when nobody says otherwise. */
  workingHours: { startMinute: 6 * 60, endMinute: 22 * 60 },
  /**
   * From so many aged sessions on, a person of whom less than this share lies within those hours is planned within the
   * stretch that holds this share.
   */
  ownHours: { sessions: 20, share: 0.9 },
  /** Starts are planned on multiples of this many minutes. */
  gridMinutes: 15,
  /** Least distance of two starts: the old plan had one session per clock hour. */
  leastDistanceMinutes: 60,
  maxSessions: 12,
  /** Points by which a session of the earlier plan is preferred: a plan that flickers is no plan. */
  keepBonus: 2,
  /** Longest block that is called the best time, hours. */
  maxBlockHours: 6,
});

/**
 * What is customary to expect of an hour, in points around the person's level. A convention, not a measurement: it is
 * small against what hours differ among people, and fades with the person's own ratings.
 */
export function customaryOffset(hour: number): number {
  if (hour < 6 || hour >= 22) return -6;
  if (hour < 8) return -1;
  if (hour <= 12) return 1.5;
  if (hour <= 15) return -2;
  return hour <= 18 ? 1 : -2;
}
