import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { runCommand } from "citty";
import { describeFailure } from "../../../src/cli/describe-failure.ts";
import { findCommand } from "../../../src/cli/find-command.ts";
import { rootCommand } from "../../../src/cli/root-command.ts";
import type { Machine } from "../../../src/config/machine.ts";
import { type Environment, readConfig } from "../../../src/config/read-config.ts";
import { CATALOGUES } from "../../../src/messages/translate.ts";

/** Words that no Czech sentence has. */
const ENGLISH = /(?<!\p{L})(the|and|of|with|needs|expected|option|cannot|no|is|must)(?!\p{L})/iu;
const MACHINE: Machine = { timezone: "Mars/Base", cores: 1 };

async function failureOf(words: readonly string[]): Promise<unknown> {
  const found = await findCommand(rootCommand, words);
  if (found.problem !== undefined) return found.problem;
  return runCommand(found.command, { rawArgs: [...found.rest] }).then(
    () => assert.fail(`${words.join(" ")} went well`),
    (error: unknown) => error,
  );
}

describe("what is wrong with a command line, in Czech", () => {
  for (const [line, czech] of [
    ["", /^Uveďte příkaz: serve, import/],
    ["predcit", /^Příkaz predcit neexistuje; mysleli jste predict\?$/],
    ["xyzzy", /^Příkaz xyzzy neexistuje$/],
    ["--jsn", /^Volba --jsn neexistuje$/],
    ["predict today --dat x", /^Volba --dat neexistuje$/],
    ["predict today 2026-03-02", /^Argument 2026-03-02 je navíc$/],
    ["predict today --user", /^U volby --user chybí hodnota$/],
    ["recommend --hour 24", /^U --hour uveďte celé číslo od 0 do 23$/],
    ["backtest", /^Chybí povinný argument SOUBOR$/],
    ["backtest none.csv", /^Soubor none\.csv nelze načíst: neexistuje\.$/],
    ["backtest none.csv --untimed a.csv", /^Volba --untimed uvádí a\.csv/],
    ["keys revoke", /^Chybí povinný argument KLÍČ$/],
    ["keys create", /^Chybí povinná volba --name$/],
    ["keys create --name a --scopes all", /^U volby --scopes uveďte read, write/],
    ["keys create --name a --expires soon", /^U volby --expires uveďte dobu/],
    [
      "export --format xml",
      /^Volba --format nemůže být xml\. Musí být jedna z hodnot: csv, ndjson, json, ics, toggl, xlsx\.$/,
    ],
    ["export --from 2026-02-30", /^U --from uveďte existující datum ve tvaru RRRR-MM-DD$/],
    ["demo --seed x", /^U --seed uveďte celé číslo$/],
    ["convert-ratings --before x", /^U --before uveďte datum/],
    ["shift-times --from Mars/Base --to UTC", /^U --from uveďte časové pásmo IANA/],
    ["import a.csv --timezone Mars/Base", /^U --timezone uveďte časové pásmo IANA/],
    ["parity --old x --new http://b", /^U --old uveďte adresu/],
    ["parity --old http://a --new http://b --deadline 0", /^U --deadline uveďte počet sekund/],
    ["parity --old http://a --new http://b --port 1", /^Volba --port patří jen k parity proxy$/],
    [
      "parity proxy --old http://a --new http://b --html x",
      /^Volba --html k parity proxy nepatří$/,
    ],
    ["parity proxy --old http://a --new http://b --port x", /^U --port uveďte celé číslo/],
    ["parity proxy --old http://a --new http://b --report x.pdf", /^U --report uveďte název/],
  ] as const) {
    test(line === "" ? "nothing at all" : line, async () => {
      const error = await failureOf(line.split(" ").filter((word) => word !== ""));
      const { text } = describeFailure(error, "cs");
      assert.match(text, czech);
      const words = text.replace(/--\w+|\S+: serve.*/g, "");
      assert.doesNotMatch(words, ENGLISH);
      assert.notEqual(text, describeFailure(error, "en").text);
    });
  }
});

describe("what is wrong with the configuration, in Czech", () => {
  function said(env: Environment): string {
    try {
      readConfig(env, MACHINE);
    } catch (error) {
      return describeFailure(error, "cs").text;
    }
    return assert.fail("the configuration was read");
  }

  test("every setting that cannot be read says what is expected", () => {
    const text = said({
      PORT: "70000",
      POMODORO_FAST_PATH: "maybe",
      LOG_LEVEL: "loud",
      POMODORO_AUTH: "password",
      POMODORO_JWT_SECRET: "short",
      POMODORO_JWT_JWKS_URL: "ftp://a",
      DATABASE_URL: "mysql://root:hunter2@localhost/x",
      REDIS_URL: "http://a",
      TIMEZONE: "+02:00",
      POMODORO_CORS_ORIGINS: "a",
      POMODORO_ALLOWED_HOSTS: "a b",
      POMODORO_AI_DAILY_BUDGET_USD: "-1",
      POMODORO_AI_PRICES: "a",
      OLLAMA_TIMEOUT: "0",
      OTEL_EXPORTER_OTLP_HEADERS: "a",
      OTEL_TRACES_SAMPLER_ARG: "2",
      POMODORO_DAY_START_HUOR: "4",
      POMODORO_XYZZY: "4",
    });
    const lines = text.split("\n");
    assert.equal(lines[0], "Toto nastavení nelze použít:");
    assert.equal(lines.length, 20);
    assert.match(text, /^ {2}PORT: očekává se celé číslo od 0 do 65535, zadáno je '70000'$/m);
    assert.match(
      text,
      /^ {2}REDIS_URL: očekává se URL začínající na redis:\/\/ nebo rediss:\/\/ nebo redis-cluster:\/\/ nebo rediss-cluster:\/\/$/m,
    );
    assert.match(
      text,
      /POMODORO_DAY_START_HUOR: takové nastavení neexistuje; mysleli jste POMODORO_DAY_START_HOUR\?/,
    );
    for (const line of lines) assert.doesNotMatch(line, ENGLISH);
    assert.doesNotMatch(text, /hunter2|short/);
  });

  test("settings that contradict one another, and files that cannot be read", () => {
    const text = said({
      HOST: "0.0.0.0",
      WORKERS: "2",
      DATABASE_URL: ":memory:",
      AI_API_KEY: "a",
      AI_API_KEY_FILE: "b",
      REDIS_URL_FILE: "/none",
    });
    const lines = text.split("\n");
    assert.equal(lines.length, 6);
    for (const line of lines) assert.doesNotMatch(line, ENGLISH);
    assert.match(text, /TIMEZONE: pásmo počítače není známé/);
    assert.match(
      said({ POMODORO_AUTH: "jwt" }),
      /bez POMODORO_JWT_SECRET nebo POMODORO_JWT_JWKS_URL/,
    );
  });
});

describe("every text of doctor, of databases, of commands and of the configuration", () => {
  const prefixes = /^(doctor|db|command|config|listen|history|recording|cli)\./;
  /** Code, names of settings, SQL, and the codes that a text chooses by. */
  const verbatim =
    /`[^`]*`|[A-Z][A-Z_]{2,}|grant .*;|\{(\w+), (select|plural), \w+|\w+ (?=\{)|[\w-]+\.\w+|\{\w+\}/g;

  test("is in Czech, and has no English word", () => {
    for (const [key, text] of Object.entries(CATALOGUES.cs)) {
      if (!prefixes.test(key)) continue;
      assert.doesNotMatch(text.replace(verbatim, ""), ENGLISH, key);
    }
  });
});

describe("an address that cannot be listened on, in Czech", () => {
  for (const [code, czech] of [
    ["EADDRINUSE", /^Adresa 127\.0\.0\.1:80 je obsazená\./],
    ["EADDRNOTAVAIL", /^Adresa 127\.0\.0\.1:80 k tomuto počítači nepatří\./],
    ["EACCES", /^Na adrese 127\.0\.0\.1:80 tento uživatel nesmí/],
    ["ENOTFOUND", /^Název v HOST/],
  ] as const) {
    test(code, () => {
      const error = Object.assign(new Error(code), {
        ...{ syscall: "listen", code, address: "127.0.0.1", port: 80 },
      });
      assert.match(describeFailure(error, "cs").text, czech);
    });
  }
});
