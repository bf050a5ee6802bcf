import { readEnvironment } from "./environment.ts";
import type { Environment } from "./read-config.ts";
import { SETTINGS } from "./settings.ts";

/**
 * Language of a command's output: the configured one, even when other settings are invalid, otherwise that of the
 * terminal; English when the configured one is invalid.
 */
export function findLocale(readEnv: () => Environment = readEnvironment): "en" | "cs" {
  const { name, type, default: standard } = SETTINGS.locale;
  try {
    const env = readEnv();
    const text = env[name]?.trim() ?? "";
    return text === "" ? terminalLocale(env) : type.read(text);
  } catch {
    return standard;
  }
}

/** The POSIX variables that can set the language of messages. The first non-empty one does. */
const POSIX_VARIABLES = ["LC_ALL", "LC_MESSAGES", "LANG"] as const;

/** Language of the terminal. A server has none: it may be started from anywhere. */
function terminalLocale(env: Environment): "en" | "cs" {
  const set = POSIX_VARIABLES.map((name) => env[name] ?? "").find((text) => text !== "");
  // For example `cs`, `cs_CZ` and `cs_CZ.UTF-8`.
  return /^cs(?:[_.@]|$)/i.test(set ?? "") ? "cs" : SETTINGS.locale.default;
}
