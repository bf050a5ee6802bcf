import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildPackage } from "../../scripts/build.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "pomodoro-package-"));
after(() => rmSync(folder, { recursive: true, force: true }));

describe("the published package", () => {
  test("has the launcher, the migrations and the notice, and no sources or tests", async () => {
    const { stdout } = await run("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      cwd: root,
    });
    const paths = [...stdout.matchAll(/"path": "([^"]+)"/g)].map((match) => match[1] ?? "");
    for (const needed of ["bin/pomodoro-ml.js", "LICENSE", "README.md", "package.json"]) {
      assert.ok(paths.includes(needed), needed);
    }
    assert.ok(paths.some((path) => path.startsWith("migrations/postgres/")));
    assert.ok(paths.some((path) => path.startsWith("migrations/sqlite/")));
    const allowed = /^(bin|dist|migrations|web)\/|^[A-Z]+(\.md)?$|^(package|openapi)\.json$/;
    assert.deepEqual(
      paths.filter((path) => !allowed.test(path)),
      [],
    );
  });

  test("runs as JavaScript, where Node strips no types", async () => {
    await buildPackage(folder);
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const { stdout } = await run(
      process.execPath,
      ["--no-experimental-strip-types", join(folder, "bin/pomodoro-ml.js"), "demo", "--json"],
      { cwd: folder, env: { PATH: process.env.PATH, DATABASE_URL: "file:./packed.db" } },
    );
    assert.match(stdout, /"sessions": \d+/);
  });
});
