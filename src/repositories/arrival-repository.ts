import { CompiledQuery } from "kysely";
import type { DatabaseKind, Executor } from "../db/database.ts";
import type { PersonalSettings } from "../domain/personal-settings.ts";
import {
  type ProfileState,
  type ProfileStateRow,
  profileStateColumns,
  profileStateOf,
} from "./profile-state-repository.ts";
import { PERSONAL_COLUMNS, type PersonalRow, personalOf } from "./settings-repository.ts";

/** All that is read of a person who is not in memory, as it stood at one instant. */
export interface Arrival {
  /** 0 when nobody has written for them. */
  readonly version: number;
  readonly settings: PersonalSettings;
  /** What was learned from their sessions, when it is stored. */
  readonly state: ProfileState | undefined;
}

export interface ArrivalRepository {
  /** In one round trip. */
  find(userId: string): Promise<Arrival>;
}

interface ArrivalRow extends PersonalRow, ProfileStateRow {
  readonly version: number | null;
}

export function arrivalRepository(executor: Executor, kind: DatabaseKind): ArrivalRepository {
  const [parameter, version] =
    kind === "sqlite" ? ["?", "v.version"] : ["$1::text", "v.version::float8"];
  const settings = PERSONAL_COLUMNS.map((column) => `u.${column}`).join(", ");
  // Written out: to compile it for each request takes as long as to run it.
  const text = `
    select ${version} as version, ${settings}, ${profileStateColumns(kind)}
    from (select ${parameter} as user_id) p
    left join user_versions v on v.user_id = p.user_id
    left join user_settings u on u.user_id = p.user_id
    left join profile_states s on s.user_id = p.user_id`;
  return {
    async find(userId) {
      const { rows } = await executor.executeQuery<ArrivalRow>(CompiledQuery.raw(text, [userId]));
      const [row] = rows;
      if (row === undefined) throw new Error("a row that joins nothing is always there");
      return { version: row.version ?? 0, settings: personalOf(row), state: profileStateOf(row) };
    },
  };
}
