import type { Database } from "../../db/database.ts";
import { readLackingPrivileges } from "../../db/postgres-privileges.ts";
import { type Finding, problem } from "./finding.ts";

/** What the role of DATABASE_URL may not do on PostgreSQL and has to; empty when it may do everything. */
export async function examinePrivileges({ executor }: Database): Promise<Finding[]> {
  const { role, schema, creates, tables } = await readLackingPrivileges(executor);
  if (schema === null) {
    const cure = `As the owner of the database: grant usage, create on schema public to ${role};`;
    return [problem("privileges", `${role} may use no schema of this database`, cure)];
  }
  const findings: Finding[] = [];
  if (!creates) {
    findings.push(
      problem(
        "privileges",
        `${role} may not create tables in the schema ${schema}, which migrations do`,
        `As the owner of the database: grant create on schema ${schema} to ${role};`,
      ),
    );
  }
  for (const { name, rights } of tables) {
    const list = rights.join(", ");
    const cure = `As the owner of the table: grant ${list} on ${name} to ${role};`;
    findings.push(problem("privileges", `${role} may not ${list} on the table ${name}`, cure));
  }
  return findings;
}
