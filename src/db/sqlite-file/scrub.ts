import { setTimeout as delay } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../tables.ts";

const TRIES = 50;
const RETRY_MS = 20;

/**
 * Writes the file anew without what was deleted: free pages and the log keep it until they are used again. Takes a second or
 * so per 100 MB, in which the connection does nothing else.
 */
export async function scrubFile(executor: Kysely<Tables>): Promise<void> {
  // With an empty log, so that what a crash leaves of the next step is known to be of this file.
  await emptyLog(executor);
  await sql`vacuum`.execute(executor);
  await emptyLog(executor);
}

/** Waits for reads of other processes. */
async function emptyLog(executor: Kysely<Tables>): Promise<void> {
  const checkpoint = sql<{ busy: number }>`pragma wal_checkpoint(truncate)`;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { rows } = await checkpoint.execute(executor);
    if (rows[0]?.busy === 0) return;
    await delay(RETRY_MS);
  }
}
