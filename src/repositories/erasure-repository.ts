import { sql } from "kysely";
import type { Database, DatabaseKind, Executor } from "../db/database.ts";
import { noteWrite } from "../db/own-writes.ts";
import { ERASURES_CHANNEL } from "../db/postgres-erasures.ts";
import { PERSON_TABLES, type PersonTable } from "../domain/person-tables.ts";

/** The number of deleted rows by table. */
export type ErasedRows = Readonly<Record<string, number>>;

/** A person with any stored data. */
export interface StoredPerson {
  readonly userId: string;
  readonly sessions: number;
  readonly checkins: number;
}

export interface ErasureRepository {
  /**
   * Deletes every row of a person in one transaction, and leaves a record for all processes: a version that no answer has
   * and that invalidates everything learned before.
   */
  erase(userId: string, nowMs: number): Promise<ErasedRows>;
  /** All people with any stored data, sorted. */
  listPeople(): Promise<StoredPerson[]>;
  /** Deletes the remaining records of people who were erased before the instant. */
  expire(beforeMs: number): Promise<void>;
}

/** The date of the recorded change. All dates follow it, so everything learned counts as changed. */
const FIRST_DATE = "0001-01-01";
const STEP_ROWS = 1000;

export function erasureRepository(database: Database): ErasureRepository {
  const { kind, executor } = database;
  return {
    erase: (userId, nowMs) =>
      database.transaction(async (tx) => {
        const erased: [string, number][] = [];
        for (const table of PERSON_TABLES) {
          erased.push([table.name, await empty(tx, kind, table, userId)]);
        }
        await recordErasure(tx, kind, userId, nowMs);
        noteWrite(tx, userId);
        return Object.fromEntries(erased);
      }),

    async listPeople() {
      const ids = PERSON_TABLES.map(({ name }) => sql`select user_id from ${sql.table(name)}`);
      const { rows } = await sql<{ user_id: string; sessions: number; checkins: number }>`
        select user_id,
          (select cast(count(*) as integer) from sessions s where s.user_id = p.user_id) as sessions,
          (select cast(count(*) as integer) from wellness_checkins w where w.user_id = p.user_id)
            as checkins
        from (${sql.join(ids, sql` union `)}) p where user_id <> ''`.execute(executor);
      return rows
        .map(({ user_id, sessions, checkins }) => ({ userId: user_id, sessions, checkins }))
        .sort((one, other) => (one.userId < other.userId ? -1 : 1));
    },

    expire: (beforeMs) =>
      database.transaction(async (tx) => {
        const old = sql`select user_id from erasures where erased_at_ms < ${Math.floor(beforeMs)}`;
        await sql`delete from user_changes
          where date = ${dateValue(kind, FIRST_DATE)} and user_id in (${old})`.execute(tx);
        // People who have written since keep their version.
        await sql`delete from user_versions where exists (select 1 from erasures e
          where e.user_id = user_versions.user_id and e.version = user_versions.version
            and e.erased_at_ms < ${Math.floor(beforeMs)})`.execute(tx);
        await tx.deleteFrom("erasures").where("erased_at_ms", "<", Math.floor(beforeMs)).execute();
      }),
  };
}

/** Empties a table of a person's rows. On SQLite it works in steps, between which other statements run. */
async function empty(
  tx: Executor,
  kind: DatabaseKind,
  { name, order: [column] }: PersonTable,
  userId: string,
): Promise<number> {
  const table = sql.table(name);
  const some = sql`and ${sql.ref(column)} in
    (select ${sql.ref(column)} from ${table} where user_id = ${userId} limit ${STEP_ROWS})`;
  const step = sql`delete from ${table}
    where user_id = ${userId} ${kind === "sqlite" ? some : sql``}`;
  for (let deleted = 0; ; ) {
    const { numAffectedRows = 0n } = await step.execute(tx);
    deleted += Number(numAffectedRows);
    if (kind === "postgres" || numAffectedRows === 0n) return deleted;
  }
}

async function recordErasure(
  tx: Executor,
  kind: DatabaseKind,
  userId: string,
  nowMs: number,
): Promise<void> {
  const clock =
    kind === "sqlite"
      ? sql`cast(unixepoch('subsec') * 1000 as integer)`
      : sql`floor(extract(epoch from clock_timestamp()) * 1000)::bigint`;
  const higher = kind === "sqlite" ? sql`max` : sql`greatest`;
  const { rows } = await sql<{ version: number | string }>`
    insert into user_versions as v (user_id, version) values (${userId}, ${clock})
    on conflict (user_id) do update set version = ${higher}(v.version + 1, excluded.version)
    returning version`.execute(tx);
  const version = Number(rows[0]?.version);
  await sql`insert into user_changes (user_id, kind, date, version)
    values (${userId}, 'session', ${dateValue(kind, FIRST_DATE)}, ${version})`.execute(tx);
  await tx.deleteFrom("erasures").where("user_id", "=", userId).execute();
  const { id } = await tx
    .insertInto("erasures")
    .values({ user_id: userId, version, erased_at_ms: Math.floor(nowMs) })
    .returning("id")
    .executeTakeFirstOrThrow();
  if (kind === "sqlite") return;
  await sql`select pg_notify(${ERASURES_CHANNEL}, ${`${id} ${userId}`}),
    pg_notify('pomodoro_versions', ${`${version} ${userId}`})`.execute(tx);
}

function dateValue(kind: DatabaseKind, date: string) {
  return kind === "sqlite" ? sql`${date}` : sql`${date}::date`;
}
