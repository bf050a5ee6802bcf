import type { ScheduleAnalysis, ScheduleAnalysisQuery } from "../../../schemas/ai-signals.ts";
import type { OptimalSchedule } from "../../../schemas/optimal-schedule.ts";
import { isoWeekday, parseDay } from "../../../time/calendar.ts";
import { nameOfWeekday } from "../../answers/weekday-name.ts";
import { mostOffered } from "../../predictions/day-plan.ts";
import { HOUR_MS } from "../capability.ts";
import { points } from "../drafting/amount.ts";
import { defineCapability } from "../drafting/define-capability.ts";
import type { TextDraft } from "../drafting/text-draft.ts";
import type { Worded } from "../worded.ts";

export interface ScheduleWish {
  readonly sessions: number;
  readonly day: string;
}

/** Default number of sessions. */
const USUAL_SESSIONS = 6;
/** Maximum number of sessions in a plan. */
const MAX_SESSIONS = 12;
/** A break from this length on is called long. */
const LONG_BREAK_MINUTES = 15;
/** Maximum number of hours to avoid. */
const MAX_AVOIDED = 3;

export function readScheduleWish({ sessions, day }: ScheduleAnalysisQuery): ScheduleWish {
  const wished = /^[+-]?\d+$/.test(sessions?.trim() ?? "") ? Number(sessions) : USUAL_SESSIONS;
  const date = parseDay(day?.trim() ?? "");
  return {
    sessions: Math.min(MAX_SESSIONS, Math.max(1, wished)),
    day: date === undefined ? (day ?? "today") : nameOfWeekday(isoWeekday(date)),
  };
}

/** Describes when to work on a day. */
export const optimalSchedule = defineCapability<ScheduleWish, Worded<ScheduleAnalysis>>({
  name: "optimal_schedule",
  deadlineMs: 30_000,
  ttlMs: 4 * HOUR_MS,
  fixedFor: "facts",
  parameters: ({ sessions }) => ({ sessions }),
  asked: ({ day }) => ({ day: day.slice(0, 120) }),
  compose(person, draft, { sessions, day }) {
    const plan = person.schedule(sessions, day);
    const planned = plan.optimal_schedule.sessions;
    const target = parseDay(plan.date) ?? person.day;
    const { recommended_theme: theme } = person.theme(target);
    if (theme !== null) draft.category(theme);
    const reasons = planned.map((slot, index) =>
      plan.data.status === "ready"
        ? draft.say(`slot_${index + 1}`, 160, "ai.schedule.reason", {
            rating: points(Math.round(slot.expected_productivity)),
          })
        : draft.say(`slot_${index + 1}`, 160, "ai.briefing.slot.reason.unknown"),
    );
    const breaks = {
      short: draft.say("break_short", 120, "ai.schedule.break.short"),
      long: draft.say("break_long", 120, "ai.schedule.break.long"),
    };
    const avoided = plan.avoid_hours.slice(0, MAX_AVOIDED).map((hour, index) => ({
      hour,
      reason: draft.repeat(`avoid_${index + 1}`, 200, hour.reason),
    }));
    const basis = draft.repeat("basis", 240, plan.recommendation_basis);
    const full = planned.length < sessions ? sayFewer(draft, plan.summary) : undefined;
    const expected = planned.map(({ expected_productivity }) => expected_productivity);
    const mean = plan.optimal_schedule.avg_expected_productivity;
    return (text) => ({
      optimal_schedule: planned.map((slot, index) => ({
        time_slot: `${slot.time}-${slot.end_time}`,
        recommended_preset: slot.preset,
        recommended_category: theme,
        expected_productivity: slot.expected_productivity,
        reason: text(reasons[index] ?? "slot_1"),
      })),
      breaks_recommended: planned.slice(0, -1).map((slot, index) => {
        const type = slot.break_minutes >= LONG_BREAK_MINUTES ? "long" : "short";
        return {
          after_session: index + 1,
          duration: slot.break_minutes,
          type,
          activity: text(breaks[type]),
        };
      }),
      avoid_windows: avoided.map(({ hour, reason }) => ({ time: hour.time, reason: text(reason) })),
      productivity_forecast: {
        expected_total_productivity: mean,
        best_case: expected.length === 0 ? 0 : Math.max(...expected),
        worst_case: expected.length === 0 ? 0 : Math.min(...expected),
        confidence: plan.confidence,
      },
      personalized_insights: [text(basis), ...(full === undefined ? [] : [text(full)])],
      for_day: plan.day_of_week_en,
      confidence: plan.confidence,
    });
  },
});

/** Reason why fewer sessions are planned than requested. */
function sayFewer(draft: TextDraft, summary: OptimalSchedule["summary"]): string {
  const isFull = summary.recommended_sessions < mostOffered(summary.sessions_to_come);
  return draft.say("full", 160, `ai.schedule.${isFull ? "full" : "few"}`);
}
