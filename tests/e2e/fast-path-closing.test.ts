import assert from "node:assert/strict";
import { once } from "node:events";
import { describe, test } from "node:test";
import {
  answerOf,
  connectedTo,
  slowCachedHandler,
  slowHandler,
} from "../support/delayed-handlers.ts";
import { echoCachedHandler, openEchoServer } from "../support/echo-server.ts";
import { get } from "../support/pipeline.ts";
import { RawConnection } from "../support/raw-connection.ts";

describe("time limits of the fast path", () => {
  const noWait = { connectionsCheckingInterval: 10 };

  test("end a connection that sends nothing", async () => {
    const options = { ...noWait, headersTimeout: 20, requestTimeout: 30 };
    await using server = await openEchoServer({ cachedHandler: echoCachedHandler, options });
    const silent = await RawConnection.open(server.port);
    assert.equal(await silent.ended(), "");
    await server.close();
  });

  test("end a connection that is idle after an answer", async () => {
    await using server = await openEchoServer({
      cachedHandler: echoCachedHandler,
      options: { keepAliveTimeout: 1 },
    });
    const ends = ["/known", "/later", "/other"].map(async (path) => {
      const client = await RawConnection.open(server.port);
      await client.ask(get(path));
      return client.ended();
    });
    assert.deepEqual(await Promise.all(ends), ["", "", ""]);
    await server.close();
  });

  test("end a request that never becomes complete", async () => {
    // Long enough for the first bytes to arrive on a busy machine; without them the connection counts as silent.
    const options = { ...noWait, headersTimeout: 300, requestTimeout: 310 };
    await using server = await openEchoServer({ cachedHandler: echoCachedHandler, options });
    for (const part of ["GET / HT", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhal"]) {
      const client = await RawConnection.open(server.port);
      client.send(part);
      assert.match(await client.ended(), /ERR_HTTP_REQUEST_TIMEOUT/);
    }
    await server.close();
  });

  test("end a connection whose client does not end it after a refusal", async () => {
    const options = { ...noWait, headersTimeout: 300, requestTimeout: 310, keepAliveTimeout: 1 };
    await using server = await openEchoServer({ cachedHandler: echoCachedHandler, options });
    const { client, socket } = await connectedTo(server);
    client.socket.allowHalfOpen = true;
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhal");
    await once(socket, "close");
    client.socket.destroy();
    await server.close();
  });
});

describe("a closing server", () => {
  test("ends idle connections at once, and the others with their answer", async () => {
    const { cachedHandler, asked: askedFastPath, make } = slowCachedHandler();
    const { handler, asked: askedNode } = slowHandler();
    await using server = await openEchoServer({ cachedHandler, handler });
    const open = [1, 2, 3, 4].map(() => RawConnection.open(server.port));
    const [silent, idle, waiting, crossing] = await Promise.all(open);
    assert.ok(silent !== undefined && idle !== undefined);
    assert.ok(waiting !== undefined && crossing !== undefined);
    // node:http has met these, and takes those for idle that wait for the fast path.
    for (const each of [idle, waiting, crossing]) await each.ask(get("/other"));
    waiting.send(get("/made"));
    crossing.send(get("/slow"));
    const [response] = await Promise.all([askedNode, askedFastPath]);
    const closed = server.close();
    assert.equal(await silent.ended(), "");
    assert.equal(await idle.ended(), "");
    make(answerOf("made"));
    const made = await waiting.reply();
    assert.equal(made.body, "made");
    assert.equal(
      made.headers.get("connection"),
      "close",
      "or another request would meet a closed line",
    );
    response.end("slow");
    assert.match(await crossing.ended(), /slow/);
    await closed;
  });

  test("answers a client that has just connected, but does not wait for a silent one", async () => {
    await using server = await openEchoServer({ cachedHandler: echoCachedHandler });
    const open = [1, 2, 3].map(() => connectedTo(server));
    const [one, other, silent] = await Promise.all(open);
    assert.ok(one !== undefined && other !== undefined && silent !== undefined);
    const closed = server.close();
    for (const [{ client }, path] of [
      [one, "/known"],
      [other, "/other"],
    ] as const) {
      assert.equal((await client.ask(get(path))).status, 200);
      assert.equal(await client.ended(), "");
    }
    assert.equal(await silent.client.ended(), "");
    await closed;
  });

  test("begins no request on a connection that it has ended", async () => {
    const paths: string[] = [];
    await using server = await openEchoServer({
      cachedHandler: {
        ...echoCachedHandler,
        find(request) {
          paths.push(request.url ?? "");
          return echoCachedHandler.find(request);
        },
      },
    });
    const client = await RawConnection.open(server.port);
    await client.ask(get("/known"));
    const closed = server.close();
    client.send("DELETE /everything HTTP/1.1\r\nHost: a\r\n\r\n");
    assert.equal(await client.ended(), "");
    await closed;
    assert.deepEqual(paths, ["/known"]);
  });

  test("destroys connections whose requests never end", async () => {
    const { cachedHandler, asked: askedFastPath } = slowCachedHandler();
    const { handler, asked: askedNode } = slowHandler();
    await using server = await openEchoServer({ cachedHandler, handler });
    const open = [1, 2, 3].map(() => RawConnection.open(server.port));
    const [waiting, crossing, idle] = await Promise.all(open);
    assert.ok(waiting !== undefined && crossing !== undefined && idle !== undefined);
    waiting.send(get("/made"));
    crossing.send(get("/slow"));
    await Promise.all([askedFastPath, askedNode, idle.ask(get("/known"))]);
    server.server.closeAllConnections();
    for (const each of [waiting, crossing, idle]) assert.equal(await each.ended(), "");
    await server.close();
  });
});
