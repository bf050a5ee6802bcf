import {
  type Dialect,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { Database } from "./database.ts";
import type { DatabaseDamagedError } from "./errors.ts";
import type { Tables } from "./tables.ts";

/**
 * Replaces the database of a SQLite file that must not be opened: every query fails with the error. A server with a damaged
 * file thus starts, reports that it is not ready, and answers every request with the damage.
 */
export function damagedDatabase(damage: DatabaseDamagedError): Database {
  const fail = async () => {
    throw damage;
  };
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => ({
      async init() {},
      acquireConnection: fail,
      beginTransaction: fail,
      commitTransaction: fail,
      rollbackTransaction: fail,
      async releaseConnection() {},
      async destroy() {},
    }),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
  const executor = new Kysely<Tables>({ dialect });
  return {
    kind: "sqlite",
    executor,
    transaction: fail,
    ping: fail,
    maintain: fail,
    watch: async () => ({ current: fail, async close() {} }),
    close: () => executor.destroy(),
  };
}
