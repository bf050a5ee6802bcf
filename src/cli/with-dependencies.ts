import { readEnvironment } from "../config/environment.ts";
import { findLocale } from "../config/find-locale.ts";
import { readConfig } from "../config/read-config.ts";
import type { Dependencies } from "../dependencies.ts";

/** Opens all dependencies for one command, and closes them even when it fails. */
export async function withDependencies(
  work: (dependencies: Dependencies) => Promise<void>,
): Promise<void> {
  const env = readEnvironment();
  const config = { ...readConfig(env), locale: findLocale(() => env) };
  // Loaded lazily, so that help and configuration errors are shown immediately.
  const { openDependencies } = await import("../dependencies.ts");
  await using dependencies = await openDependencies(config);
  await work(dependencies);
}
