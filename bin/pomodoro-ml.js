#!/usr/bin/env node
// The door for any Node from 20 on. The service itself needs Node 26; a checkout brings it along as the npm
// package `node` (docs/decisions/0009-node-26-as-dependency.md), so an older Node only hands over to it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module, { createRequire } from "node:module";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const MIN_MAJOR = 26;
const PARENT_CHECK_MS = 250;

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
// A checkout runs its sources; a published package carries a bundle, since Node strips no types in node_modules.
const entry = [join(root, "src/cli/main.ts"), join(root, "dist/main.js")].find(existsSync);
// Compiled code is kept between starts: without types to strip again, a start takes a third less time and memory.
// In the package's own folder, since whoever can write there can change the code anyway; unwritable is no failure.
const compileCache = process.env.NODE_COMPILE_CACHE ?? join(root, "node_modules/.cache/compile");

// npm runs commands through a shell; a signal to npm ends both, and neither passes it on.
if (process.env.npm_command !== undefined && process.platform !== "win32") stopWithParent();

if (entry === undefined) {
  fail("this package carries neither src/ nor dist/; install it again.");
} else if (Number.parseInt(process.versions.node, 10) >= MIN_MAJOR) {
  module.enableCompileCache(compileCache);
  await import(pathToFileURL(entry).href);
} else {
  const node = findOwnNode();
  if (node === undefined) {
    fail(
      `Node ${MIN_MAJOR} is needed and this is ${process.versions.node}. In a checkout, \`npm ci\` brings it along (npm must be allowed to run the install script of the package "node"); \`npm ci --omit=dev\` leaves it out, and a package does not carry it: install Node ${MIN_MAJOR} there.`,
    );
  } else {
    handOver(node, entry);
  }
}

function findOwnNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve("node/package.json");
    const name = process.platform === "win32" ? "node.exe" : "node";
    const binary = join(dirname(manifest), "bin", name);
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

function stopWithParent() {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGTERM");
  }, PARENT_CHECK_MS);
  timer.unref();
}

/** Becomes the other Node as far as a parent can tell: same streams, same signals, same end. */
function handOver(node, script) {
  // The channel carries nothing. It closes when this process is killed outright, which tells the child to stop too.
  const child = spawn(node, [script, ...process.argv.slice(2)], {
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => child.kill(signal));
  }
  child.on("error", (error) => fail(`${node} cannot be started: ${error.message}`));
  child.on("exit", (code, signal) => {
    process.exit(signal === null ? code : 128 + (constants.signals[signal] ?? 0));
  });
}

function fail(message) {
  process.stderr.write(`pomodoro-ml: ${message}\n`);
  process.exitCode = 1;
}
