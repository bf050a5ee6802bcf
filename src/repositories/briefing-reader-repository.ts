import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { LOCALES, type Locale } from "../messages/locale.ts";

/** A person who reads the morning briefing. */
export interface BriefingReader {
  readonly userId: string;
  /** The language of the last read. */
  readonly locale: Locale;
  /** The last day with a read, in days since 1970-01-01 by the person's day cut. */
  readonly lastDay: number;
  /** Bitmap of the reads on the seven days up to `lastDay`: bit 0 is `lastDay`, bit 6 the first of them. */
  readonly bits: number;
}

/** A reader whose next briefing is due. */
export interface DueReader extends BriefingReader {
  readonly dueAtMs: number;
}

/** One row per reader of the briefing. Changes of it do not raise the person's data version. */
export interface BriefingReaderRepository {
  /** Records a read. A read on an earlier day than the last one changes only the language. */
  noteRead(userId: string, locale: Locale, day: number): Promise<BriefingReader>;
  /** Sets the time of the next briefing; nothing for none. Ignores people who are no readers. */
  setDue(userId: string, dueAtMs: number | undefined): Promise<void>;
  /** Readers who are due at an instant, the longest overdue first. */
  due(nowMs: number, limit: number): Promise<DueReader[]>;
  /**
   * Claims the writing of a due briefing until `untilMs`, when it becomes due again.
   * @returns whether the claim succeeded, which it does for one process only
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

/** Replaces an unknown language, which a later version may have written, by the first one. */
function readerOf({ userId, locale, lastDay, bits }: ReaderRow): BriefingReader {
  const known = LOCALES.find((each) => each === locale) ?? LOCALES[0];
  return { userId, locale: known, lastDay, bits };
}
