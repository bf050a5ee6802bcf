import assert from "node:assert/strict";
import { once } from "node:events";
import { describe, test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { FastPathHandler } from "../../src/http/fast-path/fast-path.ts";
import type { PlainRequest } from "../../src/http/response-cache/ready-answer.ts";
import {
  answerOf,
  connectedTo,
  slowCachedHandler,
  slowHandler,
} from "../support/delayed-handlers.ts";
import { echoCachedHandler, openEchoServer } from "../support/echo-server.ts";
import { get } from "../support/pipeline.ts";
import { RawConnection } from "../support/raw-connection.ts";

const MIB = 1024 * 1024;

describe("a connection of the fast path", () => {
  for (const path of ["/known", "/later", "/other"]) {
    test(`whose client sends no more after its request is answered: ${path}`, async () => {
      await using server = await openEchoServer({ cachedHandler: echoCachedHandler });
      const client = await RawConnection.open(server.port);
      client.socket.end(get(path));
      assert.equal((await client.reply()).status, 200);
      assert.equal(await client.ended(), "");
      await server.close();
    });
  }

  test("is handed to node:http when the cached handler cannot answer", async () => {
    const make = () => Promise.reject(new Error("no answer"));
    await using server = await openEchoServer({ cachedHandler: { ...echoCachedHandler, make } });
    const client = await RawConnection.open(server.port);
    const reply = await client.ask(get("/later"));
    assert.equal(reply.status, 200);
    assert.equal(reply.isFastPath, false);
    assert.equal((await client.ask(get("/known"))).isFastPath, true);
    client.socket.destroy();
    await server.close();
  });

  test("carries long bodies whole when either side is slow", async () => {
    const sent = Buffer.alloc(8 * MIB, "0123456789abcdef!");
    for (const [isClientSlow, isServerSlow] of [
      [false, false],
      [true, false],
      [false, true],
    ]) {
      await using server = await openEchoServer({
        cachedHandler: echoCachedHandler,
        async handler(request, response) {
          const chunks: Buffer[] = [];
          for await (const chunk of request) {
            chunks.push(chunk);
            if (isServerSlow) await nextTurn();
          }
          response.end(String(Buffer.concat(chunks).equals(sent)));
        },
      });
      const client = await RawConnection.open(server.port);
      for (let time = 0; time < 2; time += 1) {
        client.send(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${sent.length}\r\n\r\n`);
        const step = isClientSlow ? 20_011 : sent.length;
        for (let at = 0; at < sent.length; at += step) {
          client.send(sent.subarray(at, at + step));
          if (isClientSlow) await nextTurn();
        }
        assert.equal((await client.reply()).body, "true");
        assert.ok((await client.ask(get("/known"))).isFastPath);
      }
      client.socket.destroy();
      await server.close();
    }
  });

  test("is read no faster than its body is consumed", async () => {
    const { handler, asked } = slowHandler();
    await using server = await openEchoServer({ cachedHandler: echoCachedHandler, handler });
    const { client, socket } = await connectedTo(server);
    client.send(`POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: ${8 * MIB}\r\n\r\n`);
    client.send(Buffer.alloc(8 * MIB));
    const response = await asked;
    while (!socket.isPaused()) await nextTurn();
    assert.ok(socket.bytesRead < MIB, `${socket.bytesRead} bytes were read`);
    // Nobody wants the rest, which goes by.
    response.setHeader("content-length", 0).end();
    assert.equal((await client.reply()).status, 200);
    assert.ok((await client.ask(get("/known"))).isFastPath);
    client.socket.destroy();
    await server.close();
  });

  test("carries long answers whole to a client that reads slowly", async () => {
    const answer = Buffer.alloc(16 * MIB, "x");
    await using server = await openEchoServer({
      cachedHandler: echoCachedHandler,
      handler: (_request, response) => response.end(answer),
    });
    const client = await RawConnection.open(server.port);
    client.socket.pause();
    client.send(get("/long"));
    while (server.sockets[0]?.writableNeedDrain !== true) await nextTurn();
    client.socket.resume();
    assert.equal((await client.reply()).body.length, answer.length);
    assert.ok((await client.ask(get("/known"))).isFastPath);
    client.socket.destroy();
    await server.close();
  });

  test("whose client does not read its answers is not read from until it does", async () => {
    const body = "x".repeat(8 * MIB);
    let answered = 0;
    let mostUnsent = 0;
    await using server = await openEchoServer({
      cachedHandler: {
        ...echoCachedHandler,
        find(request) {
          if (request.url !== "/long") return echoCachedHandler.find(request);
          answered += 1;
          return answerOf(body);
        },
      },
    });
    const { client, socket } = await connectedTo(server);
    client.socket.pause();
    client.send(get("/long"));
    while (!socket.writableNeedDrain) await nextTurn();
    const other = await RawConnection.open(server.port);
    for (let more = 0; more < 30; more += 1) {
      client.send(get("/long"));
      // Whatever is ready has been read when this is answered.
      assert.equal((await other.ask(get("/known"))).status, 200);
    }
    assert.equal(answered, 1);
    assert.ok(socket.isPaused());
    client.socket.resume();
    for (let reply = 0; reply < 31; reply += 1) {
      assert.equal((await client.reply()).body.length, body.length);
      mostUnsent = Math.max(mostUnsent, socket.writableLength);
    }
    assert.equal(answered, 31);
    assert.ok(mostUnsent < 3 * body.length, `${mostUnsent} bytes waited for the client`);
    for (const each of [client, other]) each.socket.destroy();
    await server.close();
  });

  test("answers pipelined requests in order", async () => {
    const { cachedHandler, asked, make } = slowCachedHandler();
    await using server = await openEchoServer({ cachedHandler });
    const { client, socket } = await connectedTo(server);
    client.send(get("/made"));
    await asked;
    for (const id of ["a", "b", "c"]) {
      const before = client.socket.bytesWritten;
      client.send(get("/known", `X-Request-ID: ${id}`));
      while (socket.bytesRead <= before) await nextTurn();
    }
    make(answerOf("made"));
    assert.equal((await client.reply()).body, "made");
    for (const id of ["a", "b", "c"]) {
      const reply = await client.reply();
      assert.equal(reply.headers.get("x-request-id"), id);
      assert.ok(reply.isFastPath);
    }
    client.socket.destroy();
    await server.close();
  });

  test("shows the client's address to the handler", async () => {
    await using server = await openEchoServer({
      cachedHandler: echoCachedHandler,
      handler({ socket }, response) {
        const { remoteAddress, remotePort, localPort } = socket;
        response.end(JSON.stringify({ remoteAddress, remotePort, localPort }));
      },
    });
    const client = await RawConnection.open(server.port);
    const { body } = await client.ask(get("/"));
    const { localPort } = client.socket;
    const expected = { remoteAddress: "127.0.0.1", remotePort: localPort, localPort: server.port };
    assert.deepEqual(JSON.parse(body), expected);
    client.socket.destroy();
    await server.close();
  });

  test("that sends the same bytes again reuses the parsed request, until that is evicted", async () => {
    const found: PlainRequest[] = [];
    const find: FastPathHandler["find"] = (request) => {
      found.push(request);
      return echoCachedHandler.find(request);
    };
    await using server = await openEchoServer({ cachedHandler: { ...echoCachedHandler, find } });
    const client = await RawConnection.open(server.port);
    const sameAsBefore = async (...headers: string[]) => {
      const before = found.at(-1);
      const { status, headers: answered } = await client.ask(get("/known", ...headers));
      assert.equal(status, 200);
      assert.equal(answered.get("x-request-id"), headers[0]?.slice(-1) ?? "none");
      return found.at(-1) === before;
    };
    assert.equal(await sameAsBefore("X-Request-ID: 1"), false);
    assert.equal(await sameAsBefore("X-Request-ID: 1"), true);
    assert.equal(await sameAsBefore("X-Request-ID: 2"), false, "as long as the one before it");
    assert.equal(await sameAsBefore(), false);
    assert.equal(await sameAsBefore(), true);
    server.fastPath?.forgetRequests();
    assert.equal(await sameAsBefore(), false);
    const long = ["X-Request-ID: 3", `X-Long: ${"x".repeat(3000)}`];
    assert.equal(await sameAsBefore(...long), false);
    assert.equal(await sameAsBefore(...long), false, "too long to be remembered");
    client.socket.destroy();
    await server.close();
  });

  test("ends when a handler destroys it, or when its answer says so", async () => {
    await using server = await openEchoServer({
      cachedHandler: echoCachedHandler,
      handler(request, response) {
        if (request.url === "/destroyed") response.destroy();
        else response.writeHead(413, { connection: "close", "content-length": 8 }).end("too long");
      },
    });
    const one = await RawConnection.open(server.port);
    one.send(get("/destroyed"));
    assert.equal(await one.ended(), "");
    const other = await RawConnection.open(server.port);
    other.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nthe first bytes");
    assert.match(await other.ended(), /^HTTP\/1\.1 413 .*too long$/s);
    await server.close();
  });

  test("keeps nothing when its client disconnects", async () => {
    const { cachedHandler, asked: askedFastPath, make } = slowCachedHandler();
    const { handler, asked: askedNode } = slowHandler();
    await using server = await openEchoServer({ cachedHandler, handler });
    const open = [1, 2, 3].map(() => RawConnection.open(server.port));
    const [one, two, three] = await Promise.all(open);
    assert.ok(one !== undefined && two !== undefined && three !== undefined);
    one.send(get("/made"));
    two.send(get("/slow"));
    three.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhal");
    const [response] = await Promise.all([askedNode, askedFastPath]);
    for (const each of [one, two, three]) each.socket.resetAndDestroy();
    await once(response, "close");
    make(answerOf("too late"));
    response.end("too late");
    const other = await RawConnection.open(server.port);
    assert.ok((await other.ask(get("/known"))).isFastPath);
    other.socket.destroy();
    // Ends only when every connection has.
    await server.close();
  });
});
