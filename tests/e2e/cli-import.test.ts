import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { cliFolder } from "../support/cli.ts";
import { sqliteBytes } from "../support/sqlite-bytes.ts";

const folder = cliFolder();
after(() => folder[Symbol.dispose]());

describe("import", () => {
  const csv = [
    "start,duration_minutes,category,rating",
    "2026-03-02T09:00:00+01:00,52,Writing,80",
    "2026-03-02T10:15:00+01:00,25,Mail,155",
    "2026-03-02 11:15:00,25,Mail,55",
  ].join("\n");

  test("stores the good rows, names the bad ones by line, and adds nothing twice", async () => {
    writeFileSync(join(folder.path, "sessions.csv"), csv);
    const env = { DATABASE_URL: "file:./imported.db" };
    const first = await folder.run(["import", "sessions.csv"], env);
    assert.equal(first.code, 0);
    assert.match(first.stdout, /3 rows: 1 imported, .* 2 rejected/);
    assert.match(first.stdout, /line 3, rating: Must be at most 100\. \(155\)/);
    assert.match(first.stdout, /line 4, start: /);

    const second = await folder.run(
      ["import", "--timezone", "Europe/Prague", "--json", "-", "sessions.csv"],
      { ...env, LOCALE: "cs" },
      csv,
    );
    assert.equal(second.code, 0);
    const { imported, unchanged, rejected, files } = JSON.parse(second.stdout);
    assert.deepEqual({ imported, unchanged, rejected }, { imported: 1, unchanged: 3, rejected: 2 });
    assert.equal(files[0].problems[0].message, "Musí být nejvýše 100.");
  });

  test("says by which id it is undone; undone and imported again it is there again", async () => {
    const env = { DATABASE_URL: "file:./undone.db" };
    writeFileSync(join(folder.path, "history.csv"), csv);
    const path = join(folder.path, "history.csv");
    const { stdout } = await folder.run(["import", "--json", path], env);
    const { format, import_id: id, imported } = JSON.parse(stdout);
    assert.deepEqual([format, imported], ["csv", 1]);
    const list = await folder.run(["imports", "--json"], env);
    const [found] = JSON.parse(list.stdout).imports;
    assert.deepEqual([found.id, found.file_name, found.rejected], [id, "history.csv", 2]);
    const lines = await folder.run(["imports"], { ...env, LOCALE: "cs" });
    assert.match(lines.stdout, /CSV history\.csv: přidáno 1 sezení\n$/);

    const undone = await folder.run(["undo", id], env);
    assert.equal(undone.stdout, "1 session was removed.\n");
    const again = await folder.run(["undo", "--json", id], env);
    assert.deepEqual(JSON.parse(again.stdout), {
      id,
      removed: 1,
      kept: 0,
      checkins: { removed: 0, kept: 0 },
    });
    assert.match((await folder.run(["imports"], env)).stdout, /: 1 session added, undone\n$/);
    const back = await folder.run(["import", path], env);
    assert.match(back.stdout, /1 imported.*\n {2}Can be undone: pomodoro-ml undo [0-9a-f-]{36}\n/);
    const unknown = await folder.run(["undo", "00000000-0000-4000-8000-000000000000"], env);
    assert.deepEqual([unknown.code, (await folder.run(["undo", "x"], env)).code], [1, 2]);
    assert.match(unknown.stderr, /There is no import with the id/);
  });

  test("shows with --preview what it would store, and stores nothing", async () => {
    const env = { DATABASE_URL: "file:./previewed.db" };
    const shown = await folder.run(["import", "--preview", "sessions.csv"], env);
    assert.equal(shown.code, 0);
    assert.match(
      shown.stdout,
      /sessions\.csv, read as CSV: 3 rows: 1 would be stored, .* Nothing was stored/,
    );
    assert.match(shown.stdout, /2026-03-02 09:00 \+01:00 {2}52 min {2}Deep Work {2}Writing/);
    const { stdout } = await folder.run(["import", "--preview", "--json", "sessions.csv"], env);
    const { imported, import_id, files } = JSON.parse(stdout);
    assert.deepEqual([imported, import_id, files[0].preview.timezone], [1, null, null]);
    assert.equal((await folder.run(["export", "--json"], env)).stdout, "");
  });

  test("shows times and lengths rounded, however exactly the file has them", async () => {
    const exact = '{"start":"2026-03-02T09:00:00.372+01:00","duration_minutes":52.017}\n';
    writeFileSync(join(folder.path, "exact.ndjson"), exact);
    const { stdout } = await folder.run(["import", "--preview", "exact.ndjson"]);
    assert.match(stdout, /\n {2}2026-03-02 09:00 \+01:00 {2}52 min {2}/);
  });

  test("reads a table that nobody knows by the columns that --map names, and remembers them", async () => {
    const env = { DATABASE_URL: "file:./mapped.db" };
    const table = "Begun,Took,Client\n2026-03-02T09:00:00Z,0:25,ACME\n";
    writeFileSync(join(folder.path, "unknown.csv"), table);
    const map = ["--map", "start=Begun", "--map=duration=Took", "--map", "category=Client"];
    const named = await folder.run(["import", "unknown.csv", ...map], env);
    assert.match(named.stdout, /1 imported/);
    assert.match(
      named.stdout,
      /Columns, remembered for files with this header: start=Begun, duration=Took, category=Client\./,
    );
    const again = await folder.run(["import", "unknown.csv", "--json"], env);
    const { unchanged, files } = JSON.parse(again.stdout);
    assert.deepEqual([unchanged, files[0].mapping.from], [1, "remembered"]);
    const missing = await folder.run(["import", "unknown.csv", "--map", "start=When"], env);
    assert.equal(missing.code, 1);
    assert.match(missing.stderr, /The header has no column When; it has: Begun, Took, Client/);
    for (const wrong of ["begin=Begun", "start", "start="]) {
      const { code, stderr } = await folder.run(["import", "unknown.csv", "--map", wrong], env);
      assert.equal(code, 2);
      assert.match(stderr, /Option --map/);
    }
  });

  test("stores nothing when one of several files is missing, or a zone is not one", async () => {
    const env = { DATABASE_URL: "file:./untouched.db" };
    const missing = await folder.run(["import", "sessions.csv", "none.csv"], env);
    assert.equal(missing.code, 1);
    assert.equal(missing.stderr, "pomodoro-ml: none.csv cannot be read: there is no such file.\n");
    const zone = await folder.run(["import", "sessions.csv", "--timezone", "Mars/Base"], env);
    assert.equal(zone.code, 2);
    const { stdout } = await folder.run(["doctor"], env);
    assert.match(stdout, /untouched\.db does not exist yet/);
  });

  test("what export writes, import brings back with the same ids", async () => {
    const env = { DATABASE_URL: "file:./imported.db" };
    const written = await folder.run(["export", "--output", "all.csv"], env);
    assert.deepEqual([written.code, written.stdout], [0, ""]);
    const back = await folder.run(["import", "all.csv", "--json"], env);
    assert.equal(JSON.parse(back.stdout).unchanged, 2);

    const lines = await folder.run(["export", "--json", "--to", "2026-03-01"], env);
    assert.deepEqual([lines.code, lines.stdout], [0, ""]);
    const { stdout } = await folder.run(["export", "--json"], env);
    assert.equal(JSON.parse(stdout.split("\n")[0] ?? "").category, "Writing");
  });

  test("an export that cannot be written leaves nothing behind", async () => {
    const env = { DATABASE_URL: "file:./imported.db" };
    const { code, stderr } = await folder.run(["export", "--output", "none/all.csv"], env);
    assert.equal(code, 1);
    assert.match(stderr, /pomodoro-ml: none\/all\.csv cannot be written: ENOENT/);
    const date = await folder.run(["export", "--from", "2026-02-30"], env);
    assert.equal(date.code, 2);
  });

  test("lists what it reads, and insists on a format that is named", async () => {
    const { stdout } = await folder.run(["import", "--list-formats", "--json"]);
    const { formats } = JSON.parse(stdout);
    assert.ok(formats.includes("csv") && formats.includes("toggl"));
    const named = await folder.run(["import", "--format", "toggl", "sessions.csv"]);
    assert.equal(named.code, 1);
    assert.match(named.stderr, /header: Does not have the columns of toggl/);
    assert.equal((await folder.run(["import"])).code, 2);
  });

  test("says once for all rows that times have no zone, with the option that gives it", async () => {
    const rows = Array.from({ length: 12 }, (_, index) => `2026-02-03T09:${10 + index},25`);
    writeFileSync(join(folder.path, "local.csv"), `start,duration_minutes\n${rows.join("\n")}\n`);
    const { code, stdout } = await folder.run(["import", "local.csv"]);
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^ {2}12 rows have times without a zone; run again with `--timezone Europe\/Prague`, the configured one \(lines 2, 3, 4, 5, 6, …\)/m,
    );
    assert.equal(stdout.trim().split("\n").length, 2);
    const czech = await folder.run(["import", "local.csv"], { LOCALE: "cs" });
    assert.match(czech.stdout, /12 řádků má časy bez pásma/);
    writeFileSync(join(folder.path, "header.csv"), "start,duration_minutes\n");
    assert.equal((await folder.run(["import", "header.csv"])).code, 1);
  });

  test("speaks the language of the terminal, of rows in a database, and of programs by their names", async () => {
    const database = sqliteBytes(
      "create table sessions (started_at, ended_at, round_type, duration_secs, completed)",
      "insert into sessions values (1772528400, 1772529900, 'work', 1500, 1), (1772529900, 1772530200, 'short-break', 300, 1)",
    );
    writeFileSync(join(folder.path, "pomotroid.db"), database);
    const env = { DATABASE_URL: "file:./spoken.db" };
    const czech = await folder.run(["import", "pomotroid.db"], { ...env, LANG: "cs_CZ.UTF-8" });
    assert.match(czech.stdout, /přečteno jako Pomotroid: 2 řádky: 1 nový, .* 1 odmítnutý\./);
    const english = await folder.run(["import", "pomotroid.db"], { ...env, LC_ALL: "C" });
    assert.match(english.stdout, /read as Pomotroid: .*\n {2}row 2: Is a break\.\n/);
    const { stdout } = await folder.run(["imports"], env);
    assert.match(
      stdout,
      / {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}Pomotroid pomotroid\.db: 1 session added\n$/,
    );
    writeFileSync(join(folder.path, "empty.org"), "* Nothing here\n");
    const empty = await folder.run(["import", "empty.org"], env);
    assert.match(empty.stdout, /It holds nothing that could be a session\./);
  });

  test("names what is wrong in another program's row as people do, and a zone once for both times", async () => {
    const header = "Project,Description,Start date,Start time,End date,End time,Duration";
    const row = "Garden,Dig,2026-02-13,10:00:00,2026-02-13,10:25:00";
    writeFileSync(join(folder.path, "toggl.csv"), `${header}\n${row},many\n${row},0:25:00\n`);
    const { stdout } = await folder.run(["import", "toggl.csv", "--preview"]);
    assert.match(stdout, / {2}2 rows have times without a zone; .* \(lines 2, 3\)\n/);
    assert.match(stdout, / {2}line 2, length: Must be a number\.\n/);
    assert.equal(stdout.match(/without a zone/g)?.length, 1);
  });

  test("a file of which nothing can be used is a failure", async () => {
    writeFileSync(join(folder.path, "letter.txt"), "Dear aunt,\nthe weather is fine.\n");
    const { code, stderr } = await folder.run(["import", "letter.txt"]);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^pomodoro-ml: letter\.txt cannot be read; nothing of it was imported\.\n {2}start: /,
    );
  });
});
