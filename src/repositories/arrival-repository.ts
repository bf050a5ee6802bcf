import type { DatabaseKind, Executor } from "../db/database.ts";
import type { PersonalSettings } from "../domain/personal-settings.ts";
import { type OfPerson, personReader } from "./person-reader.ts";
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
  /** In one round trip, shared by those who are asked for in the same turn. */
  find(userId: string): Promise<Arrival>;
}

interface ArrivalRow extends OfPerson, PersonalRow, ProfileStateRow {
  readonly version: number | null;
}

export function arrivalRepository(executor: Executor, kind: DatabaseKind): ArrivalRepository {
  const [people, version] =
    kind === "sqlite"
      ? ["(select ? as user_id) p", "v.version"]
      : ["unnest($1::text[]) as p (user_id)", "v.version::float8"];
  const settings = PERSONAL_COLUMNS.map((column) => `u.${column}`).join(", ");
  // Written out: to compile it for each request takes as long as to run it.
  const text = `
    select p.user_id as person, ${version} as version, ${settings}, ${profileStateColumns(kind)}
    from ${people}
    left join user_versions v on v.user_id = p.user_id
    left join user_settings u on u.user_id = p.user_id
    left join profile_states s on s.user_id = p.user_id`;
  const read = personReader<ArrivalRow>(executor, kind, text);
  return {
    async find(userId) {
      const row = await read(userId);
      if (row === undefined) throw new Error("a row that joins nothing is always there");
      return { version: row.version ?? 0, settings: personalOf(row), state: profileStateOf(row) };
    },
  };
}
