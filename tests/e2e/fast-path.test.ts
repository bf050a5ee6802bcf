import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { sessionInput } from "../support/builders.ts";
import { type CachedApp, neverRenewed, openCachedApp } from "../support/cached-app.ts";
import { KEPT_ADDRESSES } from "../support/kept-addresses.ts";
import { get } from "../support/pipeline.ts";
import { RawConnection, type RawReply } from "../support/raw-connection.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

/** Different for every request, whoever answers it. */
const OF_THE_REQUEST = ["x-request-id", "traceparent", "date", "server-timing"];
const KEPT = "/api/analysis";
/** Asks for something that the fast path does not judge, and so for an answer of node:http. */
const LEAVE_THE_FAST_PATH = "Trailer: none";

function post(url: string, type: string, body: string): string {
  const head = `POST ${url} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}`;
  return `${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function comparable({ status, headers, body }: RawReply) {
  const kept = [...headers].filter(([name]) => !OF_THE_REQUEST.includes(name));
  return { status, body, headers: Object.fromEntries(kept), names: [...headers.keys()].sort() };
}

async function listening(service: CachedApp): Promise<number> {
  await service.app.listen({ port: 0, host: "127.0.0.1" });
  return Number(new URL(service.app.listeningOrigin).port);
}

for (const setting of ["on", "off"]) {
  const isOn = setting === "on";
  const env = { POMODORO_FAST_PATH: setting };

  describe(`the service with its fast path ${setting}`, () => {
    let service: CachedApp;
    let port: number;
    let client: RawConnection;

    before(async () => {
      service = await openCachedApp({ env, overrides: { pause: neverRenewed } });
      const rich = HISTORIES["a rich year"];
      if (rich !== undefined) await storeSessions(service.dependencies, rich(service.clock.now()));
      port = await listening(service);
      await service.app.inject({ url: KEPT });
    });
    after(() => service.close());
    beforeEach(async () => {
      client = await RawConnection.open(port);
    });
    afterEach(() => client.socket.destroy());

    for (const url of KEPT_ADDRESSES) {
      test(`answers as it does through node:http: ${url}`, async () => {
        const etag = String((await service.app.inject({ url })).headers.etag);
        await service.app.inject({ url, headers: { "accept-language": "cs" } });
        const nodes = await RawConnection.open(port);
        for (const method of ["GET", "HEAD"]) {
          for (const [status, ...headers] of [
            [200, "Accept-Language: cs"],
            [200, "Cache-Control: no-cache"],
            [304, `If-None-Match: ${etag}`],
          ] as const) {
            const asked = [...headers, "X-Request-ID: mine"];
            const one = await client.ask(get(url, ...asked).replace("GET", method));
            const other = await nodes.ask(
              get(url, ...asked, LEAVE_THE_FAST_PATH).replace("GET", method),
            );
            assert.equal(one.status, status);
            assert.deepEqual([one.isFastPath, other.isFastPath], [isOn, false]);
            assert.deepEqual(comparable(one), comparable(other));
            assert.equal(one.headers.get("x-request-id"), "mine");
          }
        }
        nodes.socket.destroy();
      });
    }

    test("answers at once again after a write, whether its body came with it or later", async () => {
      for (let time = 0; time < 4; time += 1) {
        const request = post("/api/sessions", "application/json", JSON.stringify(sessionInput()));
        const bodyAt = request.indexOf("{") + (time >> 1) * 5;
        if (time % 2 === 1) {
          client.send(request.slice(0, bodyAt));
          await nextTurn();
          client.send(request.slice(bodyAt));
        } else {
          client.send(request);
        }
        const written = await client.reply();
        assert.equal(written.status, 201, written.body);
        assert.equal(written.isFastPath, false);
        const made = await client.ask(get(KEPT));
        assert.deepEqual([made.status, made.isFastPath], [200, isOn]);
        assert.match(
          made.headers.get("cache-status") ?? "",
          /fwd=/,
          "of what was there before the write",
        );
        assert.match((await client.ask(get(KEPT))).headers.get("cache-status") ?? "", /hit/);
      }
    });

    test("takes uploads of some megabytes whole, from a slow client and from a fast one", async () => {
      const rows = Array.from({ length: 3000 }, (_, hour) => {
        return `${new Date(hour * 3_600_000).toISOString()},25,${"x".repeat(1000)}`;
      });
      const file = ["start,duration_minutes,notes", ...rows, ""].join("\n");
      const request = post("/api/sessions/import", "text/csv", file);
      const readings: [number, number][] = [];
      for (const step of [request.length, 30_011]) {
        for (let at = 0; at < request.length; at += step) {
          client.send(request.slice(at, at + step));
          await nextTurn();
        }
        const { status, body } = await client.reply();
        assert.equal(status, 200, body);
        const { imported, unchanged } = JSON.parse(body);
        readings.push([imported, unchanged]);
        assert.equal((await client.ask(get(KEPT))).isFastPath, isOn);
      }
      assert.deepEqual(readings, [
        [3000, 0],
        [0, 3000],
      ]);
    });

    test("leaves failures and new addresses to the framework, and has the connection back", async () => {
      for (const [url, status] of [
        ["/api/sessions?limit=x", 400],
        ["/nowhere", 404],
        ["/livez", 200],
        ["/%", 400],
      ] as const) {
        const reply = await client.ask(get(url));
        assert.deepEqual([reply.status, reply.isFastPath], [status, false], reply.body);
        assert.equal((await client.ask(get(KEPT))).isFastPath, isOn);
      }
    });
  });

  describe(`a service whose answers take their time, with its fast path ${setting}`, () => {
    let service: CachedApp;
    let port: number;
    let asked = 0;
    let released = Promise.withResolvers<void>();
    const slow = get("/api/sessions?limit=3", "Cache-Control: no-cache");

    beforeEach(async () => {
      service = await openCachedApp({
        env,
        change: (dependencies) => ({
          ...dependencies,
          sessionService: {
            ...dependencies.sessionService,
            async list(...question) {
              asked += 1;
              await released.promise;
              return dependencies.sessionService.list(...question);
            },
          },
        }),
      });
      port = await listening(service);
      released.resolve();
      await service.app.inject({ url: "/api/sessions?limit=3" });
      await service.app.inject({ url: KEPT });
      asked = 0;
      released = Promise.withResolvers();
    });
    afterEach(() => service.close());

    async function areAsked(questions: number): Promise<void> {
      while (asked < questions) await nextTurn();
    }

    test("answers a client that has sent all that it wants to", async () => {
      const client = await RawConnection.open(port);
      client.socket.end(slow);
      await areAsked(1);
      released.resolve();
      const reply = await client.reply();
      assert.deepEqual([reply.status, reply.isFastPath], [200, isOn]);
      assert.equal(await client.ended(), "");
    });

    test("goes on when clients leave: nothing fails, and others are answered", async () => {
      const leavers = await Promise.all([RawConnection.open(port), RawConnection.open(port)]);
      leavers[0].send(slow);
      leavers[1].send(get("/api/sessions?limit=4"));
      await areAsked(2);
      for (const { socket } of leavers) socket.destroy();
      const client = await RawConnection.open(port);
      assert.equal((await client.ask(get(KEPT))).isFastPath, isOn);
      released.resolve();
      assert.equal((await client.ask(slow)).status, 200);
      assert.doesNotMatch(service.logText(), /"level":"(ERROR|CRITICAL)"/);
      client.socket.destroy();
    });

    test("when it closes, ends who is idle at once and the others with their answers", async () => {
      const idle = await RawConnection.open(port);
      const waiting = await RawConnection.open(port);
      const crossing = await RawConnection.open(port);
      for (const each of [idle, waiting, crossing]) {
        assert.equal((await each.ask(get(KEPT))).isFastPath, isOn);
        assert.equal((await each.ask(get("/livez"))).isFastPath, false);
      }
      waiting.send(slow);
      crossing.send(get("/api/sessions?limit=4"));
      await areAsked(2);
      const closed = service.app.close();
      assert.equal(await idle.ended(), "");
      released.resolve();
      for (const client of [waiting, crossing]) {
        const reply = await client.reply();
        assert.equal(reply.status, 200, reply.body);
        assert.equal(reply.headers.get("connection"), "close");
        assert.equal(await client.ended(), "");
      }
      await closed;
    });

    test("when it drains, tells clients to leave with their next answer", async () => {
      const client = await RawConnection.open(port);
      assert.equal((await client.ask(get(KEPT))).headers.get("connection"), "keep-alive");
      service.dependencies.healthService.drain();
      assert.equal((await client.ask(get(KEPT))).headers.get("connection"), "close");
      assert.equal(await client.ended(), "");
      released.resolve();
    });

    test("when it is stopped, cuts off what takes too long", async () => {
      const clients = await Promise.all([RawConnection.open(port), RawConnection.open(port)]);
      clients[0].send(slow);
      clients[1].send(get("/api/sessions?limit=4"));
      await areAsked(2);
      service.app.server.closeAllConnections();
      for (const client of clients) assert.equal(await client.ended(), "");
      released.resolve();
    });
  });
}
