import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { inspect } from "node:util";
import { printableUrl } from "../../../src/config/config.ts";
import { ConfigError, problemText } from "../../../src/config/config-error.ts";
import { readEnvironment } from "../../../src/config/environment.ts";
import { type Environment, readConfig } from "../../../src/config/read-config.ts";

const folder = mkdtempSync(join(tmpdir(), "pomodoro-config-"));
after(() => rmSync(folder, { recursive: true }));

const MACHINE = { timezone: "Europe/Prague", cores: 6 };

function fileWith(text: string): string {
  const path = join(folder, `secret-${Math.random()}`);
  writeFileSync(path, text);
  return path;
}

function problemsOf(env: Environment): Record<string, string> {
  try {
    readConfig(env, MACHINE);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return Object.fromEntries(
      error.problems.map((problem) => [problem.name, problemText(problem, "en")]),
    );
  }
  return {};
}

describe("the configuration of an environment", () => {
  test("is complete without any variable: port 5002, on loopback only", () => {
    const config = readConfig({}, MACHINE);
    assert.equal(config.port, 5002);
    assert.equal(config.host, "127.0.0.1");
    assert.equal(config.databaseUrl, "file:./data/pomodoro.db");
    assert.equal(config.workers, 1);
    assert.equal(config.timezone, "Europe/Prague");
    assert.equal(config.aiCloudModel, "gpt-4o-mini");
    assert.ok(Object.isFrozen(config));
  });

  test("uses every core with PostgreSQL by default", () => {
    const env = { DATABASE_URL: "postgres://localhost/pomodoro" };
    assert.equal(readConfig(env, MACHINE).workers, 6);
    assert.equal(readConfig({ ...env, WORKERS: "2" }, MACHINE).workers, 2);
  });

  test("treats a blank value as absent, because compose files pass such values", () => {
    const config = readConfig({ PORT: "", AI_API_KEY: " ", TIMEZONE: "" }, MACHINE);
    assert.equal(config.port, 5002);
    assert.equal(config.aiApiKey, undefined);
    assert.equal(config.timezone, "Europe/Prague");
  });

  test("accepts the old spellings", () => {
    assert.equal(readConfig({ LOG_LEVEL: "WARNING" }, MACHINE).logLevel, "warn");
    assert.equal(readConfig({ LOG_LEVEL: "CRITICAL" }, MACHINE).logLevel, "fatal");
    assert.equal(readConfig({ AI_PROVIDER: "Cloud" }, MACHINE).aiProvider, "cloud");
    assert.equal(readConfig({ OLLAMA_ENABLED: "True" }, MACHINE).ollamaEnabled, true);
  });

  test("reads a secret from a file", () => {
    const config = readConfig({ AI_API_KEY_FILE: fileWith("sk-from-file\n") }, MACHINE);
    assert.equal(config.aiApiKey, "sk-from-file");
  });
});

describe("an invalid environment", () => {
  test("is refused with all its problems, not only the first", () => {
    const problems = problemsOf({
      PORT: "70000",
      WORKERS: "many",
      TIMEZONE: "Europe/Nowhere",
      LOCALE: "de",
      POMODORO_DAY_START_HOUR: "13",
      POMODORO_CORS_ORIGINS: "https://example.org/path",
      REDIS_URL: "localhost:6379",
    });
    assert.deepEqual(Object.keys(problems).sort(), [
      "LOCALE",
      "POMODORO_CORS_ORIGINS",
      "POMODORO_DAY_START_HOUR",
      "PORT",
      "REDIS_URL",
      "TIMEZONE",
      "WORKERS",
    ]);
    assert.match(problems.PORT ?? "", /from 0 to 65535, found '70000'/);
  });

  test("is refused for an unknown own name, with a suggestion of the nearest one", () => {
    const problems = problemsOf({
      POMODORO_DAY_START_HUOR: "4",
      POMODORO_PORT: "1",
      POMODORO_ENTIRELY_DIFFERENT: "1",
    });
    assert.match(problems.POMODORO_DAY_START_HUOR ?? "", /did you mean POMODORO_DAY_START_HOUR\?/);
    assert.match(problems.POMODORO_PORT ?? "", /did you mean PORT\?/);
    assert.equal(problems.POMODORO_ENTIRELY_DIFFERENT, "no such setting");
  });

  test("is refused for contradictory pairs, and for other machines' access without an explicit setting", () => {
    const key = fileWith("sk-two");
    assert.match(
      problemsOf({ AI_API_KEY: "sk-one", AI_API_KEY_FILE: key }).AI_API_KEY ?? "",
      /not both/,
    );
    assert.match(problemsOf({ HOST: "0.0.0.0" }).HOST ?? "", /anybody/);
    assert.deepEqual(
      problemsOf({ HOST: "0.0.0.0", POMODORO_ALLOW_UNAUTHENTICATED_NETWORK: "true" }),
      {},
    );
    assert.match(problemsOf({ WORKERS: "2", DATABASE_URL: ":memory:" }).WORKERS ?? "", /in memory/);
  });

  test("is refused for a UTC offset as a time zone, because it has no daylight saving time", () => {
    assert.match(problemsOf({ TIMEZONE: "+02:00" }).TIMEZONE ?? "", /IANA/);
  });

  test("is refused for a secret file that is missing or empty", () => {
    assert.match(
      problemsOf({ DATABASE_URL_FILE: join(folder, "none") }).DATABASE_URL_FILE ?? "",
      /cannot be read \(ENOENT\)/,
    );
    assert.match(problemsOf({ AI_API_KEY_FILE: fileWith("\n") }).AI_API_KEY_FILE ?? "", /empty/);
  });
});

describe("secrets of the configuration", () => {
  test("are shown neither by errors nor by a printed configuration", () => {
    const password = "hunter2";
    try {
      readConfig({ DATABASE_URL: `mysql://root:${password}@db/x`, REDIS_URL: password }, MACHINE);
      assert.fail("must be refused");
    } catch (error) {
      assert.ok(!inspect(error).includes(password));
    }
    const config = readConfig(
      { DATABASE_URL: `postgresql://root:${password}@db/x`, AI_API_KEY: password },
      MACHINE,
    );
    assert.ok(config.databaseUrl.includes(password));
    assert.ok(!JSON.stringify(config).includes(password));
    assert.ok(!inspect({ config }).includes(password));
    assert.equal(printableUrl(config.databaseUrl), "postgresql://db/x");
    const several = `postgresql://root:${password}@one:5432,two:5433/x?target_session_attrs=any`;
    assert.equal(readConfig({ DATABASE_URL: several }, MACHINE).databaseUrl, several);
    assert.equal(printableUrl(several), "postgresql://one:5432,two:5433/x");
  });
});

describe("the file .env", () => {
  test("completes the environment, which takes precedence", () => {
    writeFileSync(
      join(folder, ".env"),
      '\uFEFFPORT=6000\nLOCALE="cs" # Czech\nAI_API_KEY=sk-file\nSECRET_KEY=of the web app\n',
    );
    const env = readEnvironment(folder, { PORT: "7000" });
    assert.equal(env.PORT, "7000");
    assert.equal(env.LOCALE, "cs");
    assert.equal(readConfig(env, MACHINE).aiApiKey, "sk-file");
  });

  test("is overridden by a secret of the environment in both of its spellings", () => {
    const config = readConfig(
      readEnvironment(folder, { AI_API_KEY_FILE: fileWith("sk-real") }),
      MACHINE,
    );
    assert.equal(config.aiApiKey, "sk-real");
  });

  test("is optional", () => {
    assert.deepEqual(readEnvironment(join(folder, "none"), { PORT: "1" }), { PORT: "1" });
  });
});
