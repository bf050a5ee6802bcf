import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import { sql } from "kysely";
import { dataName } from "../../src/composition/shared-store.ts";
import type { Database } from "../../src/db/database.ts";

/** Tables in which a text is found, read row by row as text. */
export async function tablesWith({ kind, executor }: Database, text: string): Promise<string[]> {
  const names =
    kind === "sqlite"
      ? sql<{ name: string }>`select name from sqlite_schema where type = 'table'`
      : sql<{ name: string }>`select table_name::text as name from information_schema.tables
          where table_schema = current_schema()`;
  const found: string[] = [];
  for (const { name } of (await names.execute(executor)).rows) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(executor);
    if (rows.some((row) => written(row).includes(text))) found.push(name);
  }
  return found;
}

function written(row: unknown): string {
  return JSON.stringify(row, (_name, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value,
  );
}

/** Files of an embedded database in which a text is found, free pages and log included. */
export function filesWith(url: string, text: string): string[] {
  const path = url.startsWith("file:///") ? fileURLToPath(url) : url.replace(/^file:/, "");
  return [path, `${path}-wal`].filter((file) => {
    try {
      return readFileSync(file).includes(text);
    } catch {
      return false;
    }
  });
}

/** Keys that services on a database have in Redis, and under which a text is stored. */
export async function keysWith(
  redisUrl: string,
  databaseUrl: string,
  text: string,
): Promise<string[]> {
  const redis = new Redis(redisUrl);
  const found: string[] = [];
  try {
    for await (const keys of redis.scanStream({
      match: `pomodoro-ml:${dataName(databaseUrl)}:*`,
      count: 500,
    })) {
      for (const key of keys) {
        const value = await redis.dump(key);
        const isText = (await redis.type(key)) === "string";
        const stored = isText ? await redis.get(key) : String(value);
        if (key.includes(text) || stored?.includes(text)) found.push(key);
      }
    }
  } finally {
    redis.disconnect();
  }
  return found;
}
