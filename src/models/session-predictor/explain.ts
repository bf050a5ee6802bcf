import { meanOf } from "../../stats/pmf.ts";
import { isoWeekday } from "../../time/calendar.ts";
import { isAbsent, NO_STATED_DAYS, type StatedDays } from "../../time/stated-days.ts";
import type { AskedMoment, Explanation, Factor } from "../model.ts";
import { type Activity, activityInto, withMomentum } from "./activity.ts";
import { forecastCounts, newCountForecast } from "./count-forecast.ts";
import { DAYS_PER_WEEK, dayAhead } from "./day-ahead.ts";
import { pmfOf } from "./forecast.ts";
import { levelOf, meanBeyondFirst, surpriseFactor, weekdayFactor } from "./level.ts";
import { outlookOf } from "./outlook.ts";
import { LARGEST_COUNT } from "./parameters.ts";
import type { SessionPredictorState } from "./state.ts";

const forecast = newCountForecast();
const activity: Activity = { quick: 0, slow: 0, mixed: 0 };

/**
 * Codes of the factors in the order in which they are added to the baseline. The last two apply to later days, and to
 * days of a stated absence.
 */
export const FACTOR_CODES = [
  "sessions.weekday",
  "sessions.momentum",
  "sessions.absence",
  "sessions.similar_days",
  "sessions.done_so_far",
  "sessions.rest_of_day",
  "sessions.today",
  "sessions.stated_absence",
] as const;

/**
 * Explains the mean of a day. The baseline is an average day of this person. Each factor is the change of the mean when
 * it was added to the forecast, so the baseline and the factors sum to the mean exactly.
 */
export function explainDay(
  state: SessionPredictorState,
  asked: AskedMoment,
  day: number,
  stated: StatedDays = NO_STATED_DAYS,
): Explanation {
  const usual = explainUsual(state, asked, day, stated);
  if (!isAbsent(stated, day)) return usual;
  const done = day === asked.day ? outlookOf(state, asked).done : 0;
  return addUp(usual.baseline, [...usual.factors, reason(7, done - usual.total, { done })]);
}

function explainUsual(
  state: SessionPredictorState,
  asked: AskedMoment,
  day: number,
  stated: StatedDays,
): Explanation {
  const ahead = day - asked.day;
  const weekday = isoWeekday(day) - 1;
  forecastCounts(state, weekday, ahead, forecast);
  const { level, presence } = forecast;
  const typical = level * forecast.factor;
  const usual = forecast.activity.mixed;
  const baseline = averageDay(state);
  const byWeekday = usual * (1 + meanBeyondFirst(typical));
  const moved = withMomentum(state, usual, ahead);
  const byMomentum = moved * (1 + meanBeyondFirst(typical * surpriseFactor(state, ahead)));
  const byPresence = presence.present * byMomentum;
  const before = meanOf(dayAhead(state, day, ahead).pmf);
  const factors: Factor[] = [
    reason(0, byWeekday - baseline, { weekday: weekday + 1, active_probability: usual }),
    reason(1, byMomentum - byWeekday, { level, active_probability: moved }),
    reason(2, byPresence - byMomentum, { present_probability: presence.present }),
    reason(3, before - byPresence, {}),
  ];
  const today = outlookOf(state, asked);
  if (ahead > 0) {
    factors.push(
      reason(6, meanOf(pmfOf(state, today, day, stated)) - before, { done: today.done }),
    );
    return addUp(baseline, factors);
  }
  const expected = today.usuallyDone * before;
  const mean = meanOf(today.pmf) + Math.max(0, today.done - LARGEST_COUNT);
  const rest = mean - today.done;
  factors.push(
    reason(4, today.done - expected, { done: today.done, expected }),
    reason(5, rest - (before - expected), { rest, usually_done: today.usuallyDone }),
  );
  return addUp(baseline, factors);
}

/** Explains seven days: each factor is summed over them. */
export function explainWeek(
  state: SessionPredictorState,
  asked: AskedMoment,
  start: number,
  stated: StatedDays = NO_STATED_DAYS,
): Explanation {
  let baseline = 0;
  const sums = new Map<string, number>();
  for (let next = 0; next < DAYS_PER_WEEK; next++) {
    const day = explainDay(state, asked, start + next, stated);
    baseline += day.baseline;
    for (const { code, contribution } of day.factors) {
      sums.set(code, (sums.get(code) ?? 0) + contribution);
    }
  }
  const factors = [...sums].map(([code, contribution]) => ({ code, contribution, parameters: {} }));
  return addUp(baseline, factors);
}

function reason(
  index: number,
  contribution: number,
  parameters: Readonly<Record<string, number>>,
): Factor {
  return { code: FACTOR_CODES[index] ?? "", contribution, parameters };
}

function addUp(baseline: number, factors: readonly Factor[]): Explanation {
  const total = factors.reduce((sum, factor) => sum + factor.contribution, baseline);
  return { baseline, total, factors };
}

/** Sessions on an average day of a week of full presence. */
function averageDay(state: SessionPredictorState): number {
  const level = levelOf(state);
  let sum = 0;
  for (let weekday = 0; weekday < DAYS_PER_WEEK; weekday++) {
    activityInto(state, weekday, activity);
    sum += activity.mixed * (1 + meanBeyondFirst(level * weekdayFactor(state, weekday, level)));
  }
  return sum / DAYS_PER_WEEK;
}
