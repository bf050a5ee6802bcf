import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, test } from "node:test";
import { startLoggedProcess } from "../../../benchmarks/support/logged-process.ts";
import { processorSeconds } from "../../../benchmarks/support/processor-time.ts";
import { readWrkFigures } from "../../../benchmarks/support/wrk.ts";

describe("figures of wrk", () => {
  test("are read from the script's line among wrk's own report, in milliseconds and per second", () => {
    const output = `Running 4s test @ http://127.0.0.1:1/
  1 threads and 500 connections
  Non-2xx or 3xx responses: 3
FIGURES {"requests":90000,"microseconds":4500000,"p50":12345,"p95":70000,"p99":1500000,"failures":3}
`;
    assert.deepEqual(readWrkFigures(output), {
      requests: 90_000,
      requestsPerSecond: 20_000,
      p50Ms: 12.345,
      p95Ms: 70,
      p99Ms: 1500,
      failures: 3,
    });
  });

  test("that are missing or no figures are an error, not zeros", () => {
    assert.throws(() => readWrkFigures("unable to connect to 127.0.0.1:1 Connection refused"));
    assert.throws(() => readWrkFigures('FIGURES {"requests":90000}'));
  });
});

/** Three tenths of a second of processor time, however long that takes on a busy machine. */
const WORKER = `
  while (process.cpuUsage().user < 300_000);
  console.log("done");
  setInterval(() => {}, 1000);
`;
const PARENT = `
  const { spawn } = require("node:child_process");
  const worker = spawn(process.execPath, ["-e", ${JSON.stringify(WORKER)}]);
  worker.stdout.once("data", () => console.log("done"));
  process.once("disconnect", () => worker.kill());
`;

test("processor time counts what a worker of the process used, too", async () => {
  const child = spawn(process.execPath, ["-e", PARENT], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const ended = once(child, "exit");
  try {
    assert.ok(child.stdout !== null && child.pid !== undefined);
    await once(child.stdout, "data");
    const used = processorSeconds(child.pid);
    // Starting the parent alone takes some hundredths; ticks are hundredths.
    assert.ok(used >= 0.29, String(used));
    assert.throws(() => processorSeconds(2 ** 30));
  } finally {
    child.disconnect();
    await ended;
  }
});

describe("a process whose output goes to a file", () => {
  const command = (script: string) => ({
    program: process.execPath,
    args: ["-e", script],
    env: {},
  });

  test("is ready when its output says so, and ends when asked to", async () => {
    const started = await startLoggedProcess(
      command('console.log("at 1234"); setInterval(() => {}, 1000)'),
      async (process) => /at (\d+)/.exec(process.readLog())?.[1],
    );
    assert.equal(started.address, "1234");
    await started.stop();
    assert.throws(() => process.kill(started.pid, 0));
  });

  test("that ends before it is ready fails with what it said", async () => {
    await assert.rejects(
      startLoggedProcess(command('console.error("no such port")'), async () => undefined),
      /no such port/,
    );
    await assert.rejects(
      startLoggedProcess({ program: "no-such-program", args: [], env: {} }, async () => undefined),
      /no-such-program/,
    );
  });
});
