import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { cliFolder, type ServingProcess } from "../support/cli.ts";
import { get } from "../support/pipeline.ts";
import { RawConnection } from "../support/raw-connection.ts";

const OPEN_FILES = 192;
const KEPT = "/api/analysis";

describe("a server with few file descriptors", () => {
  const open: RawConnection[] = [];
  afterEach(() => {
    for (const { socket } of open.splice(0)) socket.destroy();
  });

  async function connect(port: number, first?: string): Promise<RawConnection> {
    const client = await RawConnection.open(port);
    open.push(client);
    if (first !== undefined) client.send(first);
    return client;
  }

  /** Asks on connections of their own, as probes do. */
  async function assertServes(server: ServingProcess, known: RawConnection): Promise<void> {
    for (const path of ["/livez", "/readyz", KEPT, "/metrics"]) {
      const answer = await fetch(server.address + path, { headers: { connection: "close" } });
      assert.equal(answer.status, 200, path);
      await answer.text();
    }
    assert.equal((await known.ask(get(KEPT))).status, 200);
    const written = await fetch(`${server.address}/api/cache/stats/reset`, { method: "POST" });
    assert.equal(written.status, 200);
    assert.equal(server.child.exitCode, null);
  }

  for (const [what, first, fastPath] of [
    ["say nothing", undefined, "on"],
    ["send a part of a request", "GET /api/ana", "on"],
    ["are idle after an answer", get(KEPT), "on"],
    ["are idle after an answer of node:http", get(KEPT), "off"],
  ] as const) {
    test(`serves probes and whoever asks while three times as many connections ${what}`, async () => {
      using folder = cliFolder();
      const server = await folder.serve(
        [],
        { POMODORO_FAST_PATH: fastPath },
        { openFiles: OPEN_FILES },
      );
      const port = Number(new URL(server.address).port);
      const known = await connect(port);
      assert.equal((await known.ask(get(KEPT))).status, 200);
      for (let i = 0; i < 3 * OPEN_FILES; i += 1) {
        const client = await connect(port, first);
        if (first === get(KEPT)) await client.reply().catch(() => {});
        // One that is in use is not the one that has been idle for longest.
        if (i % 50 === 0) assert.equal((await known.ask(get(KEPT))).status, 200);
      }
      await assertServes(server, known);
      const { metrics } = await server.event("CONNECTIONS_LIMITED");
      assert.ok(Number(metrics.limit) < OPEN_FILES);
      // The heap timer looks 2 s after the start, also without a descriptor left.
      assert.equal(await server.stop("SIGTERM"), 0, server.stderr());
    });
  }
});
