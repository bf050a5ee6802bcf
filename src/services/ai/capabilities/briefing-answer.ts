import type { AchievementFocus } from "../../../schemas/achievements.ts";
import type { MorningBriefing } from "../../../schemas/ai-day.ts";
import type { BurnoutRisk } from "../../../schemas/burnout-risk.ts";
import { type EpochDay, formatDay } from "../../../time/calendar.ts";
import type { TextOf } from "../capability.ts";
import type { WrittenTexts } from "../text-request.ts";
import type { Worded } from "../worded.ts";
import { type BriefingFacts, WELLBEING } from "./briefing-facts.ts";
import type { BriefingTexts } from "./briefing-texts.ts";

export interface BriefingDay {
  readonly day: EpochDay;
  readonly facts: BriefingFacts;
  readonly texts: BriefingTexts;
  readonly achievement: AchievementFocus;
}

/** The briefing of a day, from its facts and its final texts. */
export function presentBriefing(
  { day, facts, texts, achievement }: BriefingDay,
  text: TextOf,
  source: WrittenTexts["source"],
): Worded<MorningBriefing> {
  const { forecast, yesterday, plan, load, recommendation } = facts;
  const { challenge, keys, slots, notes, risks } = texts;
  const highlight = text(keys.yesterday);
  const observation = observed(keys).map(text).join(" ");
  return {
    date: formatDay(day),
    greeting: text(keys.greeting),
    yesterday_summary: source === "template" ? highlight : { ...yesterday, highlight },
    yesterday,
    today_prediction: {
      expected_sessions: forecast.predicted_sessions,
      expected_productivity: forecast.predicted_productivity,
      confidence: forecast.confidence,
      reasoning: `${text(keys.today)} ${text(keys.productivity)}`,
    },
    optimal_schedule: slots.map(({ slot, activity, reason }) => ({
      time: slot.time,
      duration: slot.work_minutes,
      preset: slot.preset,
      activity: text(activity),
      reason: text(reason),
    })),
    daily_challenge: challenge.present(text),
    wellness_micro_action: {
      action: text(keys.action),
      reason: text(keys.actionReason),
      when: text(keys.actionWhen),
    },
    risk_factors_detected: risks.map(({ factor, impact }) => ({
      factor: factor.factor,
      level: factor.severity,
      value: factor.value,
      impact: text(impact),
    })),
    wellbeing_check: {
      status: WELLBEING[load.risk_level],
      observation,
      suggestion: text(keys.suggestion),
      rest_day_consideration: suggestsRest(load),
    },
    motivation: {
      message: text(keys.motivation),
      achievement_progress: {
        name: achievement.name,
        progress: achievement.progress,
        target: achievement.target,
      },
    },
    notes_insights: notes.map(text),
    insights: spoken(keys).map(text).slice(0, 7),
    using_preset_recommender: source === "template",
    recommendation: text(keys.plan),
    prediction: {
      predicted_sessions: forecast.predicted_sessions,
      productivity_prediction: Math.round(forecast.predicted_productivity),
      best_hours: plan.summary.best_time_range,
    },
    wellbeing: `${observation} ${text(keys.suggestion)}`,
    recommended_preset: recommendation.recommended_preset,
    confidence: recommendation.confidence,
  };
}

/** Follows the advice of the load signal. */
function suggestsRest({ risk_level, risk_factors }: BurnoutRisk): boolean {
  const isHigh = risk_level === "high" || risk_level === "critical";
  return isHigh || risk_factors.some(({ factor }) => factor === "continuous_days");
}

/** Observations about the last days, and the person's own check-in of this one. */
function observed({ observation, checkin }: BriefingTexts["keys"]): string[] {
  return [observation, ...(checkin === undefined ? [] : [checkin])];
}

/** Complete text of the briefing, for reading aloud. */
function spoken(keys: BriefingTexts["keys"]): string[] {
  return [
    keys.greeting,
    keys.yesterday,
    keys.today,
    keys.plan,
    ...(keys.theme === undefined ? [] : [keys.theme]),
    ...(keys.run === undefined ? [] : [keys.run]),
    keys.observation,
  ];
}
