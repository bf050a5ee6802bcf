import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { FastPathHandler } from "../../src/http/fast-path/fast-path.ts";
import { type EchoServer, echoCachedHandler, openEchoServer } from "../support/echo-server.ts";
import { get } from "../support/pipeline.ts";
import { RawConnection } from "../support/raw-connection.ts";

/** Fewer than a server is given to accept before it refuses (511). */
const CLIENTS = 200;

const POST = "POST /other HTTP/1.1\r\nHost: test\r\nContent-Length: 4\r\n\r\n";

/** Connect at the same moment, each with a request on its way. */
function arrive({ port }: EchoServer, requests: readonly string[]): RawConnection[] {
  return requests.map((request) => {
    const client = RawConnection.opening(port);
    client.send(request);
    return client;
  });
}

/** Says when a request is looked at. */
function watchedHandler(look: () => void): FastPathHandler {
  return {
    ...echoCachedHandler,
    find(request) {
      look();
      return echoCachedHandler.find(request);
    },
  };
}

describe("many who connect at once", () => {
  test("are all accepted before one of them is answered", async () => {
    const accepted: number[] = [];
    const cachedHandler = watchedHandler(() => accepted.push(server.sockets.length));
    await using server: EchoServer = await openEchoServer({ cachedHandler });
    const clients = arrive(server, Array<string>(CLIENTS).fill(get("/known")));
    for (const client of clients) assert.equal((await client.reply()).status, 200);
    assert.equal(accepted.length, CLIENTS);
    assert.equal(accepted[0], CLIENTS);
    await server.close();
  });

  test("keep nobody waiting for longer than 50 ms", async () => {
    const accepted: number[] = [];
    let nowMs = 0;
    const cachedHandler = watchedHandler(() => accepted.push(server.sockets.length));
    // Two milliseconds for each look at the clock, of which there is one in a turn.
    const clock = { now: () => (nowMs += 2) };
    await using server: EchoServer = await openEchoServer({ cachedHandler, clock });
    const clients = arrive(server, Array<string>(CLIENTS).fill(get("/known")));
    for (const client of clients) assert.equal((await client.reply()).status, 200);
    const [first = 0] = accepted;
    assert.ok(first > 1 && first <= 50 / 2 + 1, `${first} were accepted before the first answer`);
    await server.close();
  });

  for (const [what, request, replies] of [
    ["what has to be made", get("/later"), 1],
    ["what is node:http's", get("/other"), 1],
    ["what is given back to node:http", get("/unknown-later"), 1],
    ["two things at once", get("/known") + get("/other"), 2],
    ["something with a body", `${POST}abcd`, 1],
  ] as const) {
    test(`are answered when they ask for ${what}`, async () => {
      await using server = await openEchoServer({ cachedHandler: echoCachedHandler });
      for (const client of arrive(server, Array<string>(20).fill(request))) {
        for (let i = 0; i < replies; i += 1) assert.equal((await client.reply()).status, 200);
      }
      await server.close();
    });
  }

  test("are answered when they send no more, whatever they asked for", async () => {
    await using server = await openEchoServer({ cachedHandler: echoCachedHandler });
    const paths = ["/known", "/later", "/other"].flatMap((path) => Array<string>(20).fill(path));
    const clients = arrive(
      server,
      paths.map(() => ""),
    );
    for (const [index, client] of clients.entries()) client.socket.end(get(paths[index] ?? ""));
    for (const client of clients) {
      assert.equal((await client.reply()).status, 200);
      assert.equal(await client.ended(), "");
    }
    await server.close();
  });

  test("are answered when their requests come in pieces", async () => {
    await using server = await openEchoServer({ cachedHandler: echoCachedHandler });
    const request = `${POST}abcd`;
    const clients = arrive(server, Array<string>(20).fill(request.slice(0, 10)));
    for (const client of clients) client.send(request.slice(10, 60));
    for (const client of clients) {
      client.send(request.slice(60));
      assert.match((await client.reply()).body, /61626364/);
    }
    await server.close();
  });

  test("are answered by a server that is told to close, and then no longer", async () => {
    await using server = await openEchoServer({ cachedHandler: echoCachedHandler });
    const clients = arrive(server, Array<string>(20).fill(get("/known")));
    const last = clients.at(-1);
    assert.ok(last !== undefined);
    await last.received((text) => text !== "" || server.sockets.length === 20);
    const closed = server.close();
    for (const client of clients) {
      assert.equal((await client.reply()).status, 200);
      assert.equal(await client.ended(), "");
    }
    await closed;
  });

  test("may leave before they are answered", async () => {
    await using server = await openEchoServer({ cachedHandler: echoCachedHandler });
    for (const client of arrive(server, Array<string>(20).fill(get("/known")))) {
      client.socket.once("connect", () => client.socket.resetAndDestroy());
    }
    const [after] = arrive(server, [get("/known")]);
    assert.equal((await after?.reply())?.status, 200);
    after?.socket.destroy();
    await server.close();
  });
});
