import { sql } from "kysely";
import type { DatabaseKind, Executor } from "../db/database.ts";
import type { EpochDay } from "../time/calendar.ts";
import { type OfPerson, personReader } from "./person-reader.ts";

/** The learned state of one person's sessions at an instant. It is a cache, and can be deleted at any time. */
export interface ProfileState {
  /** Identifies everything on which the state depends besides the sessions. */
  readonly signature: string;
  /** The person's data version, read before the sessions. */
  readonly version: number;
  /** The day to which the states are advanced. */
  readonly day: EpochDay;
  /** The number of sessions in the states: those that had ended at `knownFromMs`. */
  readonly sessions: number;
  readonly knownFromMs: number;
  /** The end of the next stored session; infinite without one. */
  readonly knownUntilMs: number;
  readonly state: Uint8Array;
}

export interface OwnProfileState extends ProfileState {
  readonly userId: string;
}

export interface ProfileStateRepository {
  find(userId: string): Promise<ProfileState | undefined>;
  /**
   * Stores states, at most one per person. A state with an outdated version is skipped, and a stored state from newer data
   * stays.
   */
  save(states: readonly OwnProfileState[]): Promise<void>;
  delete(userId: string): Promise<void>;
}

/** The columns of a state, the same from both databases; all null without a state. */
export interface ProfileStateRow {
  readonly signature: string | null;
  readonly state_version: number | null;
  readonly through_day: number | null;
  readonly sessions: number | null;
  readonly known_from_ms: number | null;
  readonly known_until_ms: number | null;
  readonly state: Uint8Array | null;
}

export function profileStateColumns(kind: DatabaseKind): string {
  // The PostgreSQL driver returns bigint as text; milliseconds and versions fit a double.
  const double = kind === "sqlite" ? "" : "::float8";
  return `s.signature, s.version${double} as state_version, s.through_day, s.sessions,
    s.known_from_ms${double} as known_from_ms, s.known_until_ms${double} as known_until_ms, s.state`;
}

export function profileStateOf(row: ProfileStateRow): ProfileState | undefined {
  const { signature, state_version: version, through_day: day } = row;
  const { sessions, known_from_ms: knownFromMs, state } = row;
  if (signature === null || version === null || day === null) return undefined;
  if (sessions === null || knownFromMs === null || state === null) return undefined;
  const knownUntilMs = row.known_until_ms ?? Number.POSITIVE_INFINITY;
  return { signature, version, day, sessions, knownFromMs, knownUntilMs, state };
}

export function profileStateRepository(
  executor: Executor,
  kind: DatabaseKind,
): ProfileStateRepository {
  const asked = kind === "sqlite" ? "= ?" : "= any($1::text[])";
  const text = `
    select s.user_id as person, ${profileStateColumns(kind)} from profile_states s
    where s.user_id ${asked}`;
  const read = personReader<ProfileStateRow & OfPerson>(executor, kind, text);
  return {
    async find(userId) {
      const row = await read(userId);
      return row === undefined ? undefined : profileStateOf(row);
    },

    async save(states) {
      if (states.length === 0) return;
      await saveStatement(kind, states).execute(executor);
    },

    async delete(userId) {
      await executor.deleteFrom("profile_states").where("user_id", "=", userId).execute();
    },
  };
}

/** One statement for all states, so that a batch is one commit on SQLite. */
function saveStatement(kind: DatabaseKind, states: readonly OwnProfileState[]) {
  const rows = states.map((each) => {
    const until = Number.isFinite(each.knownUntilMs) ? each.knownUntilMs : null;
    const { userId, signature, version, day, sessions, knownFromMs, state } = each;
    return kind === "sqlite"
      ? sql`(${userId}, ${signature}, ${version}, ${day}, ${sessions}, ${knownFromMs}, ${until}, ${state})`
      : sql`(${userId}::text, ${signature}::text, ${version}::bigint, ${day}::integer,
          ${sessions}::integer, ${knownFromMs}::bigint, ${until}::bigint, ${state}::bytea)`;
  });
  const columns = sql.raw(
    "user_id, signature, version, through_day, sessions, known_from_ms, known_until_ms, state",
  );
  return sql`
    with given (${columns}) as (values ${sql.join(rows)})
    insert into profile_states (${columns})
    select given.* from given join user_versions v on v.user_id = given.user_id
    where v.version = given.version
    on conflict (user_id) do update set
      signature = excluded.signature, version = excluded.version,
      through_day = excluded.through_day, sessions = excluded.sessions,
      known_from_ms = excluded.known_from_ms, known_until_ms = excluded.known_until_ms,
      state = excluded.state
    where excluded.version >= profile_states.version`;
}
