import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { LAUNCHER } from "../../benchmarks/support/launcher.ts";
import { cliFolder } from "../support/cli.ts";
import { eventually } from "../support/eventually.ts";

const folder = cliFolder();
after(() => folder[Symbol.dispose]());

const LIMIT_MS = 60_000;

function environment(database: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    TIMEZONE: "Europe/Prague",
    DATABASE_URL: `file:./${database}`,
  };
}

async function storedIn(database: string): Promise<number> {
  const { stdout } = await folder.run(["export", "--json"], {
    DATABASE_URL: `file:./${database}`,
  });
  return stdout.split("\n").filter((line) => line !== "").length;
}

describe("Ctrl-C during an import", () => {
  test("says how many rows are stored, exits with 1, and running it again adds the rest", async () => {
    const rows = Array.from({ length: 4000 }, (_, index) => {
      const at = new Date(Date.UTC(2024, 0, 1, index)).toISOString();
      return `${at},25`;
    });
    const csv = `start,duration_minutes\n${rows.join("\n")}\n`;
    // The pipe stays open, as that of a program which is still writing.
    const child = spawn(process.execPath, [LAUNCHER, "import", "-"], {
      cwd: folder.path,
      env: environment("interrupted.db"),
      timeout: LIMIT_MS,
      killSignal: "SIGKILL",
    });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
    child.stdin.on("error", () => {});
    child.stdin.write(csv);
    await eventually(
      "something is stored",
      async () => {
        assert.equal(child.exitCode, null, stderr);
        return (await storedIn("interrupted.db")) > 0;
      },
      LIMIT_MS,
    );
    child.kill("SIGINT");
    assert.equal(await exited, 1);
    const said = /^pomodoro-ml: Interrupted: (\S+) rows? .*stored/m.exec(stderr)?.[1];
    const stored = await storedIn("interrupted.db");
    assert.equal(Number(said?.replaceAll(",", "")), stored, stderr);
    assert.ok(stored > 0);

    const again = await folder.run(
      ["import", "-", "--json"],
      { DATABASE_URL: "file:./interrupted.db" },
      csv,
    );
    const { imported, unchanged } = JSON.parse(again.stdout);
    assert.deepEqual({ imported, unchanged }, { imported: 4000 - stored, unchanged: stored });
  });
});

/** util-linux's `script` gives a command a terminal. */
const hasTerminal = spawnSync("script", ["--version"]).status === 0;

describe("on a terminal, times without a zone", { skip: !hasTerminal && "no script(1)" }, () => {
  /** Answers the question as a person would, once it is there. */
  async function imported(answer: string): Promise<{ asked: string; start: unknown }> {
    const database = `asked-${answer.replace(/\W/g, "")}.db`;
    writeFileSync(join(folder.path, "local.csv"), "start,duration_minutes\n2026-02-03T09:10,25\n");
    const command = [process.execPath, LAUNCHER, "import", "local.csv"].join(" ");
    const child = spawn("script", ["-qec", command, "/dev/null"], {
      cwd: folder.path,
      env: environment(database),
      timeout: LIMIT_MS,
      killSignal: "SIGKILL",
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
    await eventually("the question", () => output.includes("[Europe/Prague] "), LIMIT_MS);
    child.stdin.write(`${answer}\n`);
    assert.equal(await exited, 0, output);
    const { stdout } = await folder.run(["export", "--json"], {
      DATABASE_URL: `file:./${database}`,
    });
    return { asked: output, start: JSON.parse(stdout.split("\n")[0] ?? "").start };
  }

  test("are asked about, with the configured zone as the answer of Enter", async () => {
    const { asked, start } = await imported("");
    assert.match(asked, /local\.csv/);
    assert.equal(Date.parse(String(start)), Date.parse("2026-02-03T08:10:00Z"));
  });

  test("are read in the zone that is answered", async () => {
    const { start } = await imported("America/New_York");
    assert.equal(Date.parse(String(start)), Date.parse("2026-02-03T14:10:00Z"));
  });
});
