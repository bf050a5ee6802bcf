import type { Profile } from "../../models/profile.ts";
import {
  type CompletionBand,
  completionBands,
  recordedRatings,
} from "../../models/quality-predictor/record.ts";
import { type RecordedDay, recordedDays } from "../../models/session-predictor/record.ts";
import type { EpochDay } from "../../time/calendar.ts";

/** Below this many scored days or ratings nothing is claimed: a share of thirty is known to within some 15 points. */
export const MIN_SCORED = 30;

/** How the forecasts of session counts did. Shares and probabilities 0–1; misses and scores in sessions. */
export interface CountRecord {
  readonly days: readonly RecordedDay[];
  /** Days whose count lay in the interval said that morning, and the mean probability that was promised. */
  readonly inside: number;
  readonly promised: number;
  /** Mean absolute difference between the count and the forecast's mean, or the same weekday's mean. */
  readonly missed: number;
  readonly weekdayMissed: number;
  readonly crps: number;
  readonly weekdayCrps: number;
  /** The interval that was said most often, and how it did. */
  readonly commonest: {
    readonly lower: number;
    readonly upper: number;
    readonly days: number;
    readonly inside: number;
  } | null;
  readonly bands: readonly CountBand[];
}

/** Days on which a probability within a band was promised. */
export interface CountBand {
  readonly days: number;
  readonly promised: number;
  readonly inside: number;
}

export interface RatingRecord {
  readonly days: number;
  readonly ratings: number;
  readonly inside: number;
  /** What an 80 % interval promises. */
  readonly promised: number;
  /** Mean absolute errors, points. */
  readonly missed: number;
  readonly levelMissed: number;
}

export interface TrackRecordFacts {
  readonly from: EpochDay;
  readonly to: EpochDay;
  readonly counts: CountRecord | null;
  readonly ratings: RatingRecord | null;
  readonly completion: readonly CompletionBand[] | null;
  /** How many days and ratings there are, enough or not. */
  readonly scoredDays: number;
  readonly scoredRatings: number;
}

/** How good were the forecasts that this person was given on the `days` before `today`? */
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

/** Fewer days with the same interval make no sentence worth reading. */
const MIN_SAME_INTERVAL = 10;

/** Intervals of whole numbers promise 80 % and more; these bands tell whether the promise is kept wherever it is made. */
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
