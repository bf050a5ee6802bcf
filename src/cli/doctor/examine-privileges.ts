import type { Database } from "../../db/database.ts";
import { readLackingPrivileges } from "../../db/postgres-privileges.ts";
import { type Finding, problem } from "./finding.ts";

/** Checks which required privileges the role of DATABASE_URL lacks on PostgreSQL; empty when it has all. */
export async function examinePrivileges({ executor }: Database): Promise<Finding[]> {
  const { role, schema, creates, tables } = await readLackingPrivileges(executor);
  if (schema === null) {
    return [problem("privileges", "doctor.privileges.schema", { role })];
  }
  const findings: Finding[] = [];
  if (!creates) {
    findings.push(problem("privileges", "doctor.privileges.create", { role, schema }));
  }
  for (const { name, rights } of tables) {
    const params = { role, name, rights: rights.join(", ") };
    findings.push(problem("privileges", "doctor.privileges.table", params));
  }
  return findings;
}
