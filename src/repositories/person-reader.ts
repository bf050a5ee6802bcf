import { CompiledQuery } from "kysely";
import type { DatabaseKind, Executor } from "../db/database.ts";
import { refuseFromMemory } from "../db/errors.ts";
import { readTogether } from "./read-together.ts";

/** Of which person a row is. */
export interface OfPerson {
  readonly person: string;
}

/**
 * Reads at most one row of each person, on PostgreSQL together with those who are asked for in the same turn.
 *
 * @param text with one parameter, the person on SQLite and a list of people on PostgreSQL
 */
export function personReader<Row extends OfPerson>(
  executor: Executor,
  kind: DatabaseKind,
  text: string,
): (userId: string) => Promise<Row | undefined> {
  async function rowsOf(asked: string | readonly string[]): Promise<readonly Row[]> {
    const { rows } = await executor.executeQuery<Row>(CompiledQuery.raw(text, [asked]));
    return rows;
  }
  if (kind === "sqlite") return async (userId) => (await rowsOf(userId))[0];
  const together = readTogether(
    async (people) => new Map((await rowsOf(people)).map((row) => [row.person, row])),
  );
  return async (userId) => {
    // Here, for the statement may be another's.
    refuseFromMemory();
    return together(userId);
  };
}
