import { type OwnPresets, presetName } from "../../../domain/preset.ts";
import type { Locale } from "../../../messages/locale.ts";
import { translate } from "../../../messages/translate.ts";
import type { FocusPlan, RankedHour } from "../../../models/focus-optimizer/focus-plan.ts";
import type { HourEstimate } from "../../../models/focus-optimizer/hour-estimates.ts";
import type { ProfileView } from "../../../profiles/profile-service.ts";
import { CZECH_WEEKDAYS_CAPITALISED } from "../../../schemas/czech-weekdays.ts";
import type { OptimalSchedule } from "../../../schemas/optimal-schedule.ts";
import { normalCdf } from "../../../stats/normal-distribution.ts";
import { formatDay } from "../../../time/calendar.ts";
import { clockText, hourText } from "../../answers/clock-text.ts";
import { confidenceOf, dataBasis, round, shownProbability } from "../../answers/data-basis.ts";
import { pauseText } from "../../answers/pause-text.ts";
import { weekdayName } from "../../answers/weekday-name.ts";
import { atNextQuarter, planBasis, type ScheduleFacts } from "./facts.ts";
import type { ScheduleQuestion } from "./question.ts";

/** Half-width of the middle 80 % of a normal distribution, in standard deviations. */
const DEVIATIONS_OF_80 = 1.2816;
/** Means this close, in points, count as correct. */
const CLOSE_POINTS = 10;

/** The hours of a day, and its best feasible plan. */
export function presentSchedule(facts: ScheduleFacts, locale: Locale): OptimalSchedule {
  const { prediction, day, pause, presets } = facts;
  const { value } = prediction;
  const planned = plan(facts);
  const sure = (probability: number) =>
    prediction.status === "ready" ? shownProbability(probability) : 0;
  return {
    date: formatDay(day),
    day_of_week: CZECH_WEEKDAYS_CAPITALISED[value.weekday - 1] ?? CZECH_WEEKDAYS_CAPITALISED[0],
    day_of_week_en: weekdayName(day),
    weekday: weekdayName(day),
    day_of_week_num: value.weekday - 1,
    peak_hours: value.peakHours.map((hour) => ({
      ...hourOf(hour),
      ...presetOf(hour, presets),
      confidence: sure(hour.confidence),
    })),
    avoid_hours: value.avoidHours.map((hour) => ({
      ...hourOf(hour),
      reason: translate(locale, `schedule.reason.${hour.reason}`),
      confidence: sure(hour.confidence),
    })),
    hourly_breakdown: Object.fromEntries(
      value.hours.map((hour) => [String(hour.hour), breakdown(hour, presets)]),
    ),
    optimal_schedule: planned,
    gain_over_usual: gain(value),
    summary: summaryOf(facts, planned),
    confidence: confidenceOf(prediction, pause),
    total_sessions_analyzed: value.ratedSessions,
    recommendation_basis: basisText(facts, locale),
    data: dataBasis(prediction, pause),
  };
}

function basisText({ prediction, pause, today }: ScheduleFacts, locale: Locale): string {
  if (pause !== null) return pauseText(pause, today, locale);
  const basis = prediction.status === "ready" ? "schedule.basis.own" : "schedule.basis.general";
  return translate(locale, basis, { sessions: prediction.value.ratedSessions });
}

/** Everything but the profile that a plan depends on. */
export function scheduleKey(view: ProfileView, question: ScheduleQuestion, locale: Locale): string {
  return JSON.stringify([atNextQuarter(view.asked), planBasis(view, question), question, locale]);
}

function hourOf(hour: HourEstimate) {
  return {
    hour: hour.hour,
    time: hourText(hour.hour),
    expected_productivity: round(hour.expected, 1),
    score: round(Math.min(100, hour.score), 1),
    session_count: hour.ratedSessions,
    data_source: hour.meanRating === null ? ("default" as const) : ("historical" as const),
  };
}

function presetOf(hour: HourEstimate, presets: OwnPresets) {
  return {
    recommended_preset: hour.presetId,
    preset_name: presetName(hour.presetId, presets),
    preset_rating: roundOrNull(hour.presetRating),
  };
}

function breakdown(
  hour: HourEstimate,
  presets: OwnPresets,
): NonNullable<OptimalSchedule["hourly_breakdown"][string]> {
  const isKnown = hour.ratedSessions > 0;
  return {
    ...hourOf(hour),
    ...presetOf(hour, presets),
    expected_productivity: isKnown ? round(hour.expected, 1) : null,
    preset_rating: isKnown ? roundOrNull(hour.presetRating) : null,
    productivity: roundOrNull(hour.meanRating),
    completion_rate:
      isKnown && hour.completionRate !== null ? round(100 * hour.completionRate, 1) : null,
    confidence: isKnown ? shownProbability(2 * normalCdf(CLOSE_POINTS / hour.sd) - 1) : 0,
  };
}

function plan({ prediction, presets }: ScheduleFacts): OptimalSchedule["optimal_schedule"] {
  const { sessions } = prediction.value;
  const sum = (minutes: (session: FocusPlan["sessions"][number]) => number) =>
    sessions.reduce((total, session) => total + minutes(session), 0);
  const work = sum(({ workMinutes }) => workMinutes);
  const rest = sum(({ breakMinutes }) => breakMinutes);
  const mean = sessions.length === 0 ? 0 : sum(({ expected }) => expected) / sessions.length;
  return {
    sessions: sessions.map((session, index) => ({
      slot: index + 1,
      hour: session.hour,
      time: clockText(session.startMinute),
      end_time: clockText(session.endMinute),
      preset: session.presetId,
      preset_name: presetName(session.presetId, presets),
      work_minutes: session.workMinutes,
      break_minutes: session.breakMinutes,
      expected_productivity: round(session.expected, 1),
      confidence: prediction.status === "ready" ? shownProbability(session.confidence) : 0,
    })),
    total_work_minutes: work,
    total_break_minutes: rest,
    total_time_minutes: work + rest,
    avg_expected_productivity: round(mean, 1),
    sessions_count: sessions.length,
  };
}

function gain({ gain: over }: FocusPlan): OptimalSchedule["gain_over_usual"] {
  if (over === null) return null;
  const margin = DEVIATIONS_OF_80 * over.standardError;
  return {
    points: round(over.points, 1),
    interval: {
      lower: round(over.points - margin, 1),
      upper: round(over.points + margin, 1),
      probability: 0.8,
    },
  };
}

function summaryOf(
  { prediction: { value }, requestedSessions, toCome }: ScheduleFacts,
  planned: OptimalSchedule["optimal_schedule"],
): OptimalSchedule["summary"] {
  const { fromHour, toHour } = value.bestBlock;
  return {
    best_time_range: `${hourText(fromHour)} - ${hourText(toHour)}`,
    recommended_break_times: breakHours(value),
    recommended_sessions: planned.sessions_count,
    requested_sessions: requestedSessions,
    sessions_to_come: toCome,
    total_work_minutes: planned.total_work_minutes,
    total_break_minutes: planned.total_break_minutes,
    total_time_minutes: planned.total_time_minutes,
    expected_avg_productivity: planned.avg_expected_productivity,
  };
}

/** The two worst hours. An hour with a planned session is included only when there are no others. */
function breakHours({ avoidHours, sessions }: FocusPlan): number[] {
  const planned = new Set(sessions.map(({ hour }) => hour));
  const isFree = ({ hour }: RankedHour) => !planned.has(hour);
  const inOrder = [...avoidHours.filter(isFree), ...avoidHours.filter((hour) => !isFree(hour))];
  return inOrder.slice(0, 2).map(({ hour }) => hour);
}

function roundOrNull(value: number | null): number | null {
  return value === null ? null : round(value, 1);
}
