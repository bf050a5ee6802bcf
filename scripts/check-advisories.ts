/**
 * Whether what the service runs with has known vulnerabilities of severity high or critical: `npm run check:advisories`.
 * A registry that tells no advisories fails nothing; that nobody looked is said.
 */
import { spawnSync } from "node:child_process";

/** What `npm audit --json` found. */
export type Verdict =
  | { readonly kind: "clean" }
  | { readonly kind: "vulnerable"; readonly packages: readonly string[] }
  | { readonly kind: "unknown" };

const SEVERE = new Set(["high", "critical"]);
const LIMIT_MS = 60_000;

/** @param report what `npm audit --json` printed */
export function readAudit(report: string): Verdict {
  const vulnerabilities = Object(parse(report)).vulnerabilities;
  if (typeof vulnerabilities !== "object" || vulnerabilities === null) return { kind: "unknown" };
  const packages = Object.entries(vulnerabilities)
    .filter(([, found]) => SEVERE.has(String(Object(found).severity)))
    .map(([name]) => name);
  return packages.length === 0 ? { kind: "clean" } : { kind: "vulnerable", packages };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  const audit = ["audit", "--omit=dev", "--audit-level=high", "--json"];
  const { stdout } = spawnSync("npm", audit, { encoding: "utf8", timeout: LIMIT_MS });
  const verdict = readAudit(stdout ?? "");
  if (verdict.kind === "clean") console.log("No known vulnerabilities of severity high.");
  if (verdict.kind === "unknown") {
    console.error("NOT CHECKED: this registry answers no question about known vulnerabilities.");
  }
  if (verdict.kind === "vulnerable") {
    console.error(`Known vulnerabilities in ${verdict.packages.join(", ")}; see npm audit.`);
    process.exitCode = 1;
  }
}
