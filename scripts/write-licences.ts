/** Writes docs/licences.md from the lockfile: `node scripts/write-licences.ts`. Fails on a licence that is not allowed. */
import { readFileSync, writeFileSync } from "node:fs";

const ROOT = new URL("../", import.meta.url);
const MODULES = "node_modules/";

/** Permissive ones: they ask for their notice to be kept, and nothing of our own code. */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "MIT",
  "Unlicense",
]);

/** A package that the service runs with. */
export interface Licensed {
  readonly name: string;
  readonly version: string;
  /** As the package states it, an SPDX expression. */
  readonly licence: string;
}

/**
 * Packages of a lockfile without those for development only, in the order of their names.
 *
 * @param lockfile the text of package-lock.json
 */
export function licensedPackages(lockfile: string): readonly Licensed[] {
  const found = new Map<string, Licensed>();
  for (const [path, entry] of Object.entries(Object(JSON.parse(lockfile).packages))) {
    const { version, license = "", dev } = Object(entry);
    if (path === "" || dev === true) continue;
    const name = path.slice(path.lastIndexOf(MODULES) + MODULES.length);
    found.set(`${name} ${version}`, { name, version: String(version), licence: String(license) });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, licensed]) => licensed);
}

/** Whether one of the alternatives of an expression is allowed; several at once have to be all. */
export function isAllowed(licence: string): boolean {
  return licence
    .replaceAll(/[()]/g, "")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((part) => ALLOWED.has(part.trim())));
}

/** @throws Error naming the packages whose licence is not allowed */
export function renderLicences(packages: readonly Licensed[]): string {
  const refused = packages.filter(({ licence }) => !isAllowed(licence));
  if (refused.length > 0) {
    const list = refused.map(({ name, licence }) => `${name} (${licence || "none stated"})`);
    throw new Error(`licences that are not allowed: ${list.join(", ")}`);
  }
  const rows = packages.map(
    ({ name, version, licence }) => `| ${name} | ${version} | ${licence} |\n`,
  );
  return `# Licences of what the service runs with

Written by \`scripts/write-licences.ts\` from the lockfile; what serves development alone is not in the list. Each package brings the
text of its licence along. Allowed are ${[...ALLOWED].join(", ")}; another one stops the build.

| Package | Version | Licence |
| --- | --- | --- |
${rows.join("")}`;
}

if (import.meta.main) {
  const lockfile = readFileSync(new URL("package-lock.json", ROOT), "utf8");
  writeFileSync(new URL("docs/licences.md", ROOT), renderLicences(licensedPackages(lockfile)));
}
