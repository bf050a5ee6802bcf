import { sql } from "kysely";
import type { Executor } from "../db/database.ts";
import { type ColumnMapping, isMappedField } from "../domain/import-mapping.ts";

/** A person's column mappings of tables, by fingerprint of the header. */
export interface ImportMappingRepository {
  list(userId: string): Promise<ReadonlyMap<string, ColumnMapping>>;
  /** Stores a mapping; it replaces an earlier one of the same header. Beyond a limit the oldest are deleted. */
  save(userId: string, fingerprint: string, columns: ColumnMapping, nowMs: number): Promise<void>;
}

/** Mappings per person: more than anybody needs. Every import loads all of them. */
const KEPT = 100;

export function importMappingRepository(executor: Executor): ImportMappingRepository {
  return {
    async list(userId) {
      const rows = await executor
        .selectFrom("import_mappings")
        .select(["fingerprint", "columns"])
        .where("user_id", "=", userId)
        .execute();
      return new Map(rows.map((row) => [row.fingerprint, parseColumns(row.columns)]));
    },

    async save(userId, fingerprint, columns, nowMs) {
      const said = { columns: JSON.stringify(columns), saved_at_ms: Math.floor(nowMs) };
      await executor
        .insertInto("import_mappings")
        .values({ user_id: userId, fingerprint, ...said })
        .onConflict((row) => row.columns(["user_id", "fingerprint"]).doUpdateSet(said))
        .execute();
      await sql`
        delete from import_mappings where user_id = ${userId} and fingerprint not in (
          select fingerprint from import_mappings where user_id = ${userId}
          order by saved_at_ms desc, fingerprint limit ${sql.lit(KEPT)}
        )`.execute(executor);
    },
  };
}

function parseColumns(json: string): ColumnMapping {
  const columns: unknown = JSON.parse(json);
  const entries = Object.entries(Object(columns)).filter(
    ([field, name]) => isMappedField(field) && typeof name === "string",
  );
  return Object.fromEntries(entries);
}
