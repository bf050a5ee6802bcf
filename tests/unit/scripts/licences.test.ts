import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isAllowed, licensedPackages, renderLicences } from "../../../scripts/write-licences.ts";

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");

test("the list of licences is that of the lockfile, and all of them are allowed", () => {
  const packages = licensedPackages(read("package-lock.json"));
  assert.ok(packages.some(({ name }) => name === "fastify"));
  assert.equal(read("docs/licences.md"), renderLicences(packages));
});

test("packages for development are left out, and nested ones are named as themselves", () => {
  const lockfile = JSON.stringify({
    packages: {
      "": { name: "own" },
      "node_modules/tool": { version: "1.0.0", license: "MIT", dev: true },
      "node_modules/a/node_modules/@scope/b": { version: "2.0.0", license: "ISC" },
    },
  });
  assert.deepEqual(licensedPackages(lockfile), [
    { name: "@scope/b", version: "2.0.0", licence: "ISC" },
  ]);
});

test("one allowed alternative is enough, of licences that hold together each one counts", () => {
  assert.ok(isAllowed("(AFL-2.1 OR BSD-3-Clause)"));
  assert.ok(isAllowed("MIT AND ISC"));
  for (const licence of ["MIT AND GPL-3.0-only", "AGPL-3.0", "UNLICENSED", ""]) {
    assert.ok(!isAllowed(licence), licence);
  }
});

test("a licence that is not allowed is refused by the name of its package", () => {
  const packages = [{ name: "viral", version: "1.0.0", licence: "GPL-3.0-only" }];
  assert.throws(() => renderLicences(packages), /viral \(GPL-3\.0-only\)/);
});
