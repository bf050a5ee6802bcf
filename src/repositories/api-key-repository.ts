import { sql } from "kysely";
import type { DatabaseKind, Executor } from "../db/database.ts";
import { noteWrite } from "../db/own-writes.ts";
import type { ApiKey } from "../domain/api-key.ts";
import { isScope, type Scope } from "../domain/principal.ts";

/** An API key with the hash that verifies it. */
export interface StoredKey extends ApiKey {
  /** SHA-256 of the whole key, hexadecimal. */
  readonly sha256: string;
}

/** An API key, and its user's data version at the same moment. */
export interface KeyAtVersion {
  readonly key: StoredKey;
  readonly version: number;
}

export interface KeyListOptions {
  /** Restricts the list to this user; all users when absent. */
  readonly userId: string | undefined;
  /** Restricts the list to keys that follow the one with this id. */
  readonly after: string | undefined;
  readonly limit: number;
}

export interface ApiKeyRepository {
  insert(key: StoredKey): Promise<void>;
  findByPrefix(prefix: string): Promise<KeyAtVersion | undefined>;
  /** @param idOrPrefix the id or the prefix of a key */
  find(idOrPrefix: string): Promise<StoredKey | undefined>;
  /** Keys ordered by id. */
  list(options: KeyListOptions): Promise<StoredKey[]>;
  setExpiry(key: Pick<ApiKey, "id" | "userId">, expiresAtMs: number): Promise<void>;
  /** Deletes a key. Returns whether it existed. */
  delete(key: Pick<ApiKey, "id" | "userId">): Promise<boolean>;
  /** Records a use of those keys whose last recorded use is not later than `noLaterThanMs`. */
  noteUse(ids: readonly string[], nowMs: number, noLaterThanMs: number): Promise<void>;
}

export function apiKeyRepository(executor: Executor, kind: DatabaseKind): ApiKeyRepository {
  // The PostgreSQL driver returns bigint as text; milliseconds and versions fit a double.
  const number = (column: string) =>
    kind === "sqlite" ? sql<number>`${sql.ref(column)}` : sql<number>`${sql.ref(column)}::float8`;
  const columns = [
    ...(["k.id", "k.prefix", "k.sha256", "k.user_id", "k.name", "k.scopes"] as const),
    number("k.created_at_ms").as("created_at_ms"),
    sql<number | null>`${number("k.expires_at_ms")}`.as("expires_at_ms"),
    sql<number | null>`${number("k.last_used_at_ms")}`.as("last_used_at_ms"),
  ] as const;
  const keys = () => executor.selectFrom("api_keys as k").select(columns);

  return {
    async insert(key) {
      await executor
        .insertInto("api_keys")
        .values({
          ...{ id: key.id, prefix: key.prefix, sha256: key.sha256, name: key.name },
          user_id: key.userId,
          scopes: key.scopes.join(","),
          created_at_ms: Math.floor(key.createdAtMs),
          expires_at_ms: key.expiresAtMs === undefined ? null : Math.floor(key.expiresAtMs),
          last_used_at_ms: null,
        })
        .execute();
    },

    async findByPrefix(prefix) {
      // One statement reads both: a version that is read later could belong to a state without the key.
      const row = await keys()
        .leftJoin("user_versions as v", "v.user_id", "k.user_id")
        .select(sql<number | null>`${number("v.version")}`.as("version"))
        .where("k.prefix", "=", prefix)
        .executeTakeFirst();
      return row && { key: toKey(row), version: row.version ?? 0 };
    },

    async find(idOrPrefix) {
      const row = await keys()
        .where(({ eb, or }) => or([eb("k.id", "=", idOrPrefix), eb("k.prefix", "=", idOrPrefix)]))
        .executeTakeFirst();
      return row && toKey(row);
    },

    async list({ userId, after, limit }) {
      let query = keys().orderBy("k.id").limit(limit);
      if (userId !== undefined) query = query.where("k.user_id", "=", userId);
      if (after !== undefined) query = query.where("k.id", ">", after);
      return (await query.execute()).map(toKey);
    },

    async setExpiry({ id, userId }, expiresAtMs) {
      try {
        await executor
          .updateTable("api_keys")
          .set({ expires_at_ms: Math.floor(expiresAtMs) })
          .where("id", "=", id)
          .execute();
      } finally {
        noteWrite(executor, userId);
      }
    },

    async delete({ id, userId }) {
      try {
        const { numDeletedRows } = await executor
          .deleteFrom("api_keys")
          .where("id", "=", id)
          .executeTakeFirst();
        return numDeletedRows > 0n;
      } finally {
        noteWrite(executor, userId);
      }
    },

    async noteUse(ids, nowMs, noLaterThanMs) {
      await executor
        .updateTable("api_keys")
        .set({ last_used_at_ms: Math.floor(nowMs) })
        .where("id", "in", ids)
        .where(({ eb, or }) =>
          or([
            eb("last_used_at_ms", "is", null),
            eb("last_used_at_ms", "<=", Math.floor(noLaterThanMs)),
          ]),
        )
        .execute();
    },
  };
}

interface KeyRow {
  readonly id: string;
  readonly prefix: string;
  readonly sha256: string;
  readonly user_id: string;
  readonly name: string;
  readonly scopes: string;
  readonly created_at_ms: number;
  readonly expires_at_ms: number | null;
  readonly last_used_at_ms: number | null;
}

function toKey(row: KeyRow): StoredKey {
  return {
    ...{ id: row.id, prefix: row.prefix, sha256: row.sha256, name: row.name },
    userId: row.user_id,
    scopes: row.scopes.split(",").filter((scope): scope is Scope => isScope(scope)),
    createdAtMs: row.created_at_ms,
    expiresAtMs: row.expires_at_ms ?? undefined,
    lastUsedAtMs: row.last_used_at_ms ?? undefined,
  };
}
