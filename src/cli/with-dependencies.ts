import { readEnvironment } from "../config/environment.ts";
import { readConfig } from "../config/read-config.ts";
import type { Dependencies } from "../dependencies.ts";

/** Opens everything for the length of one command; closes it also when the command fails. */
export async function withDependencies(
  work: (dependencies: Dependencies) => Promise<void>,
): Promise<void> {
  const config = readConfig(readEnvironment());
  // Loaded late, so that help and a wrong configuration answer at once.
  const { openDependencies } = await import("../dependencies.ts");
  await using dependencies = await openDependencies(config);
  await work(dependencies);
}
