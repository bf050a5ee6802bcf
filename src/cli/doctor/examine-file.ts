import { DatabaseDamagedError, DatabaseError } from "../../db/errors.ts";
import { examine } from "../../db/sqlite-file/examine.ts";
import { checkPages } from "../../db/sqlite-file/quick-check.ts";
import { say } from "../../messages/said.ts";
import { type Finding, problemWith } from "./finding.ts";

/** Number of SQLite's findings that are shown; the first one names the kind of damage. */
const MAX_FINDINGS = 3;

/**
 * Runs the full check of a SQLite file, including each index against its table: about 5 s for a million sessions.
 * Changes neither the file nor its write-ahead log.
 * @param path a real path
 * @returns `undefined` when nothing is wrong
 */
export async function examineFile(path: string): Promise<Finding | undefined> {
  try {
    await examine(path);
    const findings = checkPages(path, "integrity_check", MAX_FINDINGS);
    if (findings.length === 0) return undefined;
    // The first line names the part of the file, the next ones the pages.
    const what = findings.flatMap((finding) => finding.split("\n")).slice(0, MAX_FINDINGS);
    throw new DatabaseDamagedError(path, "pages", "damage", { reason: what.join("; ") });
  } catch (error) {
    if (error instanceof DatabaseDamagedError) {
      return problemWith("database", error.damage, error.cure);
    }
    if (error instanceof DatabaseError) {
      return problemWith("database", error.said, say("doctor.database.cure"));
    }
    const reason = error instanceof Error ? error.message : String(error);
    return problemWith(
      "database",
      say("doctor.database.other", { path, reason }),
      say("doctor.database.file_cure"),
    );
  }
}
