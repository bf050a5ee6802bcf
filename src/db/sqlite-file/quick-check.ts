import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { ownScript } from "../../runtime/own-files.ts";
import type { DatabaseDamagedError } from "../errors.ts";
import { damageOf, tellsOfDamage } from "./file-guard.ts";

/**
 * A file up to this size is checked in about 60 ms. A larger one needs a separate process, because a check cannot be
 * interrupted.
 */
const MAX_BYTES_AT_ONCE = 64 * 2 ** 20;
/** How long a start waits for that process. */
const WAIT_MS = 1000;
/** After this time the process is ended. */
const GIVE_UP_MS = 60_000;

/**
 * `quick_check` reads all pages in about 1 s per GB. `integrity_check` also compares each index with its table, in 20
 * times as long.
 */
export type CheckName = "quick_check" | "integrity_check";

/** SQLite's findings about the file; empty for an intact one. The file and its log stay unchanged. */
export function checkPages(path: string, name: CheckName, maxFindings: number): string[] {
  let connection: DatabaseSync | undefined;
  try {
    connection = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
    const rows = connection.prepare(`pragma ${name}(${maxFindings})`).all();
    return rows.map((row) => String(row[name])).filter((text) => text !== "ok");
  } catch (error) {
    if (!tellsOfDamage(error)) throw error;
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    connection?.close();
  }
}

/**
 * Checks every page of a file before it is served. The wait for a large file is bounded; damage that is found later is
 * reported to `onDamage`.
 * @throws DatabaseDamagedError
 */
export async function checkAtStart(
  path: string,
  onDamage: (damage: DatabaseDamagedError) => void,
): Promise<void> {
  if (statSync(path).size <= MAX_BYTES_AT_ONCE) {
    const [finding] = checkPages(path, "quick_check", 1);
    if (finding !== undefined) throw damageOf(path, finding);
    return;
  }
  let isWaiting = true;
  const result = checkBeside(path).then((finding) => {
    if (finding === undefined) return undefined;
    const damage = damageOf(path, finding);
    if (!isWaiting) onDamage(damage);
    return damage;
  });
  const { promise: enough, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, WAIT_MS, undefined);
  const damage = await Promise.race([result, enough]);
  clearTimeout(timer);
  isWaiting = false;
  if (damage !== undefined) throw damage;
}

/** The first finding of a separate process; undefined without one or after a timeout. */
function checkBeside(path: string): Promise<string | undefined> {
  const script = ownScript("db/sqlite-file/quick-check-process");
  const child = spawn(process.execPath, [script, path], {
    stdio: ["ignore", "pipe", "ignore"],
    timeout: GIVE_UP_MS,
    killSignal: "SIGKILL",
  });
  child.unref();
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  return new Promise((resolve) => {
    child.once("error", () => resolve(undefined));
    child.once("close", () => resolve(text === "" ? undefined : text));
  });
}
