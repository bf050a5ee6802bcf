import { type RawBuilder, sql } from "kysely";
import type { DatabaseKind, Executor } from "../db/database.ts";
import { noteWrite } from "../db/own-writes.ts";
import type { NewWellnessCheckin, WellnessCheckin } from "../schemas/wellness.ts";
import { type EpochDay, formatDay } from "../time/calendar.ts";
import { WellnessDateTakenError } from "./errors.ts";
import { parseStoredDay } from "./wall-clock.ts";

export interface WellnessRepository {
  /**
   * Stores the check-in of a day, which replaces an earlier one, and returns the stored one.
   * @param importId the import of the check-in, recorded if the day had none before
   * @throws WellnessDateTakenError
   */
  put(
    userId: string,
    checkin: NewWellnessCheckin,
    nowMs: number,
    importId?: string,
  ): Promise<WellnessCheckin>;
  find(userId: string, day: EpochDay): Promise<WellnessCheckin | undefined>;
  /** The check-ins of a range of days, both inclusive, oldest first. */
  list(userId: string, fromDay: EpochDay, toDay: EpochDay): Promise<WellnessCheckin[]>;
  /** Deletes the check-in of a day. Returns whether it existed. */
  delete(userId: string, day: EpochDay): Promise<boolean>;
}

interface WellnessRow {
  readonly date: string;
  readonly sleep_quality: number | null;
  readonly energy_level: number | null;
  readonly mood: number | null;
  readonly stress_level: number | null;
  readonly motivation: number | null;
  readonly focus_ability: number | null;
  readonly overall_wellness: number | null;
  readonly notes: string | null;
  readonly created_at_ms: number | null;
  readonly updated_at_ms: number | null;
}

interface Dialect {
  readonly columns: RawBuilder<unknown>;
  date(value: string): RawBuilder<unknown>;
  instant(ms: number): RawBuilder<unknown>;
  id(value: string): RawBuilder<unknown>;
  /** The time of an update. It increases with every write, even within one millisecond. */
  readonly risenUpdatedAt: RawBuilder<unknown>;
}

const sqlite: Dialect = {
  columns: sql`date, sleep_quality, energy_level, mood, stress_level, motivation, focus_ability,
    overall_wellness, notes,
    cast(round(unixepoch(created_at, 'subsec') * 1000) as integer) as created_at_ms,
    cast(round(unixepoch(updated_at, 'subsec') * 1000) as integer) as updated_at_ms`,
  date: (value) => sql`${value}`,
  instant: (ms) => sql`${new Date(ms).toISOString()}`,
  id: (value) => sql`${value}`,
  risenUpdatedAt: sql`max(excluded.updated_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', wellness_checkins.updated_at, '+0.001 seconds'))`,
};

const postgres: Dialect = {
  columns: sql`date::text as date, sleep_quality::float8 as sleep_quality,
    energy_level::float8 as energy_level, mood::float8 as mood, stress_level::float8 as stress_level,
    motivation::float8 as motivation, focus_ability::float8 as focus_ability,
    overall_wellness::float8 as overall_wellness, notes,
    floor(extract(epoch from created_at) * 1000)::float8 as created_at_ms,
    floor(extract(epoch from updated_at) * 1000)::float8 as updated_at_ms`,
  date: (value) => sql`${value}::date`,
  instant: (ms) => sql`to_timestamp(${ms}::float8 / 1000)`,
  id: (value) => sql`${value}::uuid`,
  risenUpdatedAt: sql`greatest(excluded.updated_at,
    wellness_checkins.updated_at + interval '1 millisecond')`,
};

export function wellnessRepository(executor: Executor, kind: DatabaseKind): WellnessRepository {
  const dialect = kind === "sqlite" ? sqlite : postgres;

  async function select(
    userId: string,
    fromDay: EpochDay,
    toDay: EpochDay,
  ): Promise<WellnessCheckin[]> {
    const { rows } = await sql<WellnessRow>`
      select ${dialect.columns} from wellness_checkins
      where user_id = ${userId} and date >= ${dialect.date(formatDay(fromDay))}
        and date <= ${dialect.date(formatDay(toDay))}
      order by wellness_checkins.date`.execute(executor);
    return rows.map((row) => toCheckin(row, userId));
  }

  return {
    async put(userId, checkin, nowMs, importId) {
      const now = dialect.instant(nowMs);
      const write = sql<WellnessRow>`
        insert into wellness_checkins (user_id, date, sleep_quality, energy_level, mood, stress_level,
          motivation, focus_ability, overall_wellness, notes, created_at, updated_at, import_id)
        values (${userId}, ${dialect.date(formatDay(checkin.day))}, ${checkin.sleepQuality},
          ${checkin.energyLevel}, ${checkin.mood}, ${checkin.stressLevel}, ${checkin.motivation},
          ${checkin.focusAbility}, ${checkin.overall}, ${checkin.notes}, ${now}, ${now},
          ${importId === undefined ? null : dialect.id(importId)})
        on conflict (user_id, date) do update set
          sleep_quality = excluded.sleep_quality, energy_level = excluded.energy_level,
          mood = excluded.mood, stress_level = excluded.stress_level,
          motivation = excluded.motivation, focus_ability = excluded.focus_ability,
          overall_wellness = excluded.overall_wellness, notes = excluded.notes,
          updated_at = ${dialect.risenUpdatedAt}
        returning ${dialect.columns}`;
      try {
        const [row] = (await write.execute(executor)).rows;
        if (row === undefined) throw new Error("An upsert returned no row.");
        return toCheckin(row, userId);
      } catch (error) {
        throw isUniqueViolation(error) ? new WellnessDateTakenError(error) : error;
      } finally {
        noteWrite(executor, userId);
      }
    },

    async find(userId, day) {
      return (await select(userId, day, day))[0];
    },

    list: select,

    async delete(userId, day) {
      try {
        const { numAffectedRows } = await sql`delete from wellness_checkins
          where user_id = ${userId} and date = ${dialect.date(formatDay(day))}`.execute(executor);
        return numAffectedRows === 1n;
      } finally {
        noteWrite(executor, userId);
      }
    },
  };
}

function toCheckin(row: WellnessRow, userId: string): WellnessCheckin {
  const createdAtMs = row.created_at_ms ?? 0;
  return {
    userId,
    day: parseStoredDay(row.date),
    sleepQuality: row.sleep_quality,
    energyLevel: row.energy_level,
    mood: row.mood,
    stressLevel: row.stress_level,
    motivation: row.motivation,
    focusAbility: row.focus_ability,
    overall: row.overall_wellness,
    notes: row.notes,
    createdAtMs,
    updatedAtMs: row.updated_at_ms ?? createdAtMs,
  };
}

const UNIQUE_VIOLATION = "23505";

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === UNIQUE_VIOLATION;
}
