import { readFileSync } from "node:fs";
import { packageFile } from "./own-files.ts";

/** The version of this package, such as `1.2.3`, both from the sources and from the bundle. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(packageFile("package.json"), "utf8"));
  const known = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return known ? String(manifest.version) : "unknown";
}
