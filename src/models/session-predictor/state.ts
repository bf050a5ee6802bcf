import type { EpochDay } from "../../time/calendar.ts";
import { CALIBRATION_BINS, COUNT_BINS, COUNTS, RESIDUAL_BINS } from "./parameters.ts";

/**
 * State of the predictor for one person. All sums age, so its size does not grow with the history. Weekday arrays have
 * 7 entries, Monday first. Everything except `open…` describes closed days only.
 */
export interface SessionPredictorState {
  /** The day in progress; all earlier days are closed. */
  openDay: EpochDay | null;
  /** Completed sessions of closed days. */
  closedSessions: number;
  /** Closed days in which the person used a timer; silences of four weeks or more are left out. */
  usedDays: number;
  /** Consecutive closed days without any session, abandoned ones included, up to the last closed day. */
  unusedDays: number;
  /** Days of a stated absence up to the last closed day; missing for a person who has stated none. */
  absentDays?: number;
  /** Whether the open day has a session, including abandoned ones. */
  openUsed: boolean;

  /** Minutes of `openDay` at which its completed sessions became known, in the order of learning. */
  openMinutes: number[];
  /** Sum of the open day's ratings. */
  openRatingSum: number;
  /** Number of the open day's ratings. */
  openRatings: number;

  /** Aged sessions of active days; level = levelSessions / levelDays. */
  levelSessions: number;
  /** Aged number of active days, each weighted by its weekday's factor. */
  levelDays: number;
  /** Aged sessions of active days by weekday. */
  weekdaySessions: number[];
  /** Aged number of sessions expected on them from the level alone. */
  weekdayExpected: number[];

  /** Quick estimate of activity: aged active days by weekday. */
  quickActive: number[];
  /** Quick estimate of activity: aged days of presence by weekday. */
  quickDays: number[];
  /** Slow estimate of activity: aged active days by weekday. */
  slowActive: number[];
  /** Slow estimate of activity: aged days of presence by weekday. */
  slowDays: number[];
  /** Aged active days of all weekdays. */
  activeDays: number;
  /** Aged days of presence of all weekdays. */
  presentDays: number;
  /** Aged log-likelihood of the quick estimate. */
  quickLogWeight: number;
  /** Aged log-likelihood of the slow estimate. */
  slowLogWeight: number;

  /** Probability of presence on the last closed day; sums to 1 with the next two. */
  present: number;
  /** Probability of a short absence. */
  shortlyAway: number;
  /** Probability of a long absence. */
  longAway: number;
  /** Aged expected number of absences that began. */
  absences: number;
  /** Aged expected number of days on which one could begin. */
  daysAtRisk: number;

  /** Aged number of recent active days. */
  activityRun: number;
  /** Expectation of that number. */
  activityRunExpected: number;
  /** Variance of that number. */
  activityRunVariance: number;
  /** Aged sum of standardised errors of recent days. */
  surprise: number;

  /** Level before the last silence; 0 without one. */
  returnLevel: number;
  /** Aged sessions of active days in first weeks after returns. */
  returnSessions: number;
  /** Number of these sessions expected from the levels before. */
  returnExpected: number;

  /** Aged weight behind the dispersion of counts. */
  dispersionWeight: number;
  /** Aged weighted sum of squared errors beyond the mean. */
  dispersionSum: number;

  /** 7 × 61 aged histogram of counts by weekday, row by row. */
  weekdayCounts: number[];
  /** Aged histogram of the counts 0 … 60 of recent days. */
  recentCounts: number[];
  /** Aged histogram of differences −60 … 60 between a day and the same weekday a week before. */
  residuals: number[];
  /** Aged histogram of probability integral transforms, see `learnCalibration`. */
  calibration: number[];
  /** Counts of the last seven closed days, oldest first. */
  lastCounts: number[];
  /** Counts of the last 371 closed days, oldest first. */
  dayCounts: number[];

  /** The last 90 days of use: morning forecasts and outcomes; see `recordedDays`. */
  record: number[];

  /** Closed days since the first session or since the return from the last silence. */
  spellDays: number;
  /** Exponential smoothing: level. */
  smoothedLevel: number;
  /** Exponential smoothing: offset of each weekday from the level. */
  smoothedOffsets: number[];
  /** Number of times each weekday was seen. */
  smoothedSeen: number[];
  /** Aged histogram of differences −60 … 60 between a day and its smoothed forecast. */
  smoothedResiduals: number[];

  /** Aged score of the rhythm's forecasts at past noons. */
  rhythmScore: number;
  /** Aged score of the analogues' forecasts at past noons. */
  analogueScore: number;
  /** Aged number of noons. */
  checkedNoons: number;

  /** Days left of the week under check. */
  checkDaysLeft: number;
  /** Sessions so far in that week. */
  checkSessions: number;
  /** Total expected at its start. */
  checkExpected: number;
  /** Variance of its total for independent days. */
  checkVariance: number;
  /** Additional variance of its total under full correlation. */
  checkCovariance: number;
  /** Whether the person was away during that week. */
  checkAway: boolean;
  /** Aged evidence of checked weeks, see `commonFactorShareOf`. */
  commonEvidence: number;
  /** Aged weight of that evidence. */
  commonWeight: number;

  /** Counts of the last 180 closed days, oldest first. */
  arrivalCounts: number[];
  /** Minutes of all their sessions, sorted within each day. */
  arrivalMinutes: number[];

  /** Aged number of rated days by weekday. */
  ratingDays: number[];
  /** Aged sum of daily mean ratings by weekday. */
  ratingSums: number[];
  /** Aged sum of squared daily mean ratings. */
  ratingSquares: number;
  /** Number of ratings. */
  ratings: number;
}

/** State before the first session. */
export function emptyState(): SessionPredictorState {
  return {
    openDay: null,
    closedSessions: 0,
    usedDays: 0,
    unusedDays: 0,
    openUsed: false,
    openMinutes: [],
    openRatingSum: 0,
    openRatings: 0,
    levelSessions: COUNTS.priorLevel * COUNTS.priorLevelDays,
    levelDays: COUNTS.priorLevelDays,
    weekdaySessions: zeros(7),
    weekdayExpected: zeros(7),
    quickActive: zeros(7),
    quickDays: zeros(7),
    slowActive: zeros(7),
    slowDays: zeros(7),
    activeDays: COUNTS.priorActivity * COUNTS.priorActivityDays,
    presentDays: COUNTS.priorActivityDays,
    quickLogWeight: 0,
    slowLogWeight: 0,
    present: 1,
    shortlyAway: 0,
    longAway: 0,
    absences: COUNTS.priorAbsenceRate * COUNTS.priorAbsenceDays,
    daysAtRisk: COUNTS.priorAbsenceDays,
    activityRun: 0,
    activityRunExpected: 0,
    activityRunVariance: 0,
    surprise: 0,
    returnLevel: 0,
    returnSessions: 0,
    returnExpected: 0,
    dispersionWeight: 0,
    dispersionSum: 0,
    weekdayCounts: zeros(7 * COUNT_BINS),
    recentCounts: zeros(COUNT_BINS),
    residuals: zeros(RESIDUAL_BINS),
    calibration: zeros(CALIBRATION_BINS),
    lastCounts: [],
    dayCounts: [],
    record: [],
    spellDays: 0,
    smoothedLevel: COUNTS.priorLevel,
    smoothedOffsets: zeros(7),
    smoothedSeen: zeros(7),
    smoothedResiduals: zeros(RESIDUAL_BINS),
    rhythmScore: 0,
    analogueScore: 0,
    checkedNoons: 0,
    checkDaysLeft: 0,
    checkSessions: 0,
    checkExpected: 0,
    checkVariance: 0,
    checkCovariance: 0,
    checkAway: false,
    commonEvidence: 0,
    commonWeight: 0,
    arrivalCounts: [],
    arrivalMinutes: [],
    ratingDays: zeros(7),
    ratingSums: zeros(7),
    ratingSquares: 0,
    ratings: 0,
  };
}

function zeros(length: number): number[] {
  return new Array<number>(length).fill(0);
}
