import type { SessionRepository } from "../repositories/session-repository.ts";
import type { WellnessRepository } from "../repositories/wellness-repository.ts";
import type { EpochDay } from "../time/calendar.ts";
import type { DayCut } from "../time/local-day.ts";
import { DATE_MARGIN_DAYS, type DayOfSessions, sessionsByDay } from "./replay.ts";

/** One user's history as the models learn it: day by day, sessions in order, wellness beside them. */
export interface HistoryReader {
  /**
   * @param fromDay the first day wanted; everything when absent. Some earlier sessions may come too
   * @param toDay the last day wanted; later ones may come too
   */
  days(
    userId: string,
    fromDay: EpochDay | undefined,
    toDay: EpochDay,
  ): AsyncIterable<DayOfSessions>;
}

export function createHistoryReader(
  sessions: SessionRepository,
  wellness: WellnessRepository,
  cutOf: (userId: string) => DayCut,
): HistoryReader {
  return {
    async *days(userId, fromDay, toDay) {
      const first = fromDay === undefined ? undefined : fromDay - DATE_MARGIN_DAYS;
      const last = toDay + DATE_MARGIN_DAYS;
      const checkins = await wellness.list(userId, first ?? EARLIEST_DAY, last);
      const overall = new Map(checkins.map((checkin) => [checkin.day, checkin.overall]));
      const range = fromDay === undefined ? { toDay: last } : { fromDay: fromDay, toDay: last };
      const rows = sessions.streamForLearning(userId, range);
      yield* sessionsByDay(rows, cutOf(userId), (day) => overall.get(day) ?? null);
    },
  };
}

/** 0001-01-01: no stored date is earlier. */
const EARLIEST_DAY = -719_162;
