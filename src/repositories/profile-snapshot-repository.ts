import { sql } from "kysely";
import type { DatabaseKind, Executor } from "../db/database.ts";
import type { EpochDay } from "../time/calendar.ts";

/** A stored fold of one user's sessions. It is a cache, and can be deleted at any time. */
export interface ProfileSnapshot {
  readonly userId: string;
  /** Identifies everything on which the state depends besides the sessions: models, their versions, zone. */
  readonly signature: string;
  /** The state includes all sessions before this day. */
  readonly throughDay: EpochDay;
  /** The user's data version, read before the sessions. */
  readonly version: number;
  /** The number of sessions in the state. */
  readonly sessions: number;
  readonly state: Uint8Array;
}

export interface ProfileSnapshotRepository {
  /** The newest snapshot of this signature that is not later than the day. */
  findLatest(
    userId: string,
    signature: string,
    atOrBeforeDay: EpochDay,
  ): Promise<ProfileSnapshot | undefined>;
  /** Stores a snapshot. It replaces one for the same day, unless that one is from newer data. */
  save(snapshot: ProfileSnapshot): Promise<void>;
  /** Days of the snapshots of this signature, ascending. */
  listDays(userId: string, signature: string): Promise<EpochDay[]>;
  /** Deletes all snapshots of a user except those of this signature for these days. */
  prune(userId: string, signature: string, keepDays: readonly EpochDay[]): Promise<void>;
  /** Deletes a user's snapshots for this day and later, of any signature. */
  deleteFrom(userId: string, day: EpochDay): Promise<void>;
}

export function profileSnapshotRepository(
  executor: Executor,
  kind: DatabaseKind,
): ProfileSnapshotRepository {
  const version = kind === "sqlite" ? sql<number>`version` : sql<number>`version::float8`;
  return {
    async findLatest(userId, signature, atOrBeforeDay) {
      const row = await executor
        .selectFrom("profile_snapshots")
        .select(["through_day", "sessions", "state", version.as("version")])
        .where("user_id", "=", userId)
        .where("signature", "=", signature)
        .where("through_day", "<=", atOrBeforeDay)
        .orderBy("through_day", "desc")
        .limit(1)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      return {
        userId,
        signature,
        throughDay: row.through_day,
        version: row.version,
        sessions: row.sessions,
        state: row.state,
      };
    },

    async save(snapshot) {
      const { state, sessions } = snapshot;
      await executor
        .insertInto("profile_snapshots")
        .values({
          user_id: snapshot.userId,
          signature: snapshot.signature,
          through_day: snapshot.throughDay,
          version: snapshot.version,
          sessions,
          state,
        })
        .onConflict((conflict) =>
          conflict
            .columns(["user_id", "signature", "through_day"])
            .doUpdateSet((row) => ({
              version: row.ref("excluded.version"),
              sessions: row.ref("excluded.sessions"),
              state: row.ref("excluded.state"),
            }))
            .whereRef("excluded.version", ">=", "profile_snapshots.version"),
        )
        .execute();
    },

    async listDays(userId, signature) {
      const rows = await executor
        .selectFrom("profile_snapshots")
        .select("through_day")
        .where("user_id", "=", userId)
        .where("signature", "=", signature)
        .orderBy("through_day")
        .execute();
      return rows.map((row) => row.through_day);
    },

    async prune(userId, signature, keepDays) {
      await executor
        .deleteFrom("profile_snapshots")
        .where("user_id", "=", userId)
        .where((row) =>
          keepDays.length === 0
            ? row.lit(true)
            : row.or([row("signature", "!=", signature), row("through_day", "not in", keepDays)]),
        )
        .execute();
    },

    async deleteFrom(userId, day) {
      await executor
        .deleteFrom("profile_snapshots")
        .where("user_id", "=", userId)
        .where("through_day", ">=", day)
        .execute();
    },
  };
}
