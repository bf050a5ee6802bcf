import type { Config } from "../../config/config.ts";
import { ConfigError, problemText } from "../../config/config-error.ts";
import { readEnvironment } from "../../config/environment.ts";
import { findLocale } from "../../config/find-locale.ts";
import { type Environment, readConfig } from "../../config/read-config.ts";
import { SETTINGS } from "../../config/settings.ts";
import { systemClock } from "../../dependencies.ts";
import { say } from "../../messages/said.ts";
import { examineDatabase } from "./examine-database.ts";
import { examineRedis } from "./examine-redis.ts";
import { examineTime } from "./examine-time.ts";
import { type Finding, ok, problemWith } from "./finding.ts";

/** Runs all checks; changes nothing. */
export async function examine(): Promise<Finding[]> {
  const read = examineConfiguration();
  // Without a configuration nothing else can be checked.
  if (read.config === undefined) return read.findings;
  const nowMs = systemClock.now();
  return [
    ...read.findings,
    ...examineTime(read.config, read.env, nowMs),
    ...(await examineDatabase(read.config, read.env, nowMs)),
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
    const finding =
      set.length === 0
        ? ok("configuration", "doctor.configuration.defaults")
        : ok("configuration", "doctor.configuration.set", { names: set.join(", ") });
    return { env, config, findings: [finding] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const locale = findLocale();
    const findings = error.problems.map((wrong) =>
      problemWith(
        "configuration",
        say("doctor.configuration.problem", {
          name: wrong.name,
          problem: problemText(wrong, locale),
        }),
        say("doctor.configuration.cure"),
      ),
    );
    return { env, config: undefined, findings };
  }
}
