import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Whether the code runs from a bundle, whose files all lie in one folder, instead of from its sources. */
const IS_BUNDLED = !import.meta.url.endsWith(".ts");
const root = findRoot();

/** The folder of the running code: `src/` of a checkout, `dist/` of a package. */
export const CODE_FOLDER = IS_BUNDLED ? import.meta.dirname : join(import.meta.dirname, "..");

/** A file of the package by its path from the root, such as `migrations/sqlite`. */
export function packageFile(path: string): string {
  return join(root, path);
}

/**
 * A script that runs in its own process or thread, by its path below `src/` without the extension. It is an entry point
 * of the bundle too (scripts/build.ts).
 */
export function ownScript(path: string): string {
  return join(CODE_FOLDER, IS_BUNDLED ? `${basename(path)}.js` : `${path}.ts`);
}

/** The nearest folder above this file that contains the migrations. */
function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "migrations", "sqlite"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("The folder migrations/ is missing from the package.");
    folder = parent;
  }
  return folder;
}
