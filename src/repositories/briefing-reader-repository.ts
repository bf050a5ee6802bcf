import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { LOCALES, type Locale } from "../messages/locale.ts";

/** Somebody who reads the morning briefing. */
export interface BriefingReader {
  readonly userId: string;
  /** Of the last read. */
  readonly locale: Locale;
  /** The last day on which it was read, days since 1970-01-01 as the person counts them. */
  readonly lastDay: number;
  /** Which of the seven days up to that one had a read: bit 0 is that day, bit 6 the first. */
  readonly bits: number;
}

/** A reader whose briefing is to be written. */
export interface DueReader extends BriefingReader {
  readonly dueAtMs: number;
}

/** One row for each person who reads the briefing; nothing of it raises the version of their data. */
export interface BriefingReaderRepository {
  /** Notes a read; one of an earlier day than the last changes nothing but the language. */
  noteRead(userId: string, locale: Locale, day: number): Promise<BriefingReader>;
  /** When the next briefing is to be written; nothing while none is. Does nothing for who is no reader. */
  setDue(userId: string, dueAtMs: number | undefined): Promise<void>;
  /** Those due by an instant, longest ago first. */
  due(nowMs: number, limit: number): Promise<DueReader[]>;
  /**
   * Takes the right to write what was due then, until another instant at which it is due again.
   * @returns whether nobody else had taken it
   */
  claim(reader: DueReader, untilMs: number): Promise<boolean>;
  erase(userId: string): Promise<void>;
}

const ALL_DAYS = 0b1111111;

const COLUMNS = [
  "user_id as userId",
  "locale",
  "last_day as lastDay",
  "read_days as bits",
] as const;

export function briefingReaderRepository({
  executor,
}: Pick<Database, "executor">): BriefingReaderRepository {
  return {
    async noteRead(userId, locale, day) {
      const row = await executor
        .insertInto("briefing_readers")
        .values({ user_id: userId, locale, last_day: day, read_days: 1, due_at_ms: null })
        .onConflict((conflict) =>
          conflict.column("user_id").doUpdateSet({
            locale,
            read_days: sql<number>`case
              when excluded.last_day - briefing_readers.last_day > 6 then 1
              when excluded.last_day > briefing_readers.last_day then
                ((briefing_readers.read_days << (excluded.last_day - briefing_readers.last_day)) | 1)
                  & ${sql.lit(ALL_DAYS)}
              else briefing_readers.read_days end`,
            last_day: sql<number>`case when excluded.last_day > briefing_readers.last_day
              then excluded.last_day else briefing_readers.last_day end`,
          }),
        )
        .returning(COLUMNS)
        .executeTakeFirstOrThrow();
      return readerOf(row);
    },

    async setDue(userId, dueAtMs) {
      await executor
        .updateTable("briefing_readers")
        .set({ due_at_ms: dueAtMs === undefined ? null : Math.floor(dueAtMs) })
        .where("user_id", "=", userId)
        .execute();
    },

    async due(nowMs, limit) {
      const rows = await executor
        .selectFrom("briefing_readers")
        .select([...COLUMNS, sql<number | string>`due_at_ms`.as("dueAtMs")])
        .where("due_at_ms", "<=", Math.floor(nowMs))
        .orderBy("due_at_ms")
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...readerOf(row), dueAtMs: Number(row.dueAtMs) }));
    },

    async claim({ userId, dueAtMs }, untilMs) {
      const claimed = await executor
        .updateTable("briefing_readers")
        .set({ due_at_ms: Math.floor(untilMs) })
        .where("user_id", "=", userId)
        .where("due_at_ms", "=", dueAtMs)
        .returning("user_id")
        .execute();
      return claimed.length > 0;
    },

    async erase(userId) {
      await executor.deleteFrom("briefing_readers").where("user_id", "=", userId).execute();
    },
  };
}

interface ReaderRow extends Omit<BriefingReader, "locale"> {
  readonly locale: string;
}

/** A language of a later version is answered in the first. */
function readerOf({ userId, locale, lastDay, bits }: ReaderRow): BriefingReader {
  const known = LOCALES.find((each) => each === locale) ?? LOCALES[0];
  return { userId, locale: known, lastDay, bits };
}
