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

/** All data that is read when a person is not in memory, from one instant. */
export interface Arrival {
  /** The person's data version; 0 before the first write. */
  readonly version: number;
  readonly settings: PersonalSettings;
  /** The learned state of their sessions, if one is stored. */
  readonly state: ProfileState | undefined;
}

export interface ArrivalRepository {
  /** Reads a person in one round trip, which people who are requested in the same event-loop turn share. */
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
  // Plain SQL: the query builder would take as long to compile it for each request as the database to run it.
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
