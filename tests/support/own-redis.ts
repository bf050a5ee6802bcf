import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Redis } from "ioredis";
import { eventually } from "./eventually.ts";

/** A Redis that belongs to one test, which may do to it what it likes. */
export interface OwnRedis {
  readonly port: number;
  /** The answer to a command as text; an error's text too. */
  ask(...words: string[]): Promise<string>;
  /** Ends it at once, as a crash does; nothing is kept on disk. */
  kill(): Promise<void>;
  /** Accepts connections and commands, and answers nothing, until it is resumed. */
  freeze(): void;
  resume(): void;
  /** After `kill`. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const run = promisify(execFile);

/** Why tests with a Redis of their own cannot run here; nothing when they can. On CI they must. */
export async function missingRedisServer(): Promise<string | undefined> {
  const installed = await run("redis-server", ["--version"]).then(
    () => true,
    () => false,
  );
  if (installed) return undefined;
  const reason = "SKIPPED: redis-server is not installed";
  if (process.env.CI === "true") throw new Error(reason);
  console.error(reason);
  return reason;
}

/** Starts a Redis on a free port; settings as in its configuration file. */
export async function openOwnRedis(
  settings: Readonly<Record<string, string>> = {},
): Promise<OwnRedis> {
  const folder = mkdtempSync(join(tmpdir(), "pomodoro-redis-"));
  const [port = 0] = await freePorts(1);
  let server: ChildProcess = startRedis(port, folder, settings);
  const isUp = () => askRedis(port, "ping").then((answer) => answer === "PONG");
  await eventually("Redis answers", isUp, 10_000);

  async function kill(): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, "exit");
    server.kill("SIGKILL");
    await gone;
  }

  return {
    port,
    ask: (...words) => askRedis(port, ...words),
    kill,
    freeze: () => void server.kill("SIGSTOP"),
    resume: () => void server.kill("SIGCONT"),
    async restart() {
      server = startRedis(port, folder, settings);
      await eventually("Redis answers again", isUp, 10_000);
    },
    async close() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Not waited for: it answers a moment later. */
export function startRedis(
  port: number,
  folder: string,
  settings: Readonly<Record<string, string>>,
): ChildProcess {
  const all = { port: String(port), bind: "127.0.0.1", save: "", dir: folder, ...settings };
  const words = Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]);
  return spawn("redis-server", words, { stdio: "ignore" });
}

/** The answer to a command as text, a list's members on lines of their own; empty when nobody answers. */
export async function askRedis(port: number, ...words: string[]): Promise<string> {
  const [command = "", ...rest] = words;
  const client = new Redis({ ...ONE_ANSWER, host: "127.0.0.1", port });
  // What goes wrong is told by the call.
  client.on("error", () => {});
  try {
    await client.connect();
    return textOf(await client.call(command, ...rest)).trimEnd();
  } catch (error) {
    return error instanceof Error && error.name === "ReplyError" ? error.message : "";
  } finally {
    client.disconnect();
  }
}

/** A process of `redis-cli` for each command would take a hundred times as long. */
const ONE_ANSWER = {
  lazyConnect: true,
  retryStrategy: null,
  enableReadyCheck: false,
  disableClientInfo: true,
} as const;

function textOf(answer: unknown): string {
  return Array.isArray(answer) ? answer.map(textOf).join("\n") : String(answer ?? "");
}

/** A cluster's node also listens 10,000 ports higher, so high ones are of no use. */
export async function freePorts(count: number): Promise<number[]> {
  const free: number[] = [];
  const first = 20_000 + Math.floor(Math.random() * 20_000);
  for (let port = first; free.length < count; port += 1) {
    if ((await isFree(port)) && (await isFree(port + 10_000))) free.push(port);
  }
  return free;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const outcome = once(server, "listening").then(
    () => true,
    () => false,
  );
  server.listen(port, "127.0.0.1");
  const free = await outcome;
  if (free) {
    const closed = once(server, "close");
    server.close();
    await closed;
  }
  return free;
}
