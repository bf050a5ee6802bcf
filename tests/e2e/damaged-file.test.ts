import assert from "node:assert/strict";
import {
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, describe, test } from "node:test";
import { openTestApp } from "../support/app.ts";
import { type CliFolder, cliFolder, type ServingProcess } from "../support/cli.ts";

const SESSIONS = 2500;
const PAGE = 4096;

/** Sessions, one an hour, in a database that was closed properly. */
async function makeDatabase(folder: CliFolder): Promise<string> {
  const path = join(folder.path, "template.db");
  const csv = join(folder.path, "sessions.csv");
  const rows = Array.from({ length: SESSIONS }, (_, hour) => {
    const start = new Date(Date.UTC(2025, 0, 1) + hour * 3_600_000).toISOString();
    return `${start},25,Category ${hour % 7},"note ${hour}"`;
  });
  writeFileSync(csv, `start,duration_minutes,category,notes\n${rows.join("\n")}\n`);
  const { code, stderr } = await folder.run(["import", csv], { DATABASE_URL: `file:${path}` });
  assert.equal(code, 0, stderr);
  return path;
}

const templates = cliFolder();
after(() => templates[Symbol.dispose]());
/** Two that were filled alike. */
const template = makeDatabase(templates);
const otherTemplate = template.then(async (path) => {
  renameSync(path, `${path}.first`);
  rmSync(`${path}.lock`, { force: true });
  await makeDatabase(templates);
  return path;
});

/** A database of its own with a backup of it. */
async function filled(folder: CliFolder, name = "pomodoro.db"): Promise<string> {
  const path = join(folder.path, name);
  const from = await otherTemplate;
  copyFileSync(name === "pomodoro.db" ? `${from}.first` : from, path);
  copyFileSync(path, `${path}.backup`);
  return path;
}

/** Opens a database as a server does, and closes it again. */
async function visitAsServer(path: string): Promise<void> {
  const visited = await openTestApp({ url: `file:${path}`, overrides: { role: "server" } });
  await visited.close();
}

const serve = (folder: CliFolder, path: string) =>
  folder.serve([], { DATABASE_URL: `file:${path}`, WORKERS: "1" });

function post({ address }: ServingProcess, hour: number): Promise<Response> {
  const start = new Date(Date.UTC(2026, 0, 1) + hour * 3_600_000).toISOString();
  return fetch(`${address}/api/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ start, duration_minutes: 25, category: "Written while serving" }),
  });
}

async function jsonOf(response: Response) {
  return JSON.parse(await response.text());
}

async function assertRefuses(server: ServingProcess): Promise<void> {
  const written = await post(server, 5000);
  assert.equal(written.status, 503);
  assert.equal((await jsonOf(written)).code, "database_damaged");
  const ready = await fetch(`${server.address}/readyz`);
  assert.equal(ready.status, 503);
  const { status, checks } = await jsonOf(ready);
  assert.deepEqual([status, checks.database], ["not_ready", "damaged"]);
  assert.equal((await fetch(`${server.address}/livez`)).status, 200);
}

async function assertDoctorNames(folder: CliFolder, path: string, damage: RegExp): Promise<void> {
  const env = { DATABASE_URL: `file:${path}` };
  const { code, stdout } = await folder.run(["doctor", "--json"], env);
  assert.equal(code, 1, stdout);
  const { findings } = JSON.parse(stdout);
  const problems = findings.filter(({ status }: { status: string }) => status === "problem");
  assert.equal(problems.length, 1, stdout);
  assert.match(problems[0].detail, damage);
  assert.match(problems[0].cure, /docs\/operations.md|Nothing was replayed/);
}

/** Starts on the damaged file, finds nothing written or replayed, and the doctor saying why. */
async function assertNoticedAtStart(folder: CliFolder, path: string, damage: RegExp) {
  const before = existsSync(path) ? readFileSync(path) : undefined;
  const server = await serve(folder, path);
  await server.event("DATABASE_DAMAGED");
  await assertRefuses(server);
  const read = await fetch(`${server.address}/api/prediction/today`);
  assert.equal(read.status, 503);
  assert.equal((await jsonOf(read)).code, "database_damaged");
  assert.equal(await server.stop(), 0);
  await assertDoctorNames(folder, path, damage);
  if (before !== undefined) assert.ok(before.equals(readFileSync(path)), "the file was changed");
}

/** A killed server's database, with what it wrote in its log only. */
async function killed(folder: CliFolder, path: string, posts = 5): Promise<void> {
  const server = await serve(folder, path);
  for (let hour = 0; hour < posts; hour++) assert.equal((await post(server, hour)).status, 201);
  await server.stop("SIGKILL");
  assert.ok(statSync(`${path}-wal`).size > 0);
}

function overwrite(path: string, at: number, bytes: Buffer): void {
  const file = openSync(path, "r+");
  writeSync(file, bytes, 0, bytes.length, at);
}

function copyOver(from: string, to: string): void {
  writeFileSync(to, readFileSync(from));
}

describe("a log that is not of this file is noticed before it is replayed", () => {
  test("an older backup copied over the file", async () => {
    using folder = cliFolder();
    const path = await filled(folder);
    await killed(folder, path);
    copyOver(`${path}.backup`, path);
    await assertNoticedAtStart(folder, path, /written after the write-ahead log/);
    // The way out that the message names.
    rmSync(`${path}-wal`);
    rmSync(`${path}-shm`, { force: true });
    const server = await serve(folder, path);
    assert.equal((await post(server, 1)).status, 201);
    assert.equal(await server.stop(), 0);
  });

  test("a backup moved into the place of the file", async () => {
    using folder = cliFolder();
    const path = await filled(folder);
    await killed(folder, path);
    renameSync(`${path}.backup`, path);
    await assertNoticedAtStart(folder, path, /exchanged beside the write-ahead log/);
  });

  test("the log of another database with pages of the same size", async () => {
    using folder = cliFolder();
    const path = await filled(folder);
    const other = await filled(folder, "other.db");
    await killed(folder, other);
    copyFileSync(`${other}-wal`, `${path}-wal`);
    await assertNoticedAtStart(folder, path, /write-ahead log of another database/);
  });

  test("a log left by a file that was deleted", async () => {
    using folder = cliFolder();
    const path = await filled(folder);
    await killed(folder, path);
    rmSync(path);
    await assertNoticedAtStart(folder, path, /is missing, but its write-ahead log is there/);
    assert.ok(!existsSync(path));
  });

  test("what a killed server wrote is replayed when nothing was exchanged", async () => {
    using folder = cliFolder();
    const path = await filled(folder);
    for (let round = 0; round < 3; round++) {
      const server = await serve(folder, path);
      for (let hour = 0; hour < 4; hour++) {
        assert.equal((await post(server, round * 4 + hour)).status, 201);
      }
      // Every other time the log was copied into the file before the end.
      if (round % 2 === 0) new DatabaseSync(path).exec("pragma wal_checkpoint(passive)");
      await server.stop("SIGKILL");
    }
    const server = await serve(folder, path);
    assert.equal((await fetch(`${server.address}/readyz`)).status, 200);
    const found = await fetch(`${server.address}/api/sessions?category=Written%20while%20serving`);
    assert.equal((await jsonOf(found)).sessions.length, 12);
    assert.equal(await server.stop(), 0);
  });
});

describe("damage is found at the start", () => {
  const DAMAGES: readonly [name: string, does: (path: string) => void, says: RegExp][] = [
    ["cut by 1,000 bytes", (path) => truncateSync(path, statSync(path).size - 1000), /cut off/],
    ["cut by whole pages", (path) => truncateSync(path, statSync(path).size - 8 * PAGE), /cut off/],
    ["cut in half", (path) => truncateSync(path, Math.floor(statSync(path).size / 2)), /cut off/],
    ["pages of zeros", (path) => overwrite(path, 60 * PAGE, Buffer.alloc(20 * PAGE)), /damaged/],
    [
      "pages of something else",
      (path) => overwrite(path, 61 * PAGE + 17, Buffer.alloc(30 * PAGE, "text ")),
      /damaged/,
    ],
    ["an emptied file", (path) => truncateSync(path, 0), /is empty, but held a database/],
    ["a text in its place", (path) => writeFileSync(path, "not a database"), /no SQLite database/],
    ["a first page of zeros", (path) => overwrite(path, 0, Buffer.alloc(PAGE)), /no SQLite/],
  ];
  for (const [name, damage, says] of DAMAGES) {
    test(name, async () => {
      using folder = cliFolder();
      const path = await filled(folder);
      // A server has been here, as in every case that matters.
      await visitAsServer(path);
      damage(path);
      await assertNoticedAtStart(folder, path, says);
    });
  }
});

describe("a file that is exchanged under a running server", () => {
  const EXCHANGES: readonly [name: string, does: (path: string) => void][] = [
    ["replaced by a backup", (path) => renameSync(`${path}.backup`, path)],
    ["deleted", (path) => rmSync(path)],
    ["moved away", (path) => renameSync(path, `${path}.moved`)],
    ["without its log", (path) => rmSync(`${path}-wal`)],
  ];
  for (const [name, exchange] of EXCHANGES) {
    test(`takes no write any more: ${name}`, async () => {
      using folder = cliFolder();
      const path = await filled(folder);
      const server = await serve(folder, path);
      assert.equal((await post(server, 1)).status, 201);
      exchange(path);
      await assertRefuses(server);
      assert.equal(await server.stop(), 0);
    });
  }

  test("damage that is met while serving refuses writes from then on", async () => {
    using folder = cliFolder();
    const path = await filled(folder);
    const server = await serve(folder, path);
    overwrite(path, 8 * PAGE, Buffer.alloc(statSync(path).size - 8 * PAGE));
    const read = await fetch(`${server.address}/api/sessions/export`);
    await read.text().catch(() => {});
    const listed = await fetch(`${server.address}/api/sessions?limit=500`);
    if (listed.status !== 503) await listed.text();
    await assertRefuses(server);
    await server.stop();
    await assertDoctorNames(folder, path, /damaged/);
  });
});

describe("what is not a database of this service", () => {
  test("is named, not changed, and nothing is left beside it", async () => {
    using folder = cliFolder();
    const other = join(folder.path, "other.db");
    const connection = new DatabaseSync(other);
    connection.exec("pragma journal_mode = wal; create table places (x); create table visits (x)");
    connection.close();
    const text = join(folder.path, "notes.txt");
    writeFileSync(text, "shopping list\n".repeat(20));
    for (const [path, says] of [
      [other, /is the database of another program: it has the tables places, visits/],
      [text, /is not a SQLite database/],
    ] as const) {
      const before = readFileSync(path);
      for (const command of ["serve", "migrate", "doctor"]) {
        const env = { DATABASE_URL: `file:${path}`, PORT: "0" };
        const { code, stdout, stderr } = await folder.run([command], env);
        assert.equal(code, 1);
        assert.match(stdout + stderr, says);
      }
      assert.ok(before.equals(readFileSync(path)));
      for (const suffix of ["-wal", "-shm", "-journal", ".lock"]) {
        assert.ok(!existsSync(path + suffix), path + suffix);
      }
    }
  });

  test("a path with parameters is refused and makes no file", async () => {
    using folder = cliFolder();
    const env = { DATABASE_URL: "file:x.db?mode=ro", PORT: "0" };
    const { code, stderr } = await folder.run(["serve"], env);
    assert.equal(code, 2);
    assert.match(stderr, /takes no parameters/);
    assert.ok(!existsSync(join(folder.path, "x.db?mode=ro")));
    assert.ok(!existsSync(join(folder.path, "x.db")));
  });
});
