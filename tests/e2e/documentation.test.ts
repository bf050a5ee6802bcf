import assert from "node:assert/strict";
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { describe, test } from "node:test";
import { LAUNCHER } from "../../benchmarks/support/launcher.ts";
import { startServerProcess } from "../../benchmarks/support/server-process.ts";
import { runDocumentation } from "../support/documentation.ts";

const root = resolve(import.meta.dirname, "../..");
const pages = globSync(["*.md", "docs/**/*.md"], { cwd: root }).sort();

describe("every command and example in the documentation is true", () => {
  for (const page of pages) {
    const text = readFileSync(join(root, page), "utf8");
    if (!text.includes("```sh")) continue;
    test(page, async () => {
      const directory = mkdtempSync(join(tmpdir(), "pomodoro-docs-"));
      const env = {
        PATH: process.env.PATH ?? "",
        HOME: process.env.HOME ?? "",
        DATABASE_URL: `file:${join(directory, "docs.db")}`,
        TIMEZONE: "Europe/Prague",
        LOCALE: "en",
      };
      // A page that runs neither a command nor a request needs no server.
      const isServed = /pomodoro-ml|curl/.test(text);
      const server = isServed ? await startServerProcess(env, ["--demo"]) : undefined;
      try {
        const address = server?.address ?? "";
        await runDocumentation(join(root, page), {
          ...{ address, directory, env, root },
          launcher: LAUNCHER,
        });
      } finally {
        await server?.stop();
        rmSync(directory, { recursive: true, force: true });
      }
    });
  }
});

describe("npm scripts that the documentation speaks of", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const page of pages) {
    test(`${page} names scripts that exist`, () => {
      const text = readFileSync(join(root, page), "utf8");
      const names = [...text.matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? "");
      assert.deepEqual(
        names.filter((name) => !(name in scripts)),
        [],
      );
    });
  }
});

describe("links in the documentation", () => {
  for (const page of pages) {
    test(`${page} names files that exist`, () => {
      const text = readFileSync(join(root, page), "utf8");
      const targets = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(
        (match) => match[1] ?? "",
      );
      const local = targets.filter((target) => !/^[a-z]+:/.test(target));
      const missing = local.filter((target) => !existsSync(resolve(root, dirname(page), target)));
      assert.deepEqual(missing, []);
    });
  }
});
