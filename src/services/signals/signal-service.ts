import type { Locale } from "../../messages/locale.ts";
import type { ProfileService } from "../../profiles/profile-service.ts";
import type { WellnessRepository } from "../../repositories/wellness-repository.ts";
import type { BurnoutRisk } from "../../schemas/burnout-risk.ts";
import type { AnomalyReportBody } from "../../schemas/detect-anomalies.ts";
import type { OptimalSchedule, ScheduleQuery } from "../../schemas/optimal-schedule.ts";
import type {
  QualityAnswer,
  QualityBody,
  QualityQueryString,
} from "../../schemas/predict-quality.ts";
import { presentAnswers } from "../answers/per-profile.ts";
import { then } from "../answers/then.ts";
import type { OnDetectorFailure } from "./anomalies/facts.ts";
import { anomalyReports } from "./anomalies/present.ts";
import { burnoutRiskOf } from "./load/present.ts";
import { qualityFacts } from "./quality/facts.ts";
import { presentQuality } from "./quality/present.ts";
import { readQualityQuestion } from "./quality/question.ts";
import { todaysCheckin } from "./quality/todays-checkin.ts";
import { scheduleFacts } from "./schedule/facts.ts";
import { presentSchedule, scheduleKey } from "./schedule/present.ts";
import { readScheduleQuestion } from "./schedule/question.ts";

/** At once when the profile is in memory. */
type Answer<Body> = Body | Promise<Body>;

/** What the recent days and the next hours look like for one person. */
export interface SignalService {
  /** What in the last days differs from the usual. */
  anomalies(userId: string, locale: Locale): Answer<AnomalyReportBody>;
  /** How heavy the last days are. */
  burnoutRisk(userId: string, locale: Locale): Answer<BurnoutRisk>;
  /**
   * When to work on a day.
   * @throws ServiceError validation_failed for times that cannot be read
   */
  optimalSchedule(userId: string, query: ScheduleQuery, locale: Locale): Answer<OptimalSchedule>;
  /** How well a session is likely to go; the body's values come before the query's. */
  sessionQuality(
    userId: string,
    asked: { readonly query: QualityQueryString; readonly body?: QualityBody },
    locale: Locale,
  ): Answer<QualityAnswer>;
}

export interface SignalServiceParts {
  readonly profiles: ProfileService;
  readonly wellness: Pick<WellnessRepository, "find">;
  readonly onDetectorFailure: OnDetectorFailure;
}

export function createSignalService(parts: SignalServiceParts): SignalService {
  const { profiles } = parts;
  const checkinOf = todaysCheckin(parts.wellness);
  const schedules = presentAnswers<OptimalSchedule>();
  const anomaliesOf = anomalyReports(parts.onDetectorFailure);

  return {
    anomalies: (userId, locale) =>
      then(profiles.now(userId), (view) => anomaliesOf(view, locale, profiles.cutOf(userId))),
    burnoutRisk: (userId, locale) =>
      then(profiles.now(userId), (view) => burnoutRiskOf(view, locale)),
    optimalSchedule(userId, query, locale) {
      const question = readScheduleQuestion(query);
      return then(profiles.now(userId), (view) =>
        schedules(view, scheduleKey(view, question, locale), () =>
          presentSchedule(scheduleFacts(view, question), locale),
        ),
      );
    },
    sessionQuality(userId, { query, body }, locale) {
      const question = readQualityQuestion(query, body);
      const cut = profiles.cutOf(userId);
      return then(profiles.now(userId), (view) =>
        then(question.wellness === null ? checkinOf(view) : null, (checkin) =>
          presentQuality(qualityFacts(view, question, checkin, cut.dayStartHour), {
            view,
            locale,
            cut,
          }),
        ),
      );
    },
  };
}
