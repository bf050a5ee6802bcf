import type { QualityQuery } from "../../../../src/models/quality-predictor/quality-query.ts";
import type { WellnessAnswer } from "../../../../src/models/quality-predictor/wellness.ts";
import { DATA_SET_G_TODAY } from "../../../support/data-set-g.ts";

/** A question on the worked examples' day at 10:30; what is not given is left open. */
export function qualityQuery(given: Partial<QualityQuery> = {}): QualityQuery {
  return {
    asked: { day: DATA_SET_G_TODAY, minute: 630, wallHour: 10 },
    hour: null,
    weekday: null,
    preset: "deep_work",
    category: null,
    sessionsToday: null,
    minutesSinceLast: null,
    wellness: null,
    ...given,
  };
}

export function wellnessAnswer(given: Partial<WellnessAnswer>): WellnessAnswer {
  return {
    sleepQuality: null,
    energyLevel: null,
    mood: null,
    stressLevel: null,
    motivation: null,
    focusAbility: null,
    overallWellness: null,
    ...given,
  };
}
