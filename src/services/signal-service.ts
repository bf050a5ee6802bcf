import type { Locale } from "../messages/locale.ts";
import type { WellnessRepository } from "../repositories/wellness-repository.ts";
import type { OptimalSchedule, ScheduleQuery } from "../schemas/optimal-schedule.ts";
import type { QualityAnswer, QualityBody, QualityQueryString } from "../schemas/predict-quality.ts";
import { then } from "./answers/then.ts";
import type { ProfileService } from "./profile-service.ts";
import { optimalScheduleOf } from "./signals/optimal-schedule.ts";
import { readQualityQuestion } from "./signals/quality-question.ts";
import { readScheduleQuestion } from "./signals/schedule-question.ts";
import { sessionQualityOf } from "./signals/session-quality.ts";
import { todaysCheckin } from "./signals/todays-checkin.ts";

/** At once when the profile is in memory. */
type Answer<Body> = Body | Promise<Body>;

/** What the recent days and the next hours look like for one person. */
export interface SignalService {
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
}

export function createSignalService({ profiles, wellness }: SignalServiceParts): SignalService {
  const checkinOf = todaysCheckin(wellness);

  return {
    optimalSchedule(userId, query, locale) {
      const question = readScheduleQuestion(query);
      return then(profiles.now(userId), (view) => optimalScheduleOf(view, question, locale));
    },
    sessionQuality(userId, { query, body }, locale) {
      const question = readQualityQuestion(query, body);
      const wording = { locale, cut: profiles.cutOf(userId) };
      return then(profiles.now(userId), (view) =>
        question.wellness === null
          ? then(checkinOf(view), (checkin) => sessionQualityOf(view, question, checkin, wording))
          : sessionQualityOf(view, question, null, wording),
      );
    },
  };
}
