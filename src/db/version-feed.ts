import type { VersionFeed } from "../ports.ts";
import type { Database } from "./database.ts";

/**
 * Starts watching which version of each user's data is current, for writes by any program. The triggers of the
 * schema raise versions in the writing transaction, so plain SQL counts.
 */
export function openVersionFeed(database: Database): Promise<VersionFeed> {
  return database.watch();
}
