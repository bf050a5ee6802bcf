import { execFile } from "node:child_process";
import { chmodSync, existsSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePorts } from "./own-redis.ts";

/** A PostgreSQL server that belongs to one test, which may do to it what it likes. */
export interface OwnPostgres {
  readonly port: number;
  /** Of a database on it, which is there from the start. */
  readonly url: string;
  /** Ends it at once, as a crash does. What was committed is on disk. */
  kill(): Promise<void>;
  /** After `kill`. */
  restart(): Promise<void>;
  /** A standby that streams from this server and has everything that is committed here from now on. */
  standby(): Promise<OwnPostgres>;
  /** Makes a standby a server that takes writes. */
  promote(): Promise<void>;
  close(): Promise<void>;
}

const run = promisify(execFile);

/** Where Debian keeps the programs; elsewhere they are on the path. */
const FOLDER = globSync("/usr/lib/postgresql/*/bin").sort().at(-1);
const isRoot = process.getuid?.() === 0;

/** Runs a program of PostgreSQL's, as a user that it agrees to run as. */
async function program(name: string, ...args: string[]): Promise<void> {
  const path = FOLDER === undefined ? name : join(FOLDER, name);
  // A server that goes on running keeps standard output open.
  const command = isRoot ? ["runuser", "-u", "postgres", "--", path, ...args] : [path, ...args];
  const [first = "", ...rest] = command;
  await run(first, rest, { cwd: tmpdir() });
}

/** Why tests with a PostgreSQL server of their own cannot run here; nothing when they can. On CI they must. */
export function missingPostgresServer(): string | undefined {
  if (FOLDER !== undefined && existsSync(join(FOLDER, "initdb"))) return undefined;
  const reason = "SKIPPED: PostgreSQL's server programs are not installed";
  if (process.env.CI === "true") throw new Error(reason);
  console.error(reason);
  return reason;
}

/** Starts a server on a free port; settings as in its configuration file. */
export async function openOwnPostgres(
  settings: Readonly<Record<string, string>> = {},
): Promise<OwnPostgres> {
  const folder = newFolder();
  await owned(folder);
  await program(
    "initdb",
    "-D",
    join(folder, "data"),
    "-A",
    "trust",
    "-U",
    "root",
    "-E",
    "UTF8",
    "-N",
  );
  return startIn(folder, settings);
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "pomodoro-postgres-"));
}

async function owned(folder: string): Promise<void> {
  chmodSync(folder, 0o755);
  if (isRoot) await run("chown", ["postgres", folder]);
}

async function startIn(
  folder: string,
  settings: Readonly<Record<string, string>>,
): Promise<OwnPostgres> {
  const [port = 0] = await freePorts(1);
  const data = join(folder, "data");
  const all = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: folder,
    // What is committed survives the end of the server without it; it guards against that of the machine.
    fsync: "off",
    ...settings,
  };
  const options = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`);
  const log = join(folder, "log");
  const start = () =>
    program("pg_ctl", "-D", data, "-w", "-s", "-l", log, "-o", options.join(" "), "start");
  await start();
  const standbys: OwnPostgres[] = [];
  let isRunning = true;

  async function kill(): Promise<void> {
    if (!isRunning) return;
    isRunning = false;
    await program("pg_ctl", "-D", data, "-m", "immediate", "-s", "stop");
  }

  return {
    port,
    url: `postgresql://root@127.0.0.1:${port}/postgres`,
    kill,
    async restart() {
      await start();
      isRunning = true;
    },
    async standby() {
      const folder = newFolder();
      await owned(folder);
      const from = `host=127.0.0.1 port=${port} user=root`;
      // -R writes where to stream from, and that it is a standby.
      await program("pg_basebackup", "-D", join(folder, "data"), "-d", from, "-R", "-c", "fast");
      const standby = await startIn(folder, settings);
      standbys.push(standby);
      return standby;
    },
    promote: () => program("pg_ctl", "-D", data, "-w", "-s", "promote"),
    async close() {
      for (const standby of standbys) await standby.close();
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
