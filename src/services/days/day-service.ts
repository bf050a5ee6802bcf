import { validationError } from "../../errors.ts";
import { RING_DAYS } from "../../models/history-aggregates/state.ts";
import type { LearnedSession } from "../../models/model.ts";
import type { Clock, People } from "../../ports.ts";
import type { HistoryReader } from "../../profiles/history-reader.ts";
import type { ProfileReader } from "../../profiles/profile-service.ts";
import type { SessionLength } from "../../repositories/session-reads.ts";
import type { SessionRepository } from "../../repositories/session-repository.ts";
import {
  type DayList,
  type DaySummary,
  type DaysQuery,
  MAX_DAYS_AT_ONCE,
} from "../../schemas/days.ts";
import { coveredMinutes } from "../../stats/covered-minutes.ts";
import { slotOf } from "../../stats/day-ring.ts";
import {
  type EpochDay,
  FIRST_DAY,
  formatDay,
  MINUTES_PER_DAY,
  parseDay,
} from "../../time/calendar.ts";
import { dayMomentAt } from "../../time/local-day.ts";
import { round } from "../answers/data-basis.ts";

/** Number of days before `to` when `from` is absent. */
const USUAL_DAYS_BEFORE = 29;

export interface DayService {
  /**
   * Sessions of each day in a range.
   * @throws ServiceError validation_failed naming `from` or `to`
   */
  list(userId: string, query: DaysQuery): Promise<DayList>;
  /**
   * Completed sessions of each day up to today, from the learned state; no history is read.
   * @param from at most a leap year ago; an earlier day is clamped
   */
  completed(userId: string, from: EpochDay): Promise<readonly CompletedDay[]>;
  /** Completed sessions by length, from a day on. */
  lengths(userId: string, from: EpochDay): Promise<readonly SessionLength[]>;
}

export type { SessionLength };

export type CompletedDay = Pick<DaySummary, "date" | "completed">;

export interface DayServiceParts {
  readonly sessions: Pick<SessionRepository, "lengths">;
  readonly history: HistoryReader;
  readonly profiles: ProfileReader;
  readonly clock: Clock;
  readonly people: Pick<People, "current">;
}

export function createDayService({
  sessions,
  history,
  profiles,
  clock,
  people,
}: DayServiceParts): DayService {
  return {
    async list(userId, query) {
      const { cut } = await people.current(userId);
      const to = dayOf(query.to, "to") ?? dayMomentAt(clock.now(), cut).day;
      const from = dayOf(query.from, "from") ?? Math.max(FIRST_DAY, to - USUAL_DAYS_BEFORE);
      if (from > to) {
        throw validationError([{ field: "to", code: "order", params: { first: "from" } }]);
      }
      if (to - from >= MAX_DAYS_AT_ONCE) {
        const params = { limit: MAX_DAYS_AT_ONCE };
        throw validationError([{ field: "from", code: "max_range", params }]);
      }
      const known = new Map<EpochDay, readonly LearnedSession[]>();
      for await (const { day, sessions } of history.days(userId, cut, from, to))
        known.set(day, sessions);
      const days = Array.from({ length: to - from + 1 }, (_, index) =>
        summaryOf(from + index, known.get(from + index) ?? []),
      );
      return { from: formatDay(from), to: formatDay(to), days };
    },

    lengths: (userId, from) => sessions.lengths(userId, { fromDay: from }),

    async completed(userId, from) {
      const { profile, asked } = await profiles.now(userId);
      const { counts, day: newest } = profile["history-aggregates"];
      const known = newest ?? asked.day;
      const first = Math.max(from, known - RING_DAYS + 1);
      return Array.from({ length: Math.max(0, asked.day - first + 1) }, (_, index) => {
        const day = first + index;
        const completed = day > known ? 0 : (counts[slotOf(day, RING_DAYS)] ?? 0);
        return { date: formatDay(day), completed };
      });
    },
  };
}

function dayOf(text: string | undefined, field: string): EpochDay | undefined {
  if (text === undefined) return undefined;
  const day = parseDay(text);
  if (day === undefined) throw validationError([{ field, code: "date" }]);
  return day;
}

function summaryOf(day: EpochDay, sessions: readonly LearnedSession[]): DaySummary {
  const ratings = sessions.flatMap(({ rating }) => rating ?? []);
  const stretches = sessions.map(({ startMinute, durationMinutes }) => ({
    start: startMinute,
    end: startMinute + durationMinutes,
  }));
  const completed = sessions.filter((session) => session.completed).length;
  return {
    date: formatDay(day),
    completed,
    abandoned: sessions.length - completed,
    minutes: round(Math.min(MINUTES_PER_DAY, coveredMinutes(stretches)), 1),
    rated: ratings.length,
    avg_rating:
      ratings.length === 0
        ? null
        : round(ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length, 1),
  };
}
