import type { Locale } from "../../messages/locale.ts";
import type { ProfileReader } from "../../profiles/profile-service.ts";
import type { WellnessRepository } from "../../repositories/wellness-repository.ts";
import type { BurnoutRisk } from "../../schemas/burnout-risk.ts";
import type { AnomalyReportBody } from "../../schemas/detect-anomalies.ts";
import type { OptimalSchedule, ScheduleQuery } from "../../schemas/optimal-schedule.ts";
import type {
  QualityAnswer,
  QualityBody,
  QualityQueryString,
} from "../../schemas/predict-quality.ts";
import { memoizePerProfile } from "../answers/memoize-per-profile.ts";
import type { OnDetectorFailure } from "./anomalies/facts.ts";
import { anomalyReports } from "./anomalies/present.ts";
import { burnoutRiskOf } from "./load/present.ts";
import { qualityFacts } from "./quality/facts.ts";
import { presentQuality } from "./quality/present.ts";
import { readQualityQuestion } from "./quality/question.ts";
import { todaysCheckin } from "./quality/todays-checkin.ts";
import { scheduleFacts } from "./schedule/facts.ts";
import { presentSchedule, scheduleKey } from "./schedule/present.ts";
import { readScheduleQuestion, type ScheduleQuestion } from "./schedule/question.ts";

/** Signals about one person's recent days and next hours. */
export interface SignalService {
  /** Differences of the last days from the usual. */
  anomalies(userId: string, locale: Locale): Promise<AnomalyReportBody>;
  /** Load of the last days. */
  burnoutRisk(userId: string, locale: Locale): Promise<BurnoutRisk>;
  /**
   * When to work on a day.
   * @throws ServiceError validation_failed for unreadable times
   */
  optimalSchedule(userId: string, query: ScheduleQuery, locale: Locale): Promise<OptimalSchedule>;
  /** Expected quality of a session; values of the body have precedence over the query's. */
  sessionQuality(
    userId: string,
    asked: { readonly query: QualityQueryString; readonly body?: QualityBody },
    locale: Locale,
  ): Promise<QualityAnswer>;
}

export interface SignalServiceParts {
  readonly profiles: ProfileReader;
  readonly wellness: Pick<WellnessRepository, "find">;
  readonly onDetectorFailure: OnDetectorFailure;
}

export function createSignalService(parts: SignalServiceParts): SignalService {
  const { profiles } = parts;
  const checkinOf = todaysCheckin(parts.wellness);
  const scheduleOf = memoizePerProfile(
    (view, question: ScheduleQuestion, locale: Locale) =>
      presentSchedule(scheduleFacts(view, question), locale),
    scheduleKey,
  );
  const anomaliesOf = anomalyReports(parts.onDetectorFailure);

  return {
    anomalies: async (userId, locale) => anomaliesOf(await profiles.now(userId), locale),
    burnoutRisk: async (userId, locale) => burnoutRiskOf(await profiles.now(userId), locale),
    async optimalSchedule(userId, query, locale) {
      const question = readScheduleQuestion(query);
      return scheduleOf(await profiles.now(userId), question, locale);
    },
    async sessionQuality(userId, { query, body }, locale) {
      const question = readQualityQuestion(query, body);
      const view = await profiles.now(userId);
      const checkin = question.wellness === null ? await checkinOf(view) : null;
      const facts = qualityFacts(view, question, checkin);
      return presentQuality(facts, { view, locale });
    },
  };
}
