import { existsSync, globSync } from "node:fs";

/** Test files of the named files and folders, each once, in order; and the names that lead to none. */
export function selectTests(names: readonly string[]): {
  readonly files: readonly string[];
  readonly wrong: readonly string[];
} {
  const found = names.map((name) => ({ name, files: filesOf(name) }));
  return {
    files: [...new Set(found.flatMap(({ files }) => files))].sort(),
    wrong: found.filter(({ files }) => files.length === 0).map(({ name }) => name),
  };
}

function filesOf(name: string): string[] {
  if (name.endsWith(".test.ts")) return existsSync(name) ? [name] : [];
  return globSync(`${name}/**/*.test.ts`);
}
