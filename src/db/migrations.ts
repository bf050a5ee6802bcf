import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFile } from "../runtime/own-files.ts";
import type { DatabaseKind } from "./database.ts";

/** One migration file. */
export interface Migration {
  /** A name such as `0001_sessions`; names sort in the order of application. */
  readonly name: string;
  readonly text: string;
  /** SHA-256 of the text, hexadecimal. */
  readonly checksum: string;
  /** False when the file contains `-- no-transaction`; its statements then run one by one. */
  readonly transactional: boolean;
}

const FILE_NAME = /^(\d{4}_[a-z0-9_]+)\.sql$/;

/** All migrations of a database kind, in order, from `migrations/` at the root of the package. */
export function readMigrations(kind: DatabaseKind): Migration[] {
  const folder = packageFile(`migrations/${kind}`);
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) => {
      const name = FILE_NAME.exec(file)?.[1];
      // A checkout with Windows line endings has the same checksum.
      const text = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n");
      return name === undefined ? [] : [parseMigration(name, text)];
    });
}

export function parseMigration(name: string, text: string): Migration {
  return {
    name,
    text,
    checksum: createHash("sha256").update(text).digest("hex"),
    transactional: !/^-- no-transaction\s*$/m.test(text),
  };
}

/**
 * Splits the text of a migration without transaction at semicolons that end a line. Such files contain plain statements
 * only (indexes), no function bodies.
 */
export function splitStatements(text: string): string[] {
  return text
    .replaceAll(/^\s*--.*$/gm, "")
    .split(/;[ \t]*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
}

/**
 * Splits the text of a SQLite migration, because SQLite prepares one statement at a time. It splits at semicolons that end
 * a line, and after a trigger at the `end;` that begins a line.
 */
export function splitSqliteStatements(text: string): string[] {
  const statements: string[] = [];
  let current = "";
  for (const line of text.split("\n")) {
    if (/^\s*--/.test(line) || line.trim() === "") continue;
    current += `${line}\n`;
    const isTrigger = /^create trigger/i.test(current);
    if (isTrigger ? /^end;/i.test(line) : /;\s*$/.test(line)) {
      statements.push(current);
      current = "";
    }
  }
  if (current !== "") statements.push(current);
  return statements;
}
