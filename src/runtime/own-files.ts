import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The same code runs from its sources and from the few files of a bundle, which all lie in one folder. */
const IS_BUNDLED = !import.meta.url.endsWith(".ts");
const root = findRoot();

/** The folder of the code that runs: `src/` of a checkout, `dist/` of a package. */
export const CODE_FOLDER = IS_BUNDLED ? import.meta.dirname : join(import.meta.dirname, "..");

/** A file of the package by its path from the root, such as `migrations/sqlite`. */
export function packageFile(path: string): string {
  return join(root, path);
}

/**
 * A script that runs in a process or thread of its own, by its path below `src/` without an ending. It is an entry of
 * the bundle too (scripts/build.ts).
 */
export function ownScript(path: string): string {
  return join(CODE_FOLDER, IS_BUNDLED ? `${basename(path)}.js` : `${path}.ts`);
}

/** The nearest folder above this file that holds the migrations. */
function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "migrations", "sqlite"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("The folder migrations/ is missing from the package.");
    folder = parent;
  }
  return folder;
}
