import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, test } from "node:test";
import { readOptions } from "../../../deploy/traffic/options.ts";
import { codeBlocks, commands } from "../../support/markdown.ts";

const page = resolve(import.meta.dirname, "../../../docs/migration.md");
const typed = codeBlocks(readFileSync(page, "utf8"))
  .filter(({ language }) => language === "console")
  .flatMap(commands);
const SWITCH = "deploy/switch ";

describe("what the runbook has typed on the machine of the proxy", () => {
  const switches = typed.filter((line) => line.startsWith(SWITCH));

  test("installs, switches and goes back with options that there are", () => {
    const actions = switches.map(
      (line) => readOptions(line.slice(SWITCH.length).split(" "))?.action,
    );
    assert.deepEqual(actions, ["install", "switch", "rollback"]);
  });

  test("starts HAProxy with the files that the switch looks for", () => {
    const options = readOptions(switches[0]?.slice(SWITCH.length).split(" ") ?? []);
    const { main, config, pidFile } = options ?? {};
    const start = typed.filter((line) => line.startsWith("haproxy "));
    assert.deepEqual(start, [`haproxy -W -D -f ${main} -f ${config} -p ${pidFile}`]);
  });

  test("is nothing else besides a second server", () => {
    const rest = typed.filter((line) => !line.startsWith(SWITCH) && !line.startsWith("haproxy "));
    assert.deepEqual(rest, ["PORT=5003 npx pomodoro-ml serve"]);
  });
});
