import { existsSync } from "node:fs";
import { type Config, printableUrl } from "../../config/config.ts";
import type { Environment } from "../../config/read-config.ts";
import type { Database } from "../../db/database.ts";
import { DatabaseError, DatabaseLockedError } from "../../db/errors.ts";
import { openDatabase, sqlitePath } from "../../db/open.ts";
import { schemaStatus } from "../../db/schema-status.ts";
import { acquireServerLock } from "../../db/server-lock.ts";
import { realPath } from "../../db/sqlite-file/private-file.ts";
import { say } from "../../messages/said.ts";
import { examineFile } from "./examine-file.ts";
import { examineLanguage } from "./examine-language.ts";
import { examinePrivileges } from "./examine-privileges.ts";
import { examineProfiles } from "./examine-profiles.ts";
import { type Finding, note, ok, problem, problemWith } from "./finding.ts";

/**
 * Checks whether the database is reachable, its schema is current, a server is running on it, and stored states are up
 * to date.
 */
export async function examineDatabase(
  config: Config,
  env: Environment,
  nowMs: number,
): Promise<Finding[]> {
  const { databaseUrl } = config;
  const path = sqlitePath(databaseUrl);
  if (path === ":memory:") return [note("database", "doctor.database.memory")];
  if (path !== undefined && !existsSync(path) && !existsSync(`${realPath(path)}-wal`)) {
    return [note("database", "doctor.database.absent", { path })];
  }
  const damage = path === undefined ? undefined : await examineFile(realPath(path));
  if (damage !== undefined) return [damage];
  let database: Database;
  try {
    database = await openDatabase(databaseUrl, { migrate: false, poolSize: 1 });
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return [problemWith("database", error.said, say("doctor.database.cure"))];
  }
  const answers = ok("database", "doctor.database.answers", {
    database: printableUrl(databaseUrl),
  });
  try {
    const lacking = database.kind === "postgres" ? await examinePrivileges(database) : [];
    if (lacking.length > 0) {
      return [answers, ...lacking];
    }
    const schema = await examineSchema(database);
    const usable = schema.every(({ status }) => status !== "problem");
    return [
      answers,
      ...(await examineLanguage(database, env)),
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
    findings.push(problem("schema", "doctor.schema.missing", { names: pending.join(", ") }));
  }
  if (changed.length > 0) {
    findings.push(problem("schema", "doctor.schema.changed", { names: changed.join(", ") }));
  }
  if (unknown.length > 0) {
    findings.push(note("schema", "doctor.schema.newer", { names: unknown.join(", ") }));
  }
  if (findings.length > 0) return findings;
  return [ok("schema", "doctor.schema.current", { steps: String(applied.length) })];
}

/** Tries to lock the file for an instant; a failure names the process that holds it. */
function examineLock(path: string): Finding[] {
  if (!existsSync(`${path}.lock`)) return [note("server", "doctor.server.never")];
  try {
    acquireServerLock(path, { pid: process.pid, address: "doctor" })();
    return [note("server", "doctor.server.none")];
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    if (!(error instanceof DatabaseLockedError)) {
      return [problemWith("server", error.said, say("doctor.server.unwritable.cure"))];
    }
    const { holder } = error;
    if (holder === undefined) return [ok("server", "doctor.server.starting")];
    const { pid, address } = holder;
    return [ok("server", "doctor.server.running", { pid: String(pid), address })];
  }
}
