import type { DatabaseSync } from "node:sqlite";
import { normalizeName } from "../domain/normalize-name.ts";

/** SQL functions that migrations of SQLite call; no trigger does, because other programs do not have them. */
export function addSqliteFunctions(connection: DatabaseSync): void {
  const options = { deterministic: true };
  connection.function("pomodoro_normalize_name", options, (name, maxLength) => {
    if (typeof name !== "string") return name;
    const normal = normalizeName(name);
    // SQLite counts characters, not UTF-16 units.
    return [...normal].length > Number(maxLength) ? name : normal;
  });
  connection.function("pomodoro_normalize_names", options, (json) =>
    typeof json === "string" ? normalizeNames(json) : json,
  );
}

/** A JSON array of names, each spelling once, in order; any other text as it is. */
function normalizeNames(json: string): string {
  let names: unknown;
  try {
    names = JSON.parse(json);
  } catch {
    return json;
  }
  if (!Array.isArray(names)) return json;
  const normal = names.map((name) => normalizeName(String(name))).filter((name) => name !== "");
  return JSON.stringify([...new Set(normal)]);
}
