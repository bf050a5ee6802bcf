import { presetMeant } from "../../../domain/preset.ts";
import type { AskedMoment, Prediction } from "../../../models/model.ts";
import {
  type QualityForecast,
  qualityPredictor,
} from "../../../models/quality-predictor/quality-predictor.ts";
import type { QualityQuery } from "../../../models/quality-predictor/quality-query.ts";
import type { WellnessAnswer } from "../../../models/quality-predictor/wellness.ts";
import type { ProfileView } from "../../../profiles/profile-service.ts";
import { isoWeekday, MINUTES_PER_DAY } from "../../../time/calendar.ts";
import { type Pause, pauseOf } from "../../answers/pause.ts";
import type { QualityQuestion } from "./question.ts";

/** Expected quality of a session in a situation. */
export interface QualityFacts {
  readonly prediction: Prediction<QualityForecast>;
  /** Source of the wellness used; null without any. */
  readonly wellnessSource: "request" | "checkin" | null;
  readonly pause: Pause | null;
}

/** @param checkin today's; used when the question has no wellness */
export function qualityFacts(
  view: ProfileView,
  question: QualityQuestion,
  checkin: WellnessAnswer | null,
): QualityFacts {
  const prediction = qualityPredictor.predict(
    view.profile["quality-predictor"],
    qualityQueryOf(view, question, checkin),
  );
  const source = question.wellness === null ? "checkin" : "request";
  return {
    prediction,
    wellnessSource: prediction.value.context.wellness === null ? null : source,
    pause: pauseOf(view),
  };
}

/** The model's query. Today's stored check-in is used when the request has none. */
export function qualityQueryOf(
  view: ProfileView,
  question: QualityQuestion,
  checkin: WellnessAnswer | null,
): QualityQuery {
  const isToday = question.weekday === null || question.weekday === isoWeekday(view.asked.day);
  return {
    ...question,
    preset: question.preset ?? presetMeant(view.presets),
    asked: momentOfStart(view, question),
    wellness: question.wellness ?? (isToday ? checkin : null),
  };
}

/** Moment of the start: a session that begins later today has a longer rest before it. */
function momentOfStart({ asked, cut }: ProfileView, question: QualityQuestion): AskedMoment {
  if (question.hour === null || question.hour === asked.wallHour) return asked;
  const minute = ((question.hour - cut.dayStartHour + 24) * 60) % MINUTES_PER_DAY;
  return { ...asked, minute: Math.max(asked.minute, minute) };
}
