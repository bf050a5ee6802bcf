import type { Config } from "../../config/config.ts";
import { ConfigError, problemText } from "../../config/config-error.ts";
import { readEnvironment } from "../../config/environment.ts";
import { findLocale } from "../../config/find-locale.ts";
import { type Environment, readConfig } from "../../config/read-config.ts";
import { SETTINGS } from "../../config/settings.ts";
import { systemClock } from "../../dependencies.ts";
import { examineDatabase } from "./examine-database.ts";
import { examineRedis } from "./examine-redis.ts";
import { examineTime } from "./examine-time.ts";
import { type Finding, ok, problem } from "./finding.ts";

/** Looks at everything the service stands on, and changes nothing. */
export async function examine(): Promise<Finding[]> {
  const read = examineConfiguration();
  // Without a configuration there is nothing to look at.
  if (read.config === undefined) return read.findings;
  const nowMs = systemClock.now();
  return [
    ...read.findings,
    ...examineTime(read.config, read.env, nowMs),
    ...(await examineDatabase(read.config, nowMs)),
    ...(await examineRedis(read.config)),
  ];
}

interface ReadConfiguration {
  readonly env: Environment;
  readonly config: Config | undefined;
  readonly findings: Finding[];
}

function examineConfiguration(): ReadConfiguration {
  let env: Environment = {};
  try {
    env = readEnvironment();
    const config = readConfig(env);
    const set = Object.values(SETTINGS)
      .map(({ name }) => name)
      .filter((name) => env[name] !== undefined || env[`${name}_FILE`] !== undefined);
    const detail = set.length === 0 ? "all defaults" : `readable; set: ${set.join(", ")}`;
    return { env, config, findings: [ok("configuration", detail)] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const findings = error.problems.map((wrong) =>
      problem(
        "configuration",
        `${wrong.name}: ${problemText(wrong, findLocale())}`,
        "`pomodoro-ml --help` lists every setting; the values come from the environment and .env.",
      ),
    );
    return { env, config: undefined, findings };
  }
}
