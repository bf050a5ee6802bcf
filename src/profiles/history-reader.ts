import type { SessionRepository } from "../repositories/session-repository.ts";
import type { WellnessRepository } from "../repositories/wellness-repository.ts";
import { type EpochDay, FIRST_DAY, LAST_DAY } from "../time/calendar.ts";
import type { DayCut } from "../time/local-day.ts";
import { DATE_MARGIN_DAYS, type DayOfSessions, sessionsByDay } from "./replay.ts";

/** One user's history as the models learn it: day by day, with sessions in order and wellness. */
export interface HistoryReader {
  /**
   * @param cut the day cut; its zone applies to times without an offset
   * @param fromDay the first requested day; the whole history when absent. Earlier sessions may be included
   * @param toDay the last requested day. Later days may be included
   */
  days(
    userId: string,
    cut: DayCut,
    fromDay: EpochDay | undefined,
    toDay: EpochDay,
  ): AsyncIterable<DayOfSessions>;
  /** Whether there are stored sessions beyond the reach of `days` up to this day. */
  hasLater(userId: string, toDay: EpochDay): Promise<boolean>;
}

export function createHistoryReader(
  sessions: SessionRepository,
  wellness: WellnessRepository,
): HistoryReader {
  return {
    hasLater: (userId, toDay) => sessions.hasAfter(userId, toDay + DATE_MARGIN_DAYS),
    async *days(userId, cut, fromDay, toDay) {
      // The database cannot represent days beyond these.
      const first = Math.max(FIRST_DAY, (fromDay ?? FIRST_DAY) - DATE_MARGIN_DAYS);
      const last = Math.min(LAST_DAY, toDay + DATE_MARGIN_DAYS);
      const checkins = await wellness.list(userId, first, last);
      const overall = new Map(checkins.map((checkin) => [checkin.day, checkin.overall]));
      const range = fromDay === undefined ? { toDay: last } : { fromDay: fromDay, toDay: last };
      const rows = sessions.streamForLearning(userId, range, cut.zone);
      yield* sessionsByDay(rows, cut, (day) => overall.get(day) ?? null);
    },
  };
}
