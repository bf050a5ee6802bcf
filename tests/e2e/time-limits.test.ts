import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openTestApp, type TestApp } from "../support/app.ts";
import { get } from "../support/pipeline.ts";
import { RawConnection, repliesIn } from "../support/raw-connection.ts";

/** Production waits 15 s for headers, five minutes for a request and 72 s for the next one. */
const LIMITS = {
  headersTimeout: 60,
  requestTimeout: 90,
  connectionsCheckingInterval: 10,
  keepAliveTimeout: 1,
};

for (const [where, fastPath] of [
  ["on the fast path", "true"],
  ["on node:http", "false"],
] as const) {
  describe(`a connection ${where}`, () => {
    let service: TestApp;
    let port: number;
    before(async () => {
      const env = { POMODORO_FAST_PATH: fastPath };
      service = await openTestApp({ env, timeLimits: LIMITS });
      await service.app.listen({ port: 0, host: "127.0.0.1" });
      port = Number(new URL(service.app.listeningOrigin).port);
    });
    after(() => service.close());

    /** The only answer to what is sent, once the server has ended the connection. */
    async function refusalOf(sent: string): Promise<{ status: number; code: unknown }> {
      const client = await RawConnection.open(port);
      client.send(sent);
      const replies = repliesIn(await client.ended());
      assert.equal(replies.length, 1);
      const problem = JSON.parse(replies[0]?.body ?? "");
      assert.equal(problem.status, replies[0]?.status);
      assert.ok(service.logText().includes(problem.request_id), "a line in the log");
      return { status: problem.status, code: problem.code };
    }

    const tooSlow = { status: 408, code: "request_timeout" };

    test("whose client stops within the headers is answered with 408", async () => {
      assert.deepEqual(await refusalOf("GET /api/sessions HTTP/1.1\r\nHost: loc"), tooSlow);
    });

    test("whose client sends headers for ever, a byte at a time, is answered with 408", async () => {
      const client = await RawConnection.open(port);
      client.send("GET /api/sessions HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
      const dripping = setInterval(() => client.send("a"), 5);
      try {
        const [reply] = repliesIn(await client.ended());
        assert.equal(reply?.status, 408);
      } finally {
        clearInterval(dripping);
      }
    });

    test("whose client stops within the body is answered with 408", async () => {
      const head = "POST /api/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n";
      const sent = `${head}Content-Type: application/json\r\n\r\n{"st`;
      assert.deepEqual(await refusalOf(sent), tooSlow);
    });

    test("with more headers than anybody needs is answered with 431", async () => {
      const sent = get("/api/sessions", `X-Large: ${"a".repeat(20_000)}`);
      assert.deepEqual(await refusalOf(sent), { status: 431, code: "headers_too_large" });
    });

    test("that never says anything is ended", async () => {
      const client = await RawConnection.open(port);
      const told = await client.ended();
      assert.ok(told === "" || repliesIn(told)[0]?.status === 408, told);
    });

    test("that is idle after an answer is ended, and told nothing more", async () => {
      const client = await RawConnection.open(port);
      assert.equal((await client.ask(get("/api/sessions"))).status, 200);
      assert.equal(await client.ended(), "");
    });
  });
}
