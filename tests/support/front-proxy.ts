import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { eventually } from "./eventually.ts";
import { freePorts } from "./own-redis.ts";

const root = resolve(import.meta.dirname, "../..");
const run = promisify(execFile);

export type FrontProxyName = "haproxy" | "nginx";

/** A real HAProxy or nginx with the configuration of `deploy`, and `deploy/switch` for it. */
export interface FrontProxy {
  readonly address: string;
  readonly folder: string;
  /** The file that `deploy/switch` writes. */
  readonly config: string;
  /** Starts `deploy/switch` with options that say where everything is, and these. */
  startSwitch(...options: string[]): SwitchRun;
  close(): Promise<void>;
}

export interface SwitchRun {
  readonly child: ChildProcess;
  /** Resolves when it has printed this. */
  printed(text: string): Promise<void>;
  /** Resolves at its end. */
  readonly ended: Promise<SwitchEnd>;
}

export interface SwitchEnd {
  readonly code: number | null;
  readonly output: string;
}

/** Why a proxy cannot be tested here; nothing when it can. On CI it must. */
export async function missingFrontProxy(name: FrontProxyName): Promise<string | undefined> {
  const installed = await run(name, ["-v"]).then(
    () => true,
    () => false,
  );
  if (installed) return undefined;
  const reason = `SKIPPED: ${name} is not installed`;
  if (process.env.CI === "true") throw new Error(reason);
  console.error(reason);
  return reason;
}

/** Starts the proxy before two servers, all requests at the first. */
export async function openFrontProxy(
  name: FrontProxyName,
  from: string,
  to: string,
): Promise<FrontProxy> {
  const folder = mkdtempSync(join(tmpdir(), `pomodoro-${name}-`));
  // nginx's workers are of another user, who must find the share.
  chmodSync(folder, 0o755);
  const [port = 0] = await freePorts(1);
  const place = name === "haproxy" ? placeHaproxy(folder, port) : placeNginx(folder, port);
  const where = ["--proxy", name, "--config", place.config, "--main", place.main];
  where.push("--pid", place.pid, "--socket", join(folder, "admin.sock"));

  function startSwitch(...options: string[]): SwitchRun {
    const servers = options.includes("--from") ? [] : ["--from", from, "--to", to];
    const child = spawn(join(root, "deploy/switch"), [...where, ...servers, ...options], {
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 60_000,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    const ended = once(child, "close").then(([code]) => ({ code, output }));
    return {
      child,
      ended,
      printed: (text) =>
        eventually(
          `it prints "${text}"`,
          () => output.includes(text) || child.exitCode !== null,
          20_000,
        ),
    };
  }

  const installed = await startSwitch("--install").ended;
  assert.equal(installed.code, 0, installed.output);
  const proxy = spawn(name, place.args, { stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  proxy.stderr.setEncoding("utf8").on("data", (text) => {
    errors += text;
  });
  const address = `http://127.0.0.1:${port}`;
  const answers = () =>
    fetch(`${address}/livez`).then(
      (answer) => answer.ok,
      () => false,
    );
  await eventually(`${name} answers`, answers, 10_000).catch((error) => {
    throw new Error(`${name}: ${errors}`, { cause: error });
  });
  return {
    address,
    folder,
    config: place.config,
    startSwitch,
    async close() {
      const gone = once(proxy, "exit");
      proxy.kill();
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function placeHaproxy(folder: string, port: number) {
  const main = join(folder, "haproxy.cfg");
  const config = join(folder, "pomodoro.cfg");
  const pid = join(folder, "haproxy.pid");
  copyWith("deploy/haproxy/haproxy.cfg", main, {
    "/run/haproxy/admin.sock": join(folder, "admin.sock"),
    ":8080": `127.0.0.1:${port}`,
    "log stdout format raw local0 notice": "",
  });
  return { main, config, pid, args: ["-W", "-q", "-f", main, "-f", config, "-p", pid] };
}

function placeNginx(folder: string, port: number) {
  const main = join(folder, "nginx.conf");
  const config = join(folder, "split.conf");
  const pid = join(folder, "nginx.pid");
  const scratch = ["body", "proxy", "fastcgi", "uwsgi", "scgi"];
  mkdirSync(join(folder, "scratch"));
  const paths = scratch.map((kind) => {
    const directive = kind === "body" ? "client_body_temp_path" : `${kind}_temp_path`;
    return `${directive} ${join(folder, "scratch", kind)};`;
  });
  copyWith("deploy/nginx/nginx.conf", main, {
    "/run/nginx.pid": pid,
    "/etc/nginx/pomodoro/split.conf": config,
    "/etc/nginx/pomodoro/server.conf": join(root, "deploy/nginx/server.conf"),
    "listen 8080": `listen 127.0.0.1:${port}`,
    "http {": `http { ${paths.join(" ")}`,
  });
  return { main, config, pid, args: ["-c", main, "-g", "daemon off;"] };
}

/** @throws when the shipped file lacks something that is to be replaced */
function copyWith(from: string, to: string, replaced: Readonly<Record<string, string>>): void {
  let text = readFileSync(join(root, from), "utf8");
  for (const [old, fresh] of Object.entries(replaced)) {
    assert.ok(text.includes(old), `${from} has no ${old}`);
    text = text.replaceAll(old, fresh);
  }
  writeFileSync(to, text);
}
