import { sql } from "kysely";
import type { DatabaseKind, Executor } from "../db/database.ts";

/** One row of the web app's table, which has neither names nor targets, and belongs to the app's single user. */
export interface StoredAchievement {
  readonly id: string;
  readonly progress: number;
  readonly unlocked: boolean;
}

export interface AchievementRepository {
  /** The web app's achievements by id; `undefined` without the web app's table. */
  findAll(): Promise<StoredAchievement[] | undefined>;
}

/** An upper bound; the web app has a few dozen. */
const MAX_ROWS = 1000;

export function achievementRepository(
  executor: Executor,
  kind: DatabaseKind,
): AchievementRepository {
  return {
    async findAll() {
      // The web app runs on PostgreSQL only.
      if (kind === "sqlite") return undefined;
      const { rows: found } = await sql<{ exists: boolean }>`
        select to_regclass('achievements') is not null as exists`.execute(executor);
      if (found[0]?.exists !== true) return undefined;
      const { rows } = await sql<StoredAchievement>`
        select achievement_id as id, coalesce(progress, 0)::float8 as progress,
          coalesce(unlocked, false) as unlocked
        from achievements order by achievement_id limit ${MAX_ROWS}`.execute(executor);
      return rows;
    },
  };
}
