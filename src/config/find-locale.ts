import { readEnvironment } from "./environment.ts";
import type { Environment } from "./read-config.ts";
import { SETTINGS } from "./settings.ts";

/** The configured language, even when other settings are invalid; English when the language itself is. */
export function findLocale(readEnv: () => Environment = readEnvironment): "en" | "cs" {
  const { name, type, default: standard } = SETTINGS.locale;
  try {
    const text = readEnv()[name]?.trim() ?? "";
    return text === "" ? standard : type.read(text);
  } catch {
    return standard;
  }
}
