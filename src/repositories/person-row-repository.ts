import { sql } from "kysely";
import type { Executor } from "../db/database.ts";
import type { PersonTable } from "../domain/person-tables.ts";

/** The columns of one row in JSON types; bytes in base64. */
export type PersonRow = Readonly<Record<string, unknown>>;

/** The stored rows of a person in any table. */
export interface PersonRowRepository {
  /** Reads rows in chunks, without the person's id and without secrets. */
  read(table: PersonTable, userId: string): AsyncIterable<readonly PersonRow[]>;
}

const CHUNK = 200;

export function personRowRepository(executor: Executor): PersonRowRepository {
  return {
    async *read({ name, order, secret = [] }, userId) {
      const hidden = new Set(["user_id", ...secret]);
      const columns = sql.join(order.map((column) => sql.ref(column)));
      for (let offset = 0; ; offset += CHUNK) {
        const { rows } = await sql<Record<string, unknown>>`
          select * from ${sql.table(name)} where user_id = ${userId}
          order by ${columns} limit ${CHUNK} offset ${offset}`.execute(executor);
        if (rows.length > 0) yield rows.map((row) => shown(row, hidden));
        if (rows.length < CHUNK) return;
      }
    },
  };
}

function shown(row: Readonly<Record<string, unknown>>, hidden: ReadonlySet<string>): PersonRow {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([column]) => !hidden.has(column))
      .map(([column, value]) => [column, plain(value)]),
  );
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  return typeof value === "bigint" ? Number(value) : value;
}
