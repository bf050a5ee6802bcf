import type { Profile } from "../../models/profile.ts";
import {
  type CompletionBand,
  completionBands,
  recordedRatings,
} from "../../models/quality-predictor/record.ts";
import { type RecordedDay, recordedDays } from "../../models/session-predictor/record.ts";
import type { EpochDay } from "../../time/calendar.ts";

/** Fewest scored days or ratings for a statement: a share of thirty has an error of about 15 points. */
export const MIN_SCORED = 30;

/** Record of the forecasts of session counts. Shares and probabilities are 0–1; errors and scores are in sessions. */
export interface CountRecord {
  readonly days: readonly RecordedDay[];
  /** Days whose count was within the morning's interval. */
  readonly inside: number;
  /** Mean forecast probability of the interval. */
  readonly promised: number;
  /** Mean absolute error of the forecast's mean, or of the same weekday's mean. */
  readonly missed: number;
  readonly weekdayMissed: number;
  readonly crps: number;
  readonly weekdayCrps: number;
  /** The most frequent interval, with its record. */
  readonly commonest: {
    readonly lower: number;
    readonly upper: number;
    readonly days: number;
    readonly inside: number;
  } | null;
  readonly bands: readonly CountBand[];
}

/** Days with a forecast probability within a band. */
export interface CountBand {
  readonly days: number;
  readonly promised: number;
  readonly inside: number;
}

export interface RatingRecord {
  readonly days: number;
  readonly ratings: number;
  readonly inside: number;
  /** Forecast probability of an 80 % interval. */
  readonly promised: number;
  /** Mean absolute errors, in points. */
  readonly missed: number;
  readonly levelMissed: number;
}

export interface TrackRecordFacts {
  readonly from: EpochDay;
  readonly to: EpochDay;
  readonly counts: CountRecord | null;
  readonly ratings: RatingRecord | null;
  readonly completion: readonly CompletionBand[] | null;
  /** Number of scored days, whether sufficient or not. */
  readonly scoredDays: number;
  /** Number of scored ratings, whether sufficient or not. */
  readonly scoredRatings: number;
}

/** Record of the forecasts for this person on the `days` before `today`. */
export function trackRecordFacts(
  profile: Profile,
  today: EpochDay,
  days: number,
): TrackRecordFacts {
  const from = today - days;
  const counted = recordedDays(profile["session-predictor"], from);
  const rated = ratingRecord(profile, from);
  const bands = completionBands(profile["quality-predictor"]);
  const outcomes = bands.reduce((sum, { sessions }) => sum + sessions, 0);
  return {
    from,
    to: today - 1,
    counts: counted.length < MIN_SCORED ? null : countRecord(counted),
    ratings: rated.ratings < MIN_SCORED ? null : rated,
    completion: outcomes < MIN_SCORED ? null : bands,
    scoredDays: counted.length,
    scoredRatings: rated.ratings,
  };
}

const isInside = ({ sessions, lower, upper }: RecordedDay) =>
  sessions >= lower && sessions <= upper;

function countRecord(days: readonly RecordedDay[]): CountRecord {
  const mean = (of: (day: RecordedDay) => number) =>
    days.reduce((sum, day) => sum + of(day), 0) / days.length;
  return {
    days,
    inside: days.filter(isInside).length,
    promised: mean(({ probability }) => probability),
    missed: mean(({ sessions, expected }) => Math.abs(sessions - expected)),
    weekdayMissed: mean(({ sessions, weekdayMean }) => Math.abs(sessions - weekdayMean)),
    crps: mean((day) => day.crps),
    weekdayCrps: mean((day) => day.weekdayCrps),
    commonest: commonestInterval(days),
    bands: countBands(days),
  };
}

function commonestInterval(days: readonly RecordedDay[]): CountRecord["commonest"] {
  const groups = Map.groupBy(days, ({ lower, upper }) => `${lower} ${upper}`);
  const [most] = [...groups.values()].sort((a, b) => b.length - a.length);
  const [first] = most ?? [];
  if (most === undefined || first === undefined || most.length < MIN_SAME_INTERVAL) return null;
  const { lower, upper } = first;
  return { lower, upper, days: most.length, inside: most.filter(isInside).length };
}

/** Fewest days with the same interval for a sentence about it. */
const MIN_SAME_INTERVAL = 10;

/** Intervals of whole numbers have a probability of 80 % or more; these bands show calibration at each level. */
const BAND_STARTS = [0.8, 0.85, 0.9, 0.95];

function countBands(days: readonly RecordedDay[]): CountBand[] {
  const groups = Map.groupBy(days, ({ probability }) =>
    Math.max(
      0,
      BAND_STARTS.findLastIndex((from) => probability >= from),
    ),
  );
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([, group]) => ({
      days: group.length,
      promised: group.reduce((sum, { probability }) => sum + probability, 0) / group.length,
      inside: group.filter(isInside).length,
    }));
}

function ratingRecord(profile: Profile, from: EpochDay): RatingRecord {
  const days = recordedRatings(profile["quality-predictor"], from);
  const sum = (member: "ratings" | "inside" | "missed" | "levelMissed") =>
    days.reduce((total, day) => total + day[member], 0);
  const ratings = sum("ratings");
  const per = Math.max(1, ratings);
  return {
    days: days.length,
    ratings,
    inside: sum("inside"),
    promised: 0.8,
    missed: sum("missed") / per,
    levelMissed: sum("levelMissed") / per,
  };
}
