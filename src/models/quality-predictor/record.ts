import { decayOf } from "../../stats/half-life.ts";
import type { EpochDay } from "../../time/calendar.ts";
import { COMPLETION_BANDS, type QualityState } from "./state.ts";

/** Number of rated days that are kept. */
const RECORD_DAYS = 90;
/** Half-life of the completion record, in sessions. */
const COMPLETION_DECAY = decayOf(200);

/** Ratings of one day compared with their forecasts. */
export interface RecordedRatings {
  readonly day: EpochDay;
  readonly ratings: number;
  /** Number of ratings within their 80 % interval. */
  readonly inside: number;
  /** Sum of absolute errors of the forecasts, in points. */
  readonly missed: number;
  /** Sum of absolute errors of the person's level as the forecast, in points. */
  readonly levelMissed: number;
}

/** Numbers per day in `state.ratingRecord`. */
const WIDTH = 5;
/** Sums of errors are stored in tenths of a point. */
const TENTHS = 10;

/** Records one rating and its forecast. */
export function recordRating(
  { ratingRecord }: QualityState,
  day: EpochDay,
  inside: boolean,
  missed: number,
  levelMissed: number,
): void {
  if (ratingRecord.at(-WIDTH) !== day) {
    if (ratingRecord.length === WIDTH * RECORD_DAYS) ratingRecord.splice(0, WIDTH);
    ratingRecord.push(day, 0, 0, 0, 0);
  }
  const row = ratingRecord.length - WIDTH;
  const added = [
    0,
    1,
    inside ? 1 : 0,
    Math.round(missed * TENTHS),
    Math.round(levelMissed * TENTHS),
  ];
  for (const [column, value] of added.entries()) {
    ratingRecord[row + column] = (ratingRecord[row + column] ?? 0) + value;
  }
}

/** The recorded days from `from` on, oldest first. */
export function recordedRatings(
  { ratingRecord }: Pick<QualityState, "ratingRecord">,
  from: EpochDay,
): RecordedRatings[] {
  const days: RecordedRatings[] = [];
  for (let row = 0; row < ratingRecord.length; row += WIDTH) {
    const at = (column: number) => ratingRecord[row + column] ?? 0;
    if (at(0) < from) continue;
    days.push({
      day: at(0),
      ratings: at(1),
      inside: at(2),
      missed: at(3) / TENTHS,
      levelMissed: at(4) / TENTHS,
    });
  }
  return days;
}

/** One band of forecast completion probabilities. */
export interface CompletionBand {
  /** Aged number of sessions. */
  readonly sessions: number;
  /** Mean forecast probability, 0–1. */
  readonly stated: number;
  /** Share of completed sessions, 0–1. */
  readonly completed: number;
}

/** Records the outcome of a session with a forecast completion probability. */
export function recordCompletion(
  { completionRecord }: QualityState,
  stated: number,
  completed: boolean,
): void {
  const band = COMPLETION_BANDS.findLastIndex((from) => stated >= from);
  const at = 3 * band;
  const learn = (index: number, value: number) => {
    const sum = (completionRecord[index] ?? 0) * COMPLETION_DECAY + value;
    completionRecord[index] = Math.round(sum * 1000) / 1000;
  };
  learn(at, 1);
  learn(at + 1, stated);
  learn(at + 2, completed ? 1 : 0);
}

/** The bands that contain forecasts. */
export function completionBands({
  completionRecord,
}: Pick<QualityState, "completionRecord">): CompletionBand[] {
  return COMPLETION_BANDS.flatMap((_, band) => {
    const [sessions = 0, stated = 0, completed = 0] = completionRecord.slice(
      3 * band,
      3 * band + 3,
    );
    if (sessions <= 0) return [];
    return [{ sessions, stated: stated / sessions, completed: completed / sessions }];
  });
}
