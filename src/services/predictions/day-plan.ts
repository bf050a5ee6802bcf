import { DEFAULT_PRESET } from "../../domain/session.ts";
import { estimateDay } from "../../models/focus-optimizer/hour-estimates.ts";
import type { AskedMoment } from "../../models/model.ts";
import {
  heatmapOfWeekday,
  sessionsByHour,
} from "../../models/productivity-analyzer/productivity-analyzer.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import type { TodayPrediction } from "../../schemas/predictions.ts";
import { type EpochDay, type IsoWeekday, isoWeekday } from "../../time/calendar.ts";
import { isWorkingHour } from "../../time/work-times.ts";
import { productivityOf } from "../analysis/productivity.ts";
import { derivePerProfile } from "../answers/derive-per-profile.ts";
import { memoizePerProfile } from "../answers/memoize-per-profile.ts";
import { ratedAverage } from "../answers/rated-average.ts";
import { presetsOfHours } from "../recommendations/presets-of-hours.ts";

export type PlannedHour = TodayPrediction["recommended_schedule"][number];

interface Candidate extends PlannedHour {
  /** The score that ranks hours in all answers; see the focus optimizer. */
  readonly score: number;
  /** Whether the person usually works in this hour. */
  readonly isUsual: boolean;
}

/** Maximum number of hours offered. */
const MAX_HOURS = 6;
/** An hour with a smaller share of a person's session starts is not one of their working hours. */
const USUAL_SHARE = 0.02;
/** When ratings distinguish hours, an hour at least this many points above the person's mean is a good one. */
const GOOD_POINTS = 3;
/** Default hours without enough history: the usual working day around lunch. */
const USUAL_HOURS = [8, 9, 10, 11, 14, 15];
/** With fewer sessions the default hours are used. */
const MIN_SESSIONS = 20;

export interface DayPlanOptions {
  /** For the current day, the moment from which to plan. */
  readonly from?: AskedMoment;
  readonly sessionsToCome: number;
}

/** Maximum number of starts to offer for a number of sessions to come: one more, or none if there are none. */
export function mostOffered(sessionsToCome: number): number {
  return sessionsToCome === 0 ? 0 : sessionsToCome + 1;
}

/** Hours of a day in which this person works and good sessions are expected, in chronological order. */
export function dayPlan(
  view: ProfileView,
  day: EpochDay,
  { from, sessionsToCome }: DayPlanOptions,
): PlannedHour[] {
  const weekday = isoWeekday(day);
  // A day that begins at four ends with the hours after midnight.
  const ofDay = (hour: number) => (hour + 24 - view.cut.dayStartHour) % 24;
  const ahead = workable(view, candidatesOf(view, weekday))
    .filter(({ hour }) => from === undefined || ofDay(hour) >= ofDay(from.wallHour))
    .toSorted((one, other) => ofDay(one.hour) - ofDay(other.hour));
  const chosen = [...ahead]
    .sort((one, other) => other.score - one.score || one.hour - other.hour)
    .slice(0, Math.min(MAX_HOURS, mostOffered(sessionsToCome)));
  return ahead
    .filter((hour) => chosen.includes(hour))
    .map(({ hour, recommended_preset, priority }) => ({ hour, recommended_preset, priority }));
}

/** The usual hours within stated working hours; all of these hours when none of them is usual. */
function workable({ workTimes }: ProfileView, candidates: readonly Candidate[]) {
  const within = candidates.filter(({ hour }) => isWorkingHour(workTimes, hour));
  const usual = within.filter(({ isUsual }) => isUsual);
  return usual.length === 0 && workTimes.workingHours !== null ? within : usual;
}

function candidatesOf(view: ProfileView, weekday: IsoWeekday): readonly Candidate[] {
  const isToday = weekday === isoWeekday(view.asked.day);
  return isToday ? candidatesToday(view) : candidatesLater(view, weekday);
}

const candidatesToday = derivePerProfile("plan@2", (view) =>
  workOutCandidates(view, isoWeekday(view.asked.day)),
);

const candidatesLater = memoizePerProfile(workOutCandidates, (_view, weekday) => weekday);

function workOutCandidates(view: ProfileView, weekday: IsoWeekday): readonly Candidate[] {
  const { asked, profile } = view;
  const { value } = productivityOf(view);
  const cells = heatmapOfWeekday(profile["productivity-analyzer"], { asked }, weekday);
  const best = new Set(value.bestHours.map(({ which }) => which));
  const mean = ratedAverage(value.hours);
  const began = sessionsByHour(profile["productivity-analyzer"]);
  const isUsual = (hour: number) =>
    value.totals.sessions < MIN_SESSIONS
      ? USUAL_HOURS.includes(hour)
      : (began[hour] ?? 0) >= USUAL_SHARE * value.totals.sessions;
  const hard = new Set(value.worstHours.map(({ which }) => which));
  const presets = presetsOfHours(view, weekday);
  const estimate = estimateDay(profile["focus-optimizer"], weekday, asked.day, presets);
  return value.hours.flatMap((_, hour) => {
    if (hard.has(hour)) return [];
    const expected = cells[hour]?.shrunkenMean ?? 0;
    const isRated = best.size > 0 && (value.hours[hour]?.ratings ?? 0) > 0;
    const isAhead = isRated && mean !== undefined && expected >= mean + GOOD_POINTS;
    const candidate: Candidate = {
      hour,
      isUsual: isUsual(hour),
      recommended_preset: presets[hour] ?? DEFAULT_PRESET,
      priority: best.has(hour) || isAhead ? "high" : "medium",
      score: estimate.hours[hour]?.score ?? 0,
    };
    return [candidate];
  });
}
