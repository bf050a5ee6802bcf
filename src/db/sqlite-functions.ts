import type { DatabaseSync } from "node:sqlite";
import { normalizeName } from "../domain/normalize-name.ts";

/** Registers the SQL functions of SQLite's migrations. Triggers must not call them, because other programs lack them. */
export function addSqliteFunctions(connection: DatabaseSync): void {
  const options = { deterministic: true };
  connection.function("pomodoro_normalize_name", options, (name, maxLength) => {
    if (typeof name !== "string") return name;
    const normal = normalizeName(name);
    // SQLite counts code points, not UTF-16 units.
    return [...normal].length > Number(maxLength) ? name : normal;
  });
  connection.function("pomodoro_normalize_names", options, (json) =>
    typeof json === "string" ? normalizeNames(json) : json,
  );
}

/** Normalizes a JSON array of names and removes duplicates, keeping the order. Any other text stays unchanged. */
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
