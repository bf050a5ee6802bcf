import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { LAUNCHER } from "../../benchmarks/support/launcher.ts";
import { SETTINGS } from "../../src/config/settings.ts";
import { cliFolder } from "../support/cli.ts";

const folder = cliFolder();
after(() => folder[Symbol.dispose]());

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);

describe("the launcher", () => {
  test("npx pomodoro-ml works from the repository root, and prints nothing but its answer", async () => {
    const { stdout, stderr } = await run("npx", ["pomodoro-ml", "--version"], { cwd: root });
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
    assert.doesNotMatch(stderr, /Warning/);
  });

  // The real thing needs an older Node on the machine; what it decides by can be told to this one.
  const olderNode = `data:text/javascript,${encodeURIComponent(
    'Object.defineProperty(process.versions, "node", { value: "20.20.2" })',
  )}`;

  test("an older Node hands over to the checkout's own, with its exit code", async () => {
    const { stdout } = await run(process.execPath, [
      `--import=${olderNode}`,
      LAUNCHER,
      "--version",
    ]);
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
    const wrong = run(process.execPath, [`--import=${olderNode}`, LAUNCHER, "predict"]);
    await assert.rejects(wrong, { code: 2 });
  });
});

describe("what is asked wrongly", () => {
  test("an unknown command: usage, the probable one, exit code 2", async () => {
    const { code, stdout, stderr } = await folder.run(["predcit", "today"]);
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.match(stderr, /USAGE/);
    assert.match(stderr, /pomodoro-ml: Unknown command predcit; did you mean predict\?\n$/);
  });

  for (const [args, complaint] of [
    [["predict"], /Name a command: today, week/],
    [["predict", "today", "--dat", "x"], /Unknown option --dat/],
    [["predict", "today", "2026-03-02"], /Unexpected argument 2026-03-02/],
    [["predict", "today", "--user"], /Option --user needs a value/],
    [["recommend", "--hour", "24"], /--hour needs a whole number from 0 to 23/],
    [["backtest"], /positional argument: FILE/],
    [["--json", "predict"], /Unknown option --json/],
  ] as const) {
    test(`${args.join(" ")}`, async () => {
      const { code, stderr } = await folder.run(args);
      assert.equal(code, 2);
      assert.match(stderr, complaint);
      assert.doesNotMatch(stderr, /\n {4}at /);
    });
  }

  test("every problem of the configuration at once, no stack, no secret", async () => {
    const { code, stdout, stderr } = await folder.run(["predict", "today"], {
      PORT: "http",
      POMODORO_DAY_START_HUOR: "4",
      DATABASE_URL: "mysql://root:hunter2@localhost/x",
      HOST: "0.0.0.0",
    });
    assert.equal(code, 2);
    assert.equal(stdout, "");
    for (const name of ["PORT", "POMODORO_DAY_START_HUOR", "DATABASE_URL", "HOST"]) {
      assert.match(stderr, new RegExp(`^  ${name}: `, "m"));
    }
    assert.doesNotMatch(stderr, /hunter2|\n {4}at /);
  });
});

describe("help", () => {
  test("the program's names every command and every setting", async () => {
    const { code, stdout } = await folder.run(["--help"]);
    assert.equal(code, 0);
    for (const { name } of Object.values(SETTINGS)) assert.ok(stdout.includes(name), name);
    for (const name of ["serve", "import", "export", "demo", "predict", "recommend", "rebuild"]) {
      assert.match(stdout, new RegExp(`^ +${name} `, "m"));
    }
    assert.ok(!stdout.includes("\u001b"));
  });

  test("a command's names its options", async () => {
    const { stdout } = await folder.run(["predict", "week", "--help"]);
    assert.match(stdout, /USAGE pomodoro-ml predict week/);
    assert.match(stdout, /--start-date=<YYYY-MM-DD>/);
  });
});

describe("from an empty folder to a forecast", () => {
  test("demo fills it once, predict and recommend answer, rebuild --check agrees", async () => {
    const filled = await folder.run(["demo", "--json"]);
    assert.equal(filled.code, 0);
    const { sessions } = JSON.parse(filled.stdout);
    assert.ok(sessions > 1200);

    const again = await folder.run(["demo"], { LOCALE: "cs" });
    assert.equal(again.code, 1);
    assert.match(again.stderr, /^pomodoro-ml: Uživatel default už má .*\n$/);

    const today = await folder.run(["predict", "today", "--json"]);
    assert.equal(JSON.parse(today.stdout).data.status, "ready");
    const week = await folder.run(["predict", "week"], { LOCALE: "cs" });
    assert.equal(week.stdout.match(/sezení, nejspíš /g)?.length, 8);
    const recommended = await folder.run(["recommend", "--hour", "9", "--json"]);
    assert.equal(JSON.parse(recommended.stdout).current_time, "09:00");

    const checked = await folder.run(["rebuild", "--check", "--json"]);
    assert.equal(checked.code, 0);
    const { users, differing } = JSON.parse(checked.stdout);
    assert.equal(differing, 0);
    assert.deepEqual(users.map(Object.keys), [["user", "sessions", "matches", "differing"]]);
  });

  test("a wrong date is one sentence in the configured language", async () => {
    const { code, stderr } = await folder.run(["predict", "today", "--date", "2026-02-30"], {
      LOCALE: "cs",
    });
    assert.equal(code, 1);
    assert.match(stderr, /^pomodoro-ml: .*\n {2}date: Musí být existující datum/);
  });

  test("nobody's history is honest about it", async () => {
    const { stdout } = await folder.run(["predict", "today", "--user", "nobody"]);
    assert.match(stdout, /Too little data yet/);
  });
});

describe("doctor", () => {
  test("sees ratings from 1 to 5 and a lone session decades before the others", async () => {
    const rows = [1, 2, 3, 4, 5].map((rating) => `2026-02-0${rating}T09:00:00Z,25,${rating}`);
    const csv = ["start,duration_minutes,rating", "1970-01-01T00:00:00Z,25,", ...rows].join("\n");
    const env = { DATABASE_URL: "file:./odd.db" };
    await folder.run(["import", "-"], env, csv);
    const { code, stdout } = await folder.run(["doctor"], env);
    assert.equal(code, 1);
    assert.match(stdout, /all 5 ratings are from 1 to 5/);
    assert.match(stdout, /one session on 1970-01-01, 56 years before the next/);
    const czech = await folder.run(["doctor"], { ...env, LOCALE: "cs" });
    assert.match(
      czech.stdout,
      /^✗ hodnocení: default: všechna hodnocení \(celkem 5\) jsou od 1 do 5/m,
    );
    assert.match(czech.stdout, /^✓ databáze: file:\.\/odd\.db odpovídá$/m);
    assert.match(czech.stdout, /\n2 problémy\.\n$/);
  });

  test("finds nothing wrong with what works", async () => {
    const { code, stdout } = await folder.run(["doctor", "--json"]);
    assert.equal(code, 0);
    const { healthy, findings } = JSON.parse(stdout);
    assert.equal(healthy, true);
    const checks = new Set(findings.map(({ check }: { check: string }) => check));
    for (const check of ["configuration", "time", "database", "schema", "profiles", "redis"]) {
      assert.ok(checks.has(check), check);
    }
  });

  test("says what is wrong and how to mend it, and changes nothing", async () => {
    const path = join(folder.path, "notes.db");
    writeFileSync(path, "this is a letter to my aunt, not a database\n".repeat(50));
    const { code, stdout } = await folder.run(["doctor"], {
      DATABASE_URL: `file:${path}`,
      REDIS_URL: "redis://user:hunter2@127.0.0.1:1",
    });
    assert.equal(code, 1);
    assert.match(stdout, /✗ database: .*not a SQLite database.*\n {4}→ /);
    assert.match(stdout, /✗ redis: redis:\/\/127\.0\.0\.1:1: ECONNREFUSED\n {4}→ /);
    assert.doesNotMatch(stdout, /hunter2/);

    const absent = await folder.run(["doctor"], { DATABASE_URL: "file:./never.db" });
    assert.match(absent.stdout, /never\.db does not exist yet/);
    const still = await folder.run(["doctor"], { DATABASE_URL: "file:./never.db" });
    assert.match(still.stdout, /never\.db does not exist yet/);
  });

  test("a configuration that cannot be read is a finding, not a crash", async () => {
    const { code, stdout } = await folder.run(["doctor"], { PORT: "x" });
    assert.equal(code, 1);
    assert.match(stdout, /✗ configuration: PORT: /);
    const czech = await folder.run(["doctor"], { PORT: "x", LOCALE: "cs" });
    assert.match(
      czech.stdout,
      /✗ nastavení: PORT: očekává se celé číslo od 0 do 65535, zadáno je 'x'/,
    );
  });
});

describe("backtest", () => {
  test("reads histories and compares with simpler methods", async () => {
    const rows = ["start"];
    for (let day = 0; day < 90; day++) {
      const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
      const sessions = (day * 7 + 3) % 5;
      for (let i = 0; i < sessions; i++) rows.push(`${date}T${10 + i}:00:00`);
    }
    const path = join(folder.path, "history.csv");
    writeFileSync(path, `${rows.join("\n")}\n`);
    const { code, stdout } = await folder.run(["backtest", path, "--json"]);
    assert.equal(code, 0);
    const report = JSON.parse(stdout);
    assert.equal(report.histories[0].file, path);
    assert.equal(typeof report.mean_scaled_crps.model, "number");
    assert.equal(report.tasks.noon.histories.length, 1);
    const untimed = await folder.run(["backtest", path, "--untimed", path, "--json"]);
    assert.deepEqual(JSON.parse(untimed.stdout).tasks.noon.histories, []);
    const stranger = await folder.run(["backtest", path, "--untimed", "other.csv"]);
    assert.equal(stranger.code, 2);
    assert.match(
      stranger.stderr,
      /--untimed names other\.csv, which is not one of the files given/,
    );
  });

  test("--alarms counts how often the anomaly detector would have spoken", async () => {
    const rows = ["start,category,rating"];
    for (let day = 0; day < 60; day++) {
      const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
      for (let i = 0; i < 3; i++) rows.push(`${date}T1${i}:00,Coding,${day < 55 ? 80 - i : 5}`);
    }
    rows.push("yesterday,Coding,80");
    const path = join(folder.path, "rated.csv");
    writeFileSync(path, `${rows.join("\n")}\n`);
    const { stdout } = await folder.run(["backtest", "--alarms", path, "--json"]);
    const { all, files, problems } = JSON.parse(stdout);
    assert.equal(all.evenings, 60);
    assert.equal(all.alarms.productivity_drop, 1);
    assert.equal(all.alarms.category_shift, 0);
    assert.deepEqual(files[0].alarms, all.alarms);
    assert.equal(problems[0].line, 182);
    const total = Object.values<number>(all.alarms).reduce((sum, count) => sum + count, 0);
    assert.equal(all.perQuarter.toFixed(6), ((total * 365.25) / 4 / 60).toFixed(6));
    const inWords = await folder.run(["backtest", "--alarms", path]);
    assert.match(inWords.stdout, /^Asked on 60 evenings, the anomaly detector would have raised /);
    const czech = await folder.run(["backtest", "--alarms", path], { LOCALE: "cs" });
    assert.match(czech.stdout, /60 večerů[\s\S]*1 řádek nešel přečíst/);
  });

  test("a file that is not there, or not a history, is one line", async () => {
    const missing = await folder.run(["backtest", "none.csv"]);
    assert.equal(missing.code, 1);
    assert.equal(missing.stderr, "pomodoro-ml: none.csv cannot be read: there is no such file.\n");
    const path = join(folder.path, "other.csv");
    writeFileSync(path, "a;b\n1;2\n");
    const other = await folder.run(["backtest", path]);
    assert.equal(other.code, 1);
    assert.match(other.stderr, /pomodoro-ml: .*no column "start"\n$/);
  });
});
