/**
 * Bundles the sources into a few files of JavaScript, which start in half the time that two thousand modules take
 * (docs/decisions/0026-bundle.md). What is loaded on demand stays a file of its own.
 *
 *   npm run build                    into dist/, as the published package carries it
 *   npm run build -- --to FOLDER
 */
import { cpSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";

const root = resolve(import.meta.dirname, "..");

/** The command line, and what runs in a process or thread of its own. */
const ENTRIES = [
  "src/cli/main.ts",
  "src/db/sqlite-file/quick-check-process.ts",
  "src/parity/proxy/mirror-worker.ts",
];

/** What the published package holds besides the bundle (`files` in package.json). */
const CARRIED = ["bin", "migrations", "web", "openapi.json", "package.json"];

/** Their hundreds of small modules cost as much at a start as all of ours; every other package stays as it is. */
const BUNDLED = new Set(["typebox", "kysely"]);

export async function buildBundle(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    entryNames: "[name]",
    outdir: folder,
    bundle: true,
    splitting: true,
    external: externalPackages(),
    format: "esm",
    platform: "node",
    target: "node26",
    logLevel: "warning",
  });
}

function externalPackages(): string[] {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const names = Object.keys(dependencies).filter((name) => !BUNDLED.has(name));
  return names.flatMap((name) => [name, `${name}/*`]);
}

/** The package as it is published, without its packages. */
export async function buildPackage(folder: string): Promise<void> {
  await buildBundle(join(folder, "dist"));
  for (const part of CARRIED) cpSync(join(root, part), join(folder, part), { recursive: true });
}

if (import.meta.main) {
  const [option, folder = "dist"] = process.argv.slice(2);
  if (option !== undefined && option !== "--to") throw new Error(`Unknown: ${option}`);
  await buildBundle(resolve(root, folder));
}
