import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { DatabaseLockedError, DatabaseOpenError } from "../../../src/db/errors.ts";
import { openDatabase } from "../../../src/db/open.ts";
import { acquireServerLock } from "../../../src/db/server-lock.ts";

const us = { pid: process.pid, address: "127.0.0.1:5002" };
let folder: string;
let path: string;

/** Starts a real server process that claims the file, and gives its first words. */
async function startHolder(address: string): Promise<{ child: ChildProcess; says: string }> {
  const script = fileURLToPath(new URL("../../support/hold-server-lock.ts", import.meta.url));
  const child = spawn(process.execPath, [script, path, address], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  const [says] = await once(lines, "line");
  return { child, says };
}

describe("the lock of a database's file", () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pomodoro-test-"));
    path = join(folder, "pomodoro.db");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test("a second server learns the holder of the file", async () => {
    const { child, says } = await startHolder("127.0.0.1:5999");
    assert.equal(says, "held");
    try {
      assert.throws(
        () => acquireServerLock(path, us),
        (error) =>
          error instanceof DatabaseLockedError &&
          error.holder?.pid === child.pid &&
          error.holder?.address === "127.0.0.1:5999" &&
          error.message.includes(`process id ${child.pid} at 127.0.0.1:5999`),
      );
    } finally {
      child.kill();
      await once(child, "exit");
    }
  });

  test("kill -9 releases the file at once", async () => {
    for (let round = 0; round < 3; round += 1) {
      const { child, says } = await startHolder(`127.0.0.1:${6000 + round}`);
      assert.equal(says, "held");
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    const release = acquireServerLock(path, us);
    release();
  });

  test("another process is refused while the lock is held, and succeeds afterwards", async () => {
    const release = acquireServerLock(path, us);
    const refused = await startHolder("127.0.0.1:7000");
    assert.match(refused.says, new RegExp(`process id ${process.pid} at 127.0.0.1:5002`));
    await once(refused.child, "exit");
    release();
    const admitted = await startHolder("127.0.0.1:7001");
    assert.equal(admitted.says, "held");
    admitted.child.kill("SIGKILL");
    await once(admitted.child, "exit");
  });

  test("releasing twice is harmless", () => {
    const release = acquireServerLock(path, us);
    release();
    release();
    acquireServerLock(path, us)();
  });

  test("two paths to one file share the lock", async () => {
    const database = await openDatabase(`file:${path}`);
    await database.close();
    const link = join(folder, "link.db");
    symlinkSync(path, link);
    const release = acquireServerLock(path, us);
    assert.throws(() => acquireServerLock(link, us), DatabaseLockedError);
    assert.throws(() => acquireServerLock(relative(process.cwd(), path), us), DatabaseLockedError);
    release();
  });

  test("a dangling link and its target share the lock", async () => {
    const link = join(folder, "link.db");
    const folderLink = join(folder, "folder");
    symlinkSync(path, link);
    symlinkSync(folder, folderLink);
    const release = acquireServerLock(link, us);
    assert.throws(() => acquireServerLock(path, us), DatabaseLockedError);
    assert.throws(() => acquireServerLock(join(folderLink, "link.db"), us), DatabaseLockedError);
    release();
  });

  test("every file of a database, and a folder that is created for it, is private to its user", async () => {
    const deep = join(folder, "new", "folder", "pomodoro.db");
    const release = acquireServerLock(deep, us);
    const database = await openDatabase(`file:${deep}`);
    const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);
    for (const suffix of ["", "-wal", "-shm", ".lock"]) assert.equal(modeOf(deep + suffix), "600");
    assert.equal(modeOf(join(folder, "new", "folder")), "700");
    assert.equal(modeOf(join(folder, "new")), "700");
    await database.close();
    release();
  });

  test("the lock does not block reads and writes of the database", async () => {
    const release = acquireServerLock(path, us);
    const database = await openDatabase(`file:${path}`);
    await database.ping(AbortSignal.timeout(1000));
    await database.close();
    release();
  });

  test("a database in memory needs no lock", () => {
    acquireServerLock(":memory:", us);
    acquireServerLock(":memory:", us)();
  });

  test("a lock file that cannot be written is reported", () => {
    writeFileSync(join(folder, "file"), "");
    assert.throws(() => acquireServerLock(join(folder, "file", "x.db"), us), DatabaseOpenError);
    mkdirSync(`${path}.lock`);
    assert.throws(() => acquireServerLock(path, us), DatabaseOpenError);
  });
});
