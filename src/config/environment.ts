import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { ConfigError, configProblem } from "./config-error.ts";
import type { Environment } from "./read-config.ts";
import { SETTINGS } from "./settings.ts";

/**
 * The process environment, completed by the optional `.env` of a folder. The real environment wins,
 * and for a secret it wins over both spellings: `AI_API_KEY_FILE` outside replaces `AI_API_KEY` in the file.
 *
 * @throws ConfigError when `.env` exists but cannot be read
 */
export function readEnvironment(
  folder: string = process.cwd(),
  real: Environment = process.env,
): Environment {
  const fromFile = { ...readDotEnv(join(folder, ".env")) };
  for (const setting of Object.values(SETTINGS)) {
    const file = `${setting.name}_FILE`;
    if (!("secret" in setting) || !(isSet(real, setting.name) || isSet(real, file))) continue;
    delete fromFile[setting.name];
    delete fromFile[file];
  }
  return { ...fromFile, ...real };
}

/** Sets a variable for this process and those that it starts. */
export function setForThisRun(name: string, value: string): void {
  process.env[name] = value;
}

function isSet(env: Environment, name: string): boolean {
  return (env[name] ?? "").trim() !== "";
}

function readDotEnv(path: string): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(path, "utf8").replace(/^\uFEFF/, ""));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "ENOENT") return {};
    throw new ConfigError([configProblem(path, "config.unreadable_env", { code })]);
  }
}
