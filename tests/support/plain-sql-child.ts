/** Another program: runs SQL that it reads from its input, one JSON string per line, knowing nothing of ours. */

import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { Client } from "pg";

const url = process.argv[2] ?? "";
const run = url.startsWith("file:") ? runOnSqlite() : await runOnPostgres();

for await (const line of createInterface({ input: process.stdin })) {
  try {
    await run(String(JSON.parse(line)));
    process.stdout.write("done\n");
  } catch (error) {
    process.stdout.write(`${error}\n`);
  }
}
process.exit();

function runOnSqlite(): (statements: string) => Promise<void> {
  const connection = new DatabaseSync(url.slice("file:".length), { timeout: 5000 });
  return async (statements) => connection.exec(statements);
}

async function runOnPostgres(): Promise<(statements: string) => Promise<void>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return async (statements) => {
    await client.query(statements);
  };
}
