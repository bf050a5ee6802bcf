import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildPackage } from "../../scripts/build.ts";
import { eventually } from "../support/eventually.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "pomodoro-installed-"));
const prefix = join(folder, "prefix");
const node = join(folder, "bin/node");
const entry = join(prefix, "lib/node_modules/pomodoro-ml/bin/pomodoro-ml.js");
const NOBODY = 65534;
after(() => rmSync(folder, { recursive: true, force: true }));

/** Nothing but this Node, and what was installed. */
const env = {
  PATH: `${join(folder, "bin")}:/usr/bin:/bin`,
  HOME: folder,
  npm_config_prefix: prefix,
};

before(async () => {
  // The one who shall run it is not the one who runs the tests.
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, "bin"));
  cpSync(process.execPath, node);
  mkdirSync(join(folder, "data"));
  const sources = join(folder, "sources");
  await buildPackage(sources);
  const { stdout } = await run("npm", ["pack", "--ignore-scripts", "--silent"], { cwd: sources });
  const install = ["install", "--global", "--prefix", prefix, "--ignore-scripts"];
  const quiet = ["--no-audit", "--no-fund", "--prefer-offline"];
  await run("npm", [...install, ...quiet, join(sources, stdout.trim())], { cwd: folder });
});

describe("the package, installed from its tarball and nothing else", () => {
  test("is run by npx", async () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const answer = await run("npx", ["--no", "--", "pomodoro-ml", "--version"], {
      cwd: folder,
      env,
    });
    assert.equal(answer.stdout.trim(), version);
  });

  test("works out a forecast from an invented year", async () => {
    const here = { cwd: folder, env: { ...env, DATABASE_URL: "file:./demo.db" } };
    const command = join(prefix, "bin/pomodoro-ml");
    await run(command, ["demo"], here);
    const { stdout } = await run(command, ["predict", "today", "--json"], here);
    assert.equal(typeof JSON.parse(stdout).predicted_sessions, "number");
  });

  const skip = process.getuid?.() === 0 ? {} : { skip: "SKIPPED: namespaces need root" };
  test(
    "serves as process 1, as nobody, on files that cannot be written; buries its dead",
    skip,
    async () => {
      chownSync(join(folder, "data"), NOBODY, NOBODY);
      const program = `mount --bind ${prefix} ${prefix} && mount -o remount,bind,ro ${prefix}
      exec setpriv --reuid ${NOBODY} --regid ${NOBODY} --clear-groups --no-new-privs ${node} ${entry} serve`;
      const namespaces = ["--mount", "--pid", "--fork", "--mount-proc", "sh", "-c", program];
      const outer = spawn("unshare", namespaces, {
        cwd: join(folder, "data"),
        env: { ...env, DATABASE_URL: "file:./served.db", PORT: "0", WORKERS: "2" },
        stdio: ["ignore", "pipe", "pipe"],
        timeout: 60_000,
        killSignal: "SIGKILL",
      });
      let errors = "";
      outer.stderr.setEncoding("utf8").on("data", (text) => {
        errors += text;
      });
      const ended = once(outer, "exit");
      let address = "";
      createInterface(outer.stdout).on("line", (line) => {
        address ||= /"address":"(http:[^"]+)"/.exec(line)?.[1] ?? "";
      });
      await eventually("it listens", () => address !== "" || outer.exitCode !== null, 60_000);
      assert.notEqual(address, "", errors);
      const [first = 0] = childrenOf(outer.pid ?? 0);

      const health = await run(node, [entry, "health", "--url", address], { cwd: folder, env });
      assert.equal(JSON.parse(health.stdout).status, "ready");

      const [worker = 0] = childrenOf(first);
      process.kill(worker, "SIGKILL");
      const isReplaced = () => {
        const now = childrenOf(first);
        return now.length === 2 && !now.includes(worker) && !now.some(isZombie);
      };
      await eventually("a worker that died is buried and replaced", isReplaced, 60_000);

      process.kill(first, "SIGTERM");
      assert.deepEqual(await ended, [0, null], errors);
      const gone = run(node, [entry, "health", "--url", address], { cwd: folder, env });
      await assert.rejects(gone, { code: 1 });
    },
  );
});

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return text === "" ? [] : text.split(" ").map(Number);
}

function isZombie(pid: number): boolean {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).startsWith("Z");
}
