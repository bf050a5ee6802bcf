import { readEnvironment } from "./environment.ts";
import { type Environment, readConfig } from "./read-config.ts";

/** The configured language, or English where the configuration itself is what went wrong. */
export function findLocale(readEnv: () => Environment = readEnvironment): "en" | "cs" {
  try {
    return readConfig(readEnv()).locale;
  } catch {
    return "en";
  }
}
