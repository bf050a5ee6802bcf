import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../../src/db/open.ts";

let migrated: Promise<string> | undefined;
let image: Promise<Uint8Array> | undefined;

/** An empty database of the newest schema. One is migrated for this process: a copy of it takes a sixth of the time. */
export async function copyMigratedSqlite(to: string): Promise<void> {
  migrated ??= createMigratedFile();
  copyFileSync(await migrated, to);
}

/** The same for a database in memory. */
export function migratedImage(): Promise<Uint8Array> {
  image ??= readImage();
  return image;
}

async function readImage(): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), "pomodoro-template-"));
  try {
    const path = join(folder, "pomodoro.db");
    await copyMigratedSqlite(path);
    const connection = new DatabaseSync(path);
    // A database in memory has no write-ahead log.
    connection.exec("pragma journal_mode = delete");
    connection.close();
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function createMigratedFile(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "pomodoro-template-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "pomodoro.db");
  const database = await openDatabase(`file:${path}`, { migrate: true });
  await database.close();
  return path;
}
