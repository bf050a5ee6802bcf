import { existsSync } from "node:fs";
import { type Config, printableUrl } from "../../config/config.ts";
import type { Database } from "../../db/database.ts";
import { DatabaseError, DatabaseLockedError } from "../../db/errors.ts";
import { openDatabase, sqlitePath } from "../../db/open.ts";
import { schemaStatus } from "../../db/schema-status.ts";
import { acquireServerLock } from "../../db/server-lock.ts";
import { realPath } from "../../db/sqlite-file/private-file.ts";
import { examineFile } from "./examine-file.ts";
import { examinePrivileges } from "./examine-privileges.ts";
import { examineProfiles } from "./examine-profiles.ts";
import { type Finding, note, ok, problem } from "./finding.ts";

/** Can the database be reached, does its schema fit, who serves it, and is what is kept about it current? */
export async function examineDatabase(config: Config, nowMs: number): Promise<Finding[]> {
  const { databaseUrl } = config;
  const path = sqlitePath(databaseUrl);
  if (path === ":memory:") return [note("database", "in memory: gone when the service stops")];
  if (path !== undefined && !existsSync(path) && !existsSync(`${realPath(path)}-wal`)) {
    return [note("database", `${path} does not exist yet; the first start creates it`)];
  }
  const damage = path === undefined ? undefined : examineFile(realPath(path));
  if (damage !== undefined) return [damage];
  let database: Database;
  try {
    database = await openDatabase(databaseUrl, { migrate: false, poolSize: 1 });
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return [problem("database", error.message, "Correct DATABASE_URL or what it points to.")];
  }
  try {
    const lacking = database.kind === "postgres" ? await examinePrivileges(database) : [];
    if (lacking.length > 0) {
      return [ok("database", `${printableUrl(databaseUrl)} answers`), ...lacking];
    }
    const schema = await examineSchema(database);
    const usable = schema.every(({ status }) => status !== "problem");
    return [
      ok("database", `${printableUrl(databaseUrl)} answers`),
      ...schema,
      ...(path === undefined ? [] : examineLock(path)),
      ...(usable ? await examineProfiles(database, config, nowMs) : []),
    ];
  } finally {
    await database.close();
  }
}

async function examineSchema(database: Database): Promise<Finding[]> {
  const { applied, pending, unknown, changed } = await schemaStatus(database);
  const findings: Finding[] = [];
  if (pending.length > 0) {
    findings.push(
      problem(
        "schema",
        `missing: ${pending.join(", ")}`,
        "Run `pomodoro-ml migrate`; a server does the same at its start.",
      ),
    );
  }
  if (changed.length > 0) {
    findings.push(
      problem(
        "schema",
        `changed after they were applied: ${changed.join(", ")}`,
        "Restore these files of migrations/ as they were released.",
      ),
    );
  }
  if (unknown.length > 0) {
    findings.push(note("schema", `a newer version has been here: ${unknown.join(", ")}`));
  }
  return findings.length > 0 ? findings : [ok("schema", `up to date (${applied.length} steps)`)];
}

/** Asks by claiming the file for an instant; a claim that fails says who has it. */
function examineLock(path: string): Finding[] {
  if (!existsSync(`${path}.lock`)) return [note("server", "no server has used this file yet")];
  try {
    acquireServerLock(path, { pid: process.pid, address: "doctor" })();
    return [note("server", "no server is running on this file")];
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    if (!(error instanceof DatabaseLockedError)) {
      return [problem("server", error.message, "Let this user write beside the database file.")];
    }
    const { holder } = error;
    const who = holder === undefined ? "is starting" : `${holder.pid} at ${holder.address}`;
    return [ok("server", `process ${who} serves this file`)];
  }
}
