import type { WellnessAnswer } from "../../../models/quality-predictor/wellness.ts";
import { readLenientInteger } from "../../../schemas/lenient-integer.ts";
import {
  QUALITY_RANGES,
  type QualityBody,
  type QualityQueryString,
} from "../../../schemas/predict-quality.ts";
import { type IsoWeekday, isoWeekday } from "../../../time/calendar.ts";

/** Question of a request; null values are open. */
export interface QualityQuestion {
  readonly hour: number | null;
  readonly weekday: IsoWeekday | null;
  readonly preset: string | null;
  readonly category: string | null;
  readonly sessionsToday: number | null;
  readonly minutesSinceLast: number | null;
  readonly wellness: WellnessAnswer | null;
}

interface Range {
  readonly minimum: number;
  readonly maximum: number;
}

/** Longer than any day, so that a long rest is preserved. */
const REST_RANGE: Range = { minimum: -1, maximum: 100_000 };

/** Takes each value from the body, otherwise from the query; otherwise it is open. */
export function readQualityQuestion(
  query: QualityQueryString,
  body: QualityBody = {},
): QualityQuestion {
  const day = readNumber(body.day, query.day, QUALITY_RANGES.day);
  const sessions = readNumber(
    body.sessions_today,
    query.sessions_today,
    QUALITY_RANGES.sessions_today,
  );
  const rest = readNumber(body.minutes_since_last, query.minutes_since_last, REST_RANGE);
  return {
    hour: readNumber(body.hour, query.hour, QUALITY_RANGES.hour),
    weekday: day === null ? null : mondayFirst(day),
    preset: readText(body.preset) ?? readText(query.preset),
    category: readText(body.category) ?? readText(query.category),
    // 0 can also mean that the client does not count sessions.
    sessionsToday: sessions === 0 ? null : sessions,
    minutesSinceLast: rest !== null && rest < 0 ? null : rest,
    wellness: readWellness(body.wellness),
  };
}

function readNumber(
  inBody: number | null | undefined,
  inQuery: number | string | undefined,
  range: Range,
): number | null {
  const given = inBody ?? inQuery;
  if (given === undefined) return null;
  if (typeof given === "number") return Math.min(range.maximum, Math.max(range.minimum, given));
  const read = readLenientInteger(given, { ...range, default: Number.NaN });
  return Number.isNaN(read) ? null : read;
}

function readText(text: string | null | undefined): string | null {
  return text === undefined || text === null || text.trim() === "" ? null : text;
}

function mondayFirst(day: number): IsoWeekday {
  // 1970-01-05, epoch day 4, was a Monday.
  return isoWeekday(4 + day);
}

function readWellness(given: QualityBody["wellness"]): WellnessAnswer | null {
  if (given === undefined || given === null) return null;
  const answer: WellnessAnswer = {
    sleepQuality: given.sleep_quality ?? null,
    energyLevel: given.energy_level ?? null,
    mood: given.mood ?? null,
    stressLevel: given.stress_level ?? null,
    motivation: given.motivation ?? null,
    focusAbility: given.focus_ability ?? null,
    overallWellness: given.overall_wellness ?? null,
  };
  return Object.values(answer).some((value) => value !== null) ? answer : null;
}
