import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { describe, test } from "node:test";
import { promisify } from "node:util";
import { HELP, readOptions } from "../../../deploy/traffic/options.ts";

const NEEDED = ["--proxy", "haproxy", "--from", "http://one:5002", "--to", "http://two:5003"];
const root = resolve(import.meta.dirname, "../../..");

describe("the options of deploy/switch", () => {
  test("have defaults besides the proxy and the two servers", () => {
    const options = readOptions(NEEDED);
    assert.deepEqual(options?.steps, [1, 10, 50, 100]);
    assert.equal(options?.holdMs, 60_000);
    assert.equal(options?.stateFile, "/etc/haproxy/pomodoro.cfg.state");
    assert.equal(options?.action, "switch");
  });

  const wrong: [string, readonly string[], RegExp][] = [
    ["a proxy that is not known", ["--proxy", "envoy"], /--proxy/],
    ["a server without a port", ["--to", "http://two"], /--to needs a port/],
    ["a server with a path", ["--from", "http://one:1/api"], /--from/],
    ["steps that fall", ["--steps", "10,1"], /--steps/],
    ["a share beyond 100", ["--steps", "101"], /--steps/],
    ["a time that is no number", ["--hold", "soon"], /--hold/],
    ["a path without a slash", ["--ask", "api"], /--ask/],
    ["two things to do", ["--print", "--install"], /exclude each other/],
    ["an option that there is not", ["--speed", "1"], /speed/],
  ];
  for (const [what, words, message] of wrong) {
    test(`${what} is refused by name`, () => {
      assert.throws(() => readOptions([...NEEDED, ...words]), message);
    });
  }

  test("are listed by --help, all of them", async () => {
    const { stdout } = await promisify(execFile)(`${root}/deploy/switch`, ["--help"]);
    assert.equal(stdout, HELP);
    for (const name of ["proxy", "from", "to", "steps", "hold", "ask-every", "state", "socket"]) {
      assert.ok(stdout.includes(`--${name} `), name);
    }
  });

  test("a wrong one ends the program with 2", async () => {
    const ended = promisify(execFile)(`${root}/deploy/switch`, ["--proxy", "envoy"]);
    await assert.rejects(ended, { code: 2 });
  });
});
