import { setTimeout as delay } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../tables.ts";

const TRIES = 50;
const RETRY_MS = 20;

/**
 * Rewrites the file without deleted data, which free pages and the log keep until they are reused. It takes about a second
 * per 100 MB and blocks the connection.
 */
export async function scrubFile(executor: Kysely<Tables>): Promise<void> {
  // The log is emptied first, so that a log after a crash in the next step is known to belong to this file.
  await emptyLog(executor);
  await sql`vacuum`.execute(executor);
  await emptyLog(executor);
}

/** Empties the write-ahead log. Waits for reads of other processes. */
async function emptyLog(executor: Kysely<Tables>): Promise<void> {
  const checkpoint = sql<{ busy: number }>`pragma wal_checkpoint(truncate)`;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { rows } = await checkpoint.execute(executor);
    if (rows[0]?.busy === 0) return;
    await delay(RETRY_MS);
  }
}
