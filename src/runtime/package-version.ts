import { readFileSync } from "node:fs";
import { packageFile } from "./own-files.ts";

/** The version of this package, `1.2.3`, for the sources as well as for what they compile to. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(packageFile("package.json"), "utf8"));
  const known = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return known ? String(manifest.version) : "unknown";
}
