import assert from "node:assert/strict";
import { createServer } from "node:net";
import { after, describe, test } from "node:test";
import { cliFolder } from "../support/cli.ts";
import { eventually } from "../support/eventually.ts";

const folder = cliFolder();
after(() => folder[Symbol.dispose]());

async function statusOf(url: string): Promise<number> {
  return (await fetch(url)).status;
}

async function isListening(address: string): Promise<boolean> {
  return fetch(`${address}/livez`).then(
    () => true,
    () => false,
  );
}

describe("a server on the embedded database", () => {
  test("starts on nothing, answers from the demonstration year, and stops with 0", async () => {
    const server = await folder.serve(["--demo"]);
    const answer = await fetch(`${server.address}/api/prediction/today`);
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), /"status":"ready","sessions":1\d{3},/);
    // What the demonstration suggests to try must work.
    const suggested = server.stderr().match(/(?<=curl )\S+/g) ?? [];
    assert.ok(suggested.length >= 3);
    for (const url of suggested) assert.equal(await statusOf(url), 200, url);
    assert.match(server.stderr(), /Database: file:\.\/data\/pomodoro\.db/);
    assert.equal(await server.stop("SIGINT"), 0);
    await server.event("ML_SERVICE_STOPPED");
  });

  test("refuses a second server on the same file, and lets commands run beside it", async () => {
    const server = await folder.serve();
    const second = await folder.run(["serve"], { PORT: "0" });
    assert.equal(second.code, 1);
    assert.match(second.stderr, new RegExp(`^pomodoro-ml: .* process id ${server.child.pid} `));
    assert.equal(second.stderr.trim().split("\n").length, 1);

    const beside = await folder.run(["demo", "--user", "guest", "--json"]);
    assert.equal(beside.code, 0);
    const doctor = await folder.run(["doctor"]);
    assert.match(doctor.stdout, new RegExp(`✓ server: process ${server.child.pid} at `));
    assert.equal(await server.stop(), 0);
    // The lock went with it.
    const next = await folder.serve();
    assert.equal(await next.stop(), 0);
  });

  test("goes on answering while it drains, but says that it is not ready", async () => {
    const server = await folder.serve([], { POMODORO_DRAIN_DELAY_MS: "600" });
    assert.equal(await statusOf(`${server.address}/readyz`), 200);
    const stopped = server.stop("SIGTERM");
    await server.event("ML_SERVICE_STOPPING");
    await eventually(
      "not ready",
      async () => (await statusOf(`${server.address}/readyz`)) === 503,
      500,
    );
    assert.equal(await statusOf(`${server.address}/api/prediction/today`), 200);
    assert.equal(await stopped, 0);
    // Nothing but the log, which is on standard output: no warnings of the runtime, no banner for nobody.
    assert.equal(server.stderr(), "");
  });

  test("a port that is taken, a host that is not ours: one line with a cure", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const address = taken.address();
    const port = typeof address === "object" && address !== null ? String(address.port) : "";
    for (const workers of ["1", "2"]) {
      const refused = await folder.run(["serve"], { PORT: port, WORKERS: workers });
      assert.equal(refused.code, 1);
      assert.equal(
        refused.stderr,
        `pomodoro-ml: 127.0.0.1:${port} is already in use. Stop the program that is using it, or choose another PORT (PORT=0 takes a free one).\n`,
      );
    }
    taken.close();
    const foreign = await folder.run(["serve"], {
      HOST: "192.0.2.1",
      POMODORO_ALLOW_UNAUTHENTICATED_NETWORK: "true",
    });
    assert.equal(foreign.code, 1);
    assert.match(
      foreign.stderr,
      /^pomodoro-ml: 192\.0\.2\.1:\d+ is not an address of this machine/,
    );
  });

  test("a PostgreSQL that is not there: one line, without the password", async () => {
    const { code, stderr } = await folder.run(["serve"], {
      DATABASE_URL: "postgresql://root:hunter2@127.0.0.1:1/pomodoro",
      POMODORO_DATABASE_WAIT_SECONDS: "0",
    });
    assert.equal(code, 1);
    assert.match(stderr, /^pomodoro-ml: .*127\.0\.0\.1:1.*cannot be opened.*DATABASE_URL.*\n$/);
    assert.doesNotMatch(stderr, /hunter2/);
  });
});

describe("a server that an older Node handed over", () => {
  // What the launcher decides by can be told to this Node.
  const pretend = 'Object.defineProperty(process.versions, "node", { value: "20.20.2" })';
  const env = {
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(pretend)}`,
    DATABASE_URL: "file:./handed-over.db",
  };

  test("passes signals on and takes over the exit code", async () => {
    const server = await folder.serve([], env);
    const { context } = await server.event("ML_SERVICE_READY");
    assert.notEqual(context.pid, server.child.pid);
    assert.equal(await server.stop("SIGTERM"), 0);
    assert.equal(await isListening(server.address), false);
  });

  test("stops when the launcher is killed outright", async () => {
    const server = await folder.serve([], env);
    server.child.kill("SIGKILL");
    await server.event("ML_SERVICE_STOPPED");
    assert.equal(await isListening(server.address), false);
  });
});
