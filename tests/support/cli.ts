import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { LAUNCHER } from "../../benchmarks/support/launcher.ts";

/** What the operating system allows a process. */
export interface Limits {
  /** Files and connections open at once. */
  readonly openFiles?: number;
}

type Env = Readonly<Record<string, string>>;

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own to run in, so that no `.env` and no database of somebody else is met. */
export interface CliFolder extends Disposable {
  readonly path: string;
  /** Runs a command to its end; `env` is all it knows besides PATH. */
  run(args: readonly string[], env?: Env, input?: string): Promise<Finished>;
  /** Starts a server on a free port and waits until it listens. */
  serve(args?: readonly string[], env?: Env, limits?: Limits): Promise<ServingProcess>;
}

export interface ServingProcess {
  readonly address: string;
  readonly child: ChildProcess;
  /** The log so far. */
  readonly log: readonly LogLine[];
  /** Resolves with the first line, past or future, of an event. */
  event(type: string, which?: (line: LogLine) => boolean): Promise<LogLine>;
  /** What it wrote to standard error so far. */
  stderr(): string;
  /** Sends a signal and resolves with the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface LogLine {
  readonly event_type: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly metrics: Readonly<Record<string, unknown>>;
}

/** How long anything here may take before the test fails instead of hanging. */
const LIMIT_MS = 60_000;

export function cliFolder(): CliFolder {
  const path = mkdtempSync(join(tmpdir(), "pomodoro-cli-"));
  const running = new Set<ChildProcess>();

  function start(args: readonly string[], env: Env, { openFiles }: Limits = {}): ChildProcess {
    const command = [process.execPath, LAUNCHER, ...args];
    const limited = ["sh", "-c", `ulimit -n ${openFiles}; exec "$@"`, "sh", ...command];
    const [program = "", ...rest] = openFiles === undefined ? command : limited;
    const child = spawn(program, rest, {
      cwd: path,
      env: { PATH: process.env.PATH, TIMEZONE: "Europe/Prague", ...env },
      stdio: ["pipe", "pipe", "pipe"],
      timeout: LIMIT_MS,
      killSignal: "SIGKILL",
    });
    running.add(child);
    child.once("exit", () => running.delete(child));
    return child;
  }

  return {
    path,
    async run(args, env = {}, input = "") {
      const child = start(args, env);
      child.stdin?.end(input);
      const [stdout, stderr, code] = await Promise.all([
        textOf(child.stdout),
        textOf(child.stderr),
        exitOf(child),
      ]);
      return { code, stdout, stderr };
    },
    async serve(args = [], env = {}, limits = {}) {
      return whenListening(start(["serve", ...args], { PORT: "0", ...env }, limits));
    },
    [Symbol.dispose]() {
      for (const child of running) child.kill("SIGKILL");
      rmSync(path, { recursive: true, force: true });
    },
  };
}

async function whenListening(child: ChildProcess): Promise<ServingProcess> {
  const log: LogLine[] = [];
  const waiting = new Set<() => void>();
  let stderr = "";
  let exited = false;
  const exit = exitOf(child);
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  assert.ok(child.stdout);
  createInterface(child.stdout).on("line", (line) => {
    const parsed = JSON.parse(line);
    const { event_type, context = {}, metrics = {} } = parsed;
    log.push({ event_type, context, metrics });
    for (const look of waiting) look();
  });
  void exit.then(() => {
    exited = true;
    for (const look of waiting) look();
  });

  function event(type: string, which: (line: LogLine) => boolean = () => true): Promise<LogLine> {
    return new Promise((resolve, reject) => {
      function look(): void {
        const found = log.find((line) => line.event_type === type && which(line));
        if (found === undefined && !exited) return;
        waiting.delete(look);
        if (found !== undefined) resolve(found);
        else reject(new Error(`the server ended before ${type}:\n${stderr}`));
      }
      waiting.add(look);
      look();
    });
  }

  const { context } = await event("ML_SERVICE_READY");
  return {
    address: String(context.address),
    child,
    log,
    event,
    stderr: () => stderr,
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      return exit;
    },
  };
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("close", resolve));
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = "";
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}
