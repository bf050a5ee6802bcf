import type { VersionFeed } from "../ports.ts";
import type { Database } from "./database.ts";

/**
 * Starts watching the data version of each user, for writes by any program. Triggers of the schema raise versions in the
 * writing transaction, so writes by plain SQL are included.
 */
export function openVersionFeed(database: Database): Promise<VersionFeed> {
  return database.watch();
}
