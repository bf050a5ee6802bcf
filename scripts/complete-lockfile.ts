/**
 * Adds to package-lock.json the optional packages of other platforms that npm left out. A registry mirror that lacks
 * them makes `npm install` drop them in silence, and `npm ci` then refuses the lockfile everywhere. Run after
 * every `npm install`; `npm ci` is the check.
 *
 *   npm run lockfile
 */
import { readFileSync, writeFileSync } from "node:fs";

interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const SYSTEMS = new Set(["android", "darwin", "freebsd", "linux", "openharmony", "win32"]);
const PROCESSORS = new Set(["arm", "arm64", "ia32", "ppc64", "riscv64", "s390x", "x64"]);
const EXACT_VERSION = /^\d/;

const path = "package-lock.json";
const lock = JSON.parse(readFileSync(path, "utf8"));
const packages = new Map<string, LockedPackage>(Object.entries(lock.packages));
let added = 0;
for (const { dev, optionalDependencies } of [...packages.values()]) {
  for (const [name, version] of Object.entries(optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    const platform = platformOf(name);
    if (packages.has(key) || platform === undefined || !EXACT_VERSION.test(version)) continue;
    packages.set(key, { version, ...platform, ...(dev === true ? { dev } : {}), optional: true });
    added += 1;
  }
}
lock.packages = Object.fromEntries([...packages].sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} packages of other platforms added.`);

/** What the name says: `@scope/tool-linux-x64-musl`. */
function platformOf(name: string): Pick<LockedPackage, "os" | "cpu" | "libc"> | undefined {
  const words = name.split(/[/-]/);
  const os = words.filter((word) => SYSTEMS.has(word));
  if (os.length === 0) return undefined;
  const cpu = words.filter((word) => PROCESSORS.has(word));
  const last = words.at(-1) ?? "";
  const libc = last.startsWith("musl") ? ["musl"] : last.startsWith("gnu") ? ["glibc"] : [];
  return { os, ...(cpu.length > 0 ? { cpu } : {}), ...(libc.length > 0 ? { libc } : {}) };
}
