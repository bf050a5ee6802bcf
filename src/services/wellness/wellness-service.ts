import type { Database } from "../../db/database.ts";
import type { ImportRun } from "../../domain/import-run.ts";
import { ServiceError, validationError } from "../../errors.ts";
import type { Clock, People } from "../../ports.ts";
import { WellnessDateTakenError } from "../../repositories/errors.ts";
import { countAdded } from "../../repositories/import-repository.ts";
import {
  type WellnessRepository,
  wellnessRepository,
} from "../../repositories/wellness-repository.ts";
import {
  MAX_WELLNESS_DAYS,
  type WellnessBody,
  type WellnessInput,
  type WellnessList,
  type WellnessListQuery,
  type WellnessMetrics,
} from "../../schemas/wellness.ts";
import { type EpochDay, parseDay } from "../../time/calendar.ts";
import { type DayCut, dayMomentAt } from "../../time/local-day.ts";
import { overallWellness } from "./overall-wellness.ts";
import { presentCheckin } from "./present-checkin.ts";

export interface WellnessService {
  /**
   * Stores the check-in of a day, replacing an earlier one.
   * @param run import that it belongs to, which counts it if the day had none
   * @throws ServiceError validation_failed, or wellness_date_taken
   */
  put(
    userId: string,
    date: string,
    input: WellnessInput,
    run?: ImportRun,
  ): Promise<{ readonly status: "created" | "replaced"; readonly checkin: WellnessBody }>;
  /** @throws ServiceError wellness_not_found */
  get(userId: string, date: string): Promise<WellnessBody>;
  /** @throws ServiceError validation_failed for a range that is too long or reversed */
  list(userId: string, query: WellnessListQuery): Promise<WellnessList>;
  /** @throws ServiceError wellness_not_found */
  delete(userId: string, date: string): Promise<void>;
}

export interface WellnessServiceParts {
  readonly database: Database;
  readonly checkins: WellnessRepository;
  readonly clock: Clock;
  readonly people: People;
}

/** Number of days listed by default. */
const DEFAULT_DAYS = 30;

export function wellnessService(parts: WellnessServiceParts): WellnessService {
  const { database, checkins, clock, people } = parts;

  const todayIn = (cut: DayCut): EpochDay => dayMomentAt(clock.now(), cut).day;

  return {
    async put(userId, date, input, run) {
      const day = readDay(date);
      const { cut } = await people.current(userId);
      // A client in a zone further east may already have tomorrow's date.
      if (day > todayIn(cut) + 1) throw validationError([{ field: "date", code: "future" }]);
      const metrics = readMetrics(input);
      const notes = input.notes === undefined || input.notes === "" ? null : input.notes;
      const checkin = { day, ...metrics, overall: overallWellness(metrics), notes };
      try {
        return await database.transaction(async (tx) => {
          const repository = wellnessRepository(tx, database.kind);
          const before = await repository.find(userId, day);
          const stored = await repository.put(userId, checkin, clock.now(), run?.id);
          if (run !== undefined && before === undefined) {
            await countAdded(tx, run, userId, { sessions: 0, checkins: 1 });
          }
          return {
            status: before === undefined ? "created" : "replaced",
            checkin: presentCheckin(stored, cut.zone),
          };
        });
      } catch (error) {
        if (!(error instanceof WellnessDateTakenError)) throw error;
        throw new ServiceError("wellness_date_taken", { params: { date }, cause: error });
      }
    },

    async get(userId, date) {
      const checkin = await checkins.find(userId, readDay(date));
      if (checkin === undefined) throw notFound(date);
      return presentCheckin(checkin, (await people.current(userId)).cut.zone);
    },

    async list(userId, query) {
      const { cut } = await people.current(userId);
      const toDay = query.to === undefined ? todayIn(cut) : readDay(query.to, "to");
      const fromDay =
        query.from === undefined ? toDay - DEFAULT_DAYS + 1 : readDay(query.from, "from");
      if (fromDay > toDay) {
        throw validationError([{ field: "to", code: "order", params: { first: "from" } }]);
      }
      if (toDay - fromDay >= MAX_WELLNESS_DAYS) {
        const params = { limit: MAX_WELLNESS_DAYS };
        throw validationError([{ field: "from", code: "max_range", params }]);
      }
      const found = await checkins.list(userId, fromDay, toDay);
      return { checkins: found.map((checkin) => presentCheckin(checkin, cut.zone)) };
    },

    async delete(userId, date) {
      if (!(await checkins.delete(userId, readDay(date)))) throw notFound(date);
    },
  };
}

function notFound(date: string): ServiceError {
  return new ServiceError("wellness_not_found", { params: { date } });
}

function readDay(date: string, field = "date"): EpochDay {
  const day = parseDay(date);
  if (day === undefined) throw validationError([{ field, code: "date" }]);
  if (day < 0) throw validationError([{ field, code: "year" }]);
  return day;
}

function readMetrics(input: WellnessInput): WellnessMetrics {
  const metrics: WellnessMetrics = {
    sleepQuality: rounded(input.sleep_quality),
    energyLevel: rounded(input.energy_level),
    mood: rounded(input.mood),
    stressLevel: rounded(input.stress_level),
    motivation: rounded(input.motivation),
    focusAbility: rounded(input.focus_ability),
  };
  if (Object.values(metrics).every((metric) => metric === null)) {
    throw validationError([{ field: "body", code: "required_any_metric" }]);
  }
  return metrics;
}

/** The columns keep two decimals. Adding zero turns −0, which databases do not preserve, into 0. */
function rounded(metric: number | null | undefined): number | null {
  return metric === undefined || metric === null ? null : Math.round(metric * 100) / 100 + 0;
}
