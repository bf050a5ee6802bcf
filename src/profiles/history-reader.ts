import type { SessionRepository } from "../repositories/session-repository.ts";
import type { WellnessRepository } from "../repositories/wellness-repository.ts";
import { type EpochDay, FIRST_DAY, LAST_DAY } from "../time/calendar.ts";
import type { DayCut } from "../time/local-day.ts";
import { DATE_MARGIN_DAYS, type DayOfSessions, sessionsByDay } from "./replay.ts";

/** One user's history as the models learn it: day by day, sessions in order, wellness beside them. */
export interface HistoryReader {
  /**
   * @param cut how days are cut; in its zone times without an offset are read
   * @param fromDay the first day wanted; everything when absent. Some earlier sessions may come too
   * @param toDay the last day wanted; later ones may come too
   */
  days(
    userId: string,
    cut: DayCut,
    fromDay: EpochDay | undefined,
    toDay: EpochDay,
  ): AsyncIterable<DayOfSessions>;
  /** Whether sessions are stored that `days` up to this day does not reach. */
  hasLater(userId: string, toDay: EpochDay): Promise<boolean>;
}

export function createHistoryReader(
  sessions: SessionRepository,
  wellness: WellnessRepository,
): HistoryReader {
  return {
    hasLater: (userId, toDay) => sessions.hasAfter(userId, toDay + DATE_MARGIN_DAYS),
    async *days(userId, cut, fromDay, toDay) {
      // Beyond these a day cannot be written.
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
