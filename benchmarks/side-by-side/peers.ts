import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { type LoggedProcess, startLoggedProcess } from "../support/logged-process.ts";
import { PATH } from "./contestant.ts";
import { findPython } from "./python.ts";

/** Where the data of a run are. */
export interface Stores {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** Of all keys that peers write to Redis. */
  readonly keyPrefix: string;
}

interface Launch {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
}

/** What somebody else would have built, under benchmarks/peers. */
export interface Peer {
  readonly id: string;
  readonly label: string;
  /** Said when something is missing. */
  readonly install: string;
  /** How to start it on a port; `undefined` when something is not installed. */
  launch(port: number, workers: number): Launch | undefined;
}

const FOLDER = fileURLToPath(new URL("../peers/", import.meta.url));
const BUN = `${FOLDER}elysia/node_modules/.bin/bun`;

export const PEERS: readonly Peer[] = [
  {
    id: "fastapi",
    label: "FastAPI + uvicorn, Redis",
    install:
      "apt-get install python3-fastapi python3-uvicorn python3-uvloop python3-httptools python3-asyncpg python3-redis python3-hiredis",
    launch(port, workers) {
      const modules = [
        "fastapi",
        "uvicorn",
        "uvloop",
        "httptools",
        "asyncpg",
        "redis.asyncio",
        "hiredis",
      ];
      const python = findPython(modules, ["fastapi", "uvicorn", "uvloop", "asyncpg", "redis"]);
      if (python === undefined) return undefined;
      const args = ["-m", "uvicorn", "main:app", "--app-dir", `${FOLDER}fastapi`];
      return pythonLaunch(python, [
        ...args,
        ...["--host", "127.0.0.1", "--port", String(port), "--workers", String(workers)],
        ...["--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning"],
      ]);
    },
  },
  {
    id: "flask",
    label: "Flask + gunicorn, all rows per request",
    install: "apt-get install python3-flask python3-psycopg2 gunicorn",
    launch(port, workers) {
      const python = findPython(
        ["flask", "psycopg2", "gunicorn"],
        ["flask", "gunicorn", "psycopg2"],
      );
      if (python === undefined) return undefined;
      return pythonLaunch(python, [
        ...["-m", "gunicorn", "app:app", "--chdir", `${FOLDER}flask`],
        ...["--bind", `127.0.0.1:${port}`, "--workers", String(workers), "--timeout", "120"],
      ]);
    },
  },
  {
    id: "elysia",
    label: "Elysia on Bun, Redis",
    install: "npm ci --prefix benchmarks/peers/elysia",
    launch(port, workers) {
      if (!existsSync(BUN)) return undefined;
      const { stdout } = spawnSync(BUN, ["--version"], { encoding: "utf8" });
      return {
        program: BUN,
        args: [`${FOLDER}elysia/server.js`],
        env: { PORT: String(port), WORKERS: String(workers), NODE_ENV: "production" },
        versions: { Bun: stdout.trim(), elysia: elysiaVersion() },
      };
    },
  },
];

function elysiaVersion(): string {
  const manifest = readFileSync(`${FOLDER}elysia/node_modules/elysia/package.json`, "utf8");
  return String(JSON.parse(manifest).version);
}

function pythonLaunch(
  { program, versions }: { program: string; versions: Readonly<Record<string, string>> },
  args: readonly string[],
): Launch {
  // -B: nothing is written beside the sources.
  return { program, args: ["-B", ...args], env: { PYTHONPATH: FOLDER }, versions };
}

export interface StartedPeer extends LoggedProcess {
  readonly address: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** @returns `undefined` when something that the peer needs is not installed */
export async function startPeer(
  peer: Peer,
  stores: Stores,
  workers: number,
): Promise<StartedPeer | undefined> {
  const port = await freePort();
  const launch = peer.launch(port, workers);
  if (launch === undefined) return undefined;
  const { program, args, versions } = launch;
  const address = `http://127.0.0.1:${port}`;
  const env = {
    ...launch.env,
    DATABASE_URL: stores.databaseUrl,
    REDIS_URL: stores.redisUrl,
    CACHE_PREFIX: stores.keyPrefix,
    TZ: "UTC",
  };
  const started = await startLoggedProcess({ program, args, env }, async () =>
    (await answers(address + PATH)) ? address : undefined,
  );
  return { ...started, versions };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

/** Most of the peers cannot say which port the system gave them. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
