import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { newSession } from "../support/builders.ts";
import { type CachedApp, openCachedApp, USER_HEADER } from "../support/cached-app.ts";
import { KEPT_ADDRESSES } from "../support/kept-addresses.ts";
import { HISTORIES, storeSessions } from "../support/stored-histories.ts";

/** Different for every request, whichever part answers it. */
const OF_THE_REQUEST = ["x-request-id", "traceparent", "date", "connection", "server-timing"];

describe("the cached handler", () => {
  let service: CachedApp;
  before(async () => {
    service = await openCachedApp();
    const rich = HISTORIES["a rich year"];
    if (rich !== undefined) {
      await storeSessions(service.dependencies, rich(service.clock.now()));
    }
  });
  after(() => service.close());

  /** The framework alone, without the cached handler before it. */
  const framework = (sent: InjectOptions) => service.app.inject(sent);
  const server = (sent: InjectOptions) => service.ask(sent);

  function isFromMemory({ headers }: LightMyRequestResponse): boolean {
    // The framework adds a duration to whatever it answers.
    return headers["server-timing"] === "cache;desc=local";
  }

  function comparable({ statusCode, headers, body }: LightMyRequestResponse) {
    const kept = Object.entries(headers).filter(([name]) => !OF_THE_REQUEST.includes(name));
    return { statusCode, body, headers: Object.fromEntries(kept) };
  }

  for (const url of KEPT_ADDRESSES) {
    test(`answers as the framework does: ${url}`, async () => {
      for (const locale of ["en", "cs"]) {
        for (const method of ["GET", "HEAD"] as const) {
          const sent = { method, url, headers: { "accept-language": locale } };
          const first = await framework(sent);
          assert.equal(first.statusCode, 200, first.body);
          const second = await server(sent);
          assert.ok(isFromMemory(second), `${second.headers["server-timing"]}`);
          assert.deepEqual(comparable(second), comparable(await framework(sent)));

          const headers = { ...sent.headers, "if-none-match": String(first.headers.etag) };
          const unchanged = await server({ ...sent, headers });
          assert.equal(unchanged.statusCode, 304);
          const expected = await framework({ ...sent, headers });
          // The framework gives a HEAD answer without a body this length, which is not that of the answer.
          if (method === "HEAD") delete expected.headers["content-length"];
          assert.deepEqual(comparable(unchanged), comparable(expected));
        }
      }
    });
  }

  test("makes an answer anew, for its own person, when none holds", async () => {
    const url = "/api/analysis";
    await framework({ url });
    for (const user of ["ann", "ben"]) {
      const sent = { url, headers: { [USER_HEADER]: user } };
      const made = await server(sent);
      assert.match(String(made.headers["cache-status"]), /fwd=miss; stored/);
      assert.equal(made.json().analysis.total_sessions_analyzed, 0);
      assert.deepEqual(comparable(await server(sent)), comparable(await framework(sent)));
    }
    const forced = { url, headers: { "cache-control": "no-cache" } };
    assert.match(String((await server(forced)).headers["cache-status"]), /fwd=miss; stored/);
  });

  test("keeps the request's own ids, and makes some for a request without", async () => {
    const url = "/api/analysis";
    await framework({ url });
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    const headers = { "x-request-id": "mine", traceparent: `00-${traceId}-b7ad6b7169203331-01` };
    const given = await server({ url, headers });
    assert.equal(given.headers["x-request-id"], "mine");
    assert.match(String(given.headers.traceparent), new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
    const ids = new Set<unknown>();
    for (let i = 0; i < 3; i += 1) ids.add((await server({ url })).headers["x-request-id"]);
    assert.equal(ids.size, 3);
  });

  test("logs and counts a request as the framework does", async () => {
    const url = "/api/preset-stats?unused=secret";
    await framework({ url });
    const lines = async (way: typeof server) => {
      const before = service.logText().length;
      await way({ url, headers: { "x-request-id": "same" } });
      const written = service.logText().slice(before).trim().split("\n");
      assert.ok(!written.join("").includes("secret"));
      return written.map((line) => {
        const { metrics: _, traceparent: __, ...rest } = JSON.parse(line);
        return rest;
      });
    };
    const counted = async () => {
      const text = (await framework({ url: "/metrics" })).body;
      const count = /flask_http_request_duration_seconds_count\{[^}]*preset-stats[^}]*\} (\d+)/;
      return Number(count.exec(text)?.[1]);
    };
    const before = await counted();
    assert.deepEqual(await lines(server), await lines(framework));
    assert.equal((await counted()) - before, 2);
  });

  test("leaves failures to the framework", async () => {
    const { sessions } = service.dependencies;
    const session = newSession();
    await sessions.insert([session], service.clock.now());
    const url = `/api/sessions/${session.id}`;
    assert.equal((await server({ url })).statusCode, 200);
    assert.equal((await server({ url })).statusCode, 200);
    await sessions.delete("default", session.id);
    const gone = await server({ url });
    assert.equal(gone.statusCode, 404);
    assert.match(String(gone.headers["content-type"]), /problem\+json/);
  });

  test("gives each of many requests of one moment its own answer", async () => {
    await framework({ url: "/api/models" });
    const users = Array.from({ length: 300 }, (_, index) => `user ${index % 7}`);
    const answers = await Promise.all(
      users.map((user, index) =>
        server({
          url: "/api/models",
          headers: { [USER_HEADER]: user, "x-request-id": `request-${index}` },
        }),
      ),
    );
    for (const [index, answer] of answers.entries()) {
      assert.equal(answer.statusCode, 200);
      assert.equal(answer.headers["x-request-id"], `request-${index}`);
      assert.equal(answer.headers["content-length"], String(Buffer.byteLength(answer.body)));
    }
  });
});

test("pages of allowed origins may read kept answers", async () => {
  const origin = "https://timer.example";
  const service = await openCachedApp({ env: { POMODORO_CORS_ORIGINS: origin } });
  const url = "/api/analysis";
  await service.ask({ url });
  for (let time = 0; time < 2; time += 1) {
    const answer = await service.ask({ url, headers: { origin } });
    assert.equal(answer.headers["access-control-allow-origin"], origin);
    assert.match(String(answer.headers.vary), /Origin/);
  }
  // A cache in between must not give a page the answer that was made without an origin.
  assert.match(String((await service.ask({ url })).headers.vary), /Origin/);
  await service.close();
});

test("a server that drains tells every client to leave", async () => {
  const service = await openCachedApp();
  await service.ask({ url: "/api/analysis" });
  assert.equal((await service.ask({ url: "/api/analysis" })).headers.connection, "keep-alive");
  service.dependencies.healthService.drain();
  assert.equal((await service.ask({ url: "/api/analysis" })).headers.connection, "close");
  await service.close();
});
