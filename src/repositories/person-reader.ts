import { CompiledQuery } from "kysely";
import type { DatabaseKind, Executor } from "../db/database.ts";
import { refuseFromMemory } from "../db/errors.ts";
import { readTogether } from "./read-together.ts";

/** A row with its person. */
export interface OfPerson {
  readonly person: string;
}

/**
 * Reads at most one row per person. On PostgreSQL, people who are requested in the same event-loop turn share a statement.
 *
 * @param text a statement with one parameter: the person on SQLite, a list of people on PostgreSQL
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
    // Checked here, because the statement may run in the context of another request.
    refuseFromMemory();
    return together(userId);
  };
}
