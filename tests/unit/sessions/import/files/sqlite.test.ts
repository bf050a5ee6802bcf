import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sqliteBytes } from "../../../../support/sqlite-bytes.ts";
import { importText, refusalOf } from "../import-text.ts";

const TABLE = `create table sessions (id integer primary key autoincrement, started_at integer not null,
  ended_at integer, round_type text not null, duration_secs integer not null,
  completed integer not null default 0)`;
const COLUMNS = "started_at, ended_at, round_type, duration_secs, completed";

/** Rounds in seconds since 1 March 2026, 08:00 UTC. */
function rounds(...rows: readonly (readonly [number, number | null, string, number, number])[]) {
  const at = (seconds: number | null) => (seconds === null ? "null" : 1_772_352_000 + seconds);
  return rows.map(
    ([start, end, type, length, completed]) =>
      `insert into sessions (${COLUMNS}) values (${at(start)}, ${at(end)}, '${type}', ${length}, ${completed})`,
  );
}

const NOTHING = { format: "pomotroid", faults: [], unchanged: 0 };

describe("Pomotroid", () => {
  test("rounds of work are sessions; one that was given up lasted until then, a paused one as long as it was set to", async () => {
    const bytes = sqliteBytes(
      TABLE,
      ...rounds(
        [0, 1500, "work", 1500, 1],
        [1500, 1800, "short-break", 300, 1],
        [1800, 2220, "work", 1500, 0],
        [3600, 7200, "work", 1500, 1],
        [9000, null, "work", 1500, 0],
        [9100, 9100, "work", 1500, 0],
        [9200, 10_100, "long-break", 900, 1],
        [9300, 9900, "nap", 600, 1],
      ),
    );
    assert.deepEqual(await importText(bytes), {
      format: "pomotroid",
      sessions: [
        "2026-03-01T08:00 1500 Other | – | –",
        "2026-03-01T08:30 420 Other | – | – (abandoned)",
        "2026-03-01T09:00 1500 Other | – | –",
      ],
      faults: ["2 break", "5 running", "6 zero_length", "7 break", "8 wrong_shape"],
      unchanged: 0,
    });
  });

  test("in any pieces, by its name, and with the log beside the file left behind", async () => {
    const bytes = sqliteBytes(TABLE, ...rounds([0, 1500, "work", 1500, 1]));
    bytes.set([2, 2], 18);
    const sessions = ["2026-03-01T08:00 1500 Other | – | –"];
    for (const piece of [1, 4096]) {
      const imported = await importText(bytes, { format: "pomotroid" }, piece);
      assert.deepEqual(imported, { ...NOTHING, sessions });
    }
  });

  test("texts in place of numbers are refused, row by row", async () => {
    const insert = `insert into sessions (${COLUMNS}) values`;
    const bytes = sqliteBytes(
      TABLE,
      `${insert} ('soon', 1772352000, 'work', 1500, 1)`,
      `${insert} (1772352000, zeroblob(5000), 'work', 1500, 1)`,
      `${insert} (1772352000, 1772353500, 'work${"k".repeat(2000)}', 1500, 1)`,
      `${insert} (1e300, 2e300, 'work', 1500, 1)`,
      `${insert} (1772353500, 1772352000, 'work', 1500, 1)`,
    );
    const { sessions, faults } = await importText(bytes);
    assert.deepEqual(sessions, []);
    assert.deepEqual(faults, [
      "1 wrong_shape",
      "2 running",
      "3 wrong_shape",
      "4 wrong_shape",
      "5 more_than",
    ]);
  });
});

describe("nothing of a hostile database runs", () => {
  const endless =
    "with recursive n(i) as (select 1 union all select i + 1 from n) select i as started_at, i as ended_at, 'work' as round_type, 60 as duration_secs, 1 as completed from n";

  test("a view in the place of the table", async () => {
    assert.equal(
      await refusalOf(sqliteBytes(`create view sessions as ${endless}`)),
      "unknown_database",
    );
  });

  test("generated columns", async () => {
    const bytes = sqliteBytes(
      `create table sessions (id integer primary key, started_at integer as (length(zeroblob(1000000000))),
        ended_at, round_type, duration_secs, completed)`,
    );
    assert.equal(await refusalOf(bytes), "unknown_database");
  });

  test("a virtual table, and one without row ids", async () => {
    const virtual = `create virtual table sessions using fts5(${COLUMNS})`;
    assert.equal(await refusalOf(sqliteBytes(virtual)), "unknown_database");
    const keyed = `create table sessions (${COLUMNS}, primary key (started_at)) without rowid`;
    assert.equal(await refusalOf(sqliteBytes(keyed)), "unknown_database");
  });

  test("triggers, other views and indices on expressions beside the table", async () => {
    const bytes = sqliteBytes(
      TABLE,
      ...rounds([0, 1500, "work", 1500, 1]),
      `create view "all" as ${endless}`,
      "create trigger grow after insert on sessions begin insert into sessions select * from sessions; end",
      "create index dear on sessions (abs(started_at))",
    );
    const { sessions } = await importText(bytes);
    assert.deepEqual(sessions, ["2026-03-01T08:00 1500 Other | – | –"]);
  });

  test("a table whose pages go round in a circle ends", async () => {
    const many = Array.from({ length: 2000 }, (_, index) => [index * 1600, index * 1600 + 1500]);
    const bytes = sqliteBytes(
      TABLE,
      ...rounds(...many.map(([start = 0, end = 0]) => [start, end, "work", 1500, 1] as const)),
    );
    const pageBytes = bytes.readUInt16BE(16);
    const root = Array.from(
      { length: bytes.length / pageBytes },
      (_, page) => page * pageBytes,
    ).find((at) => bytes[at] === 5);
    assert.ok(root !== undefined);
    const cell = root + bytes.readUInt16BE(root + 12);
    bytes.copy(bytes, root + 8, cell, cell + 4);
    const { sessions, faults } = await importText(bytes);
    assert.ok(sessions.length > 0 && sessions.length <= 2000, String(sessions.length));
    assert.deepEqual(faults, [`${sessions.length + 1} damaged_from`]);
  });

  test("half a file, another program's, and a schema that is none", async () => {
    const bytes = sqliteBytes(TABLE, ...rounds([0, 1500, "work", 1500, 1]));
    assert.match(await refusalOf(bytes.subarray(0, 100)), /^(?:damaged|unknown)_database$/);
    assert.equal(await refusalOf(sqliteBytes("create table notes (text)")), "unknown_database");
    assert.equal(await refusalOf(sqliteBytes(TABLE), { format: "watson" }), "other_format watson");
    const broken = Buffer.from(
      bytes.toString("latin1").replace("CREATE TABLE", "CREATE CABLE"),
      "latin1",
    );
    assert.equal(await refusalOf(broken), "damaged_database");
  });

  test("more than 32 MiB", async () => {
    const large = Buffer.concat([sqliteBytes(TABLE), Buffer.alloc(32 * 1_048_576)]);
    assert.equal(await refusalOf(large), "file_bytes 32");
  });
});

describe("Hamster's database", () => {
  const facts =
    "id integer primary key, activity_id integer, start_time varchar2(12), end_time varchar2(12), description varchar2";
  const names = "id integer primary key, name varchar(500)";
  const tables = [
    `create table facts (${facts})`,
    `create table activities (${names}, category_id integer)`,
    `create table categories (${names})`,
    "insert into categories values (1, 'Garden')",
    "insert into activities values (1, 'Dig', 1), (2, 'Mail', -1)",
  ];

  test("names sessions by activity and category, at local times", async () => {
    const bytes = sqliteBytes(
      ...tables,
      `insert into facts values
        (1, 1, '2026-02-13 10:00:00', '2026-02-13 10:25:00', 'beds'),
        (2, 2, '2026-02-13 11:00:00.000000', '2026-02-13 11:25:00.000000', null),
        (3, 9, '2026-02-13 12:00:00', '2026-02-13 12:25:00', ''),
        (4, 1, '2026-02-13 13:00:00', null, null)`,
    );
    assert.deepEqual(await importText(bytes), {
      format: "hamster",
      sessions: [
        "2026-02-13T09:00 1500 Garden | Dig | beds",
        "2026-02-13T10:00 1500 Other | Mail | –",
        "2026-02-13T11:00 1500 Other | – | –",
      ],
      faults: ["4 running"],
      unchanged: 0,
    });
  });

  test("is not recognised when names are in a view", async () => {
    const [facts = "", activities = ""] = tables;
    const view = "create view categories as select 1 as id, 'x' as name";
    assert.equal(await refusalOf(sqliteBytes(facts, activities, view)), "unknown_database");
  });
});
