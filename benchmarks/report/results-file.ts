import { existsSync, readFileSync, writeFileSync } from "node:fs";

const FOLDER = new URL("../results/", import.meta.url);

/** What `writeResults` wrote under this name; `undefined` when nothing was measured yet. */
export function readResults(name: string): unknown {
  const file = new URL(`${name}.json`, FOLDER);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/** Keeps figures under a section's name, to be committed. */
export function writeResults(name: string, results: object): void {
  writeFileSync(new URL(`${name}.json`, FOLDER), `${JSON.stringify(results, null, 2)}\n`);
}
