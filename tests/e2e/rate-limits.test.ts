import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { InjectOptions } from "fastify";
import type { Scope } from "../../src/domain/principal.ts";
import { openTestApp, type TestApp, throughServer } from "../support/app.ts";
import { sessionInput } from "../support/builders.ts";
import { eventually } from "../support/eventually.ts";
import { missingRedisServer, openOwnRedis } from "../support/own-redis.ts";
import { get } from "../support/pipeline.ts";
import { RawConnection, type RawReply } from "../support/raw-connection.ts";

const KEPT = "/api/analysis";
/** Never kept. */
const FRESH = "/api/sessions";
/** Has node:http read the request, and so the cached handler or the framework answer it. */
const PAST_THE_FAST_PATH = "Trailer: none";

const HOUR_MS = 3_600_000;

/** What a connection, an answer or a moment has of its own. */
const OWN = ["date", "connection", "keep-alive", "content-length", "x-request-id", "traceparent"];

function comparable({ headers, status, body }: RawReply) {
  const { request_id: _, ...problem } = JSON.parse(body);
  const entries = [...headers].filter(([name]) => !OWN.includes(name));
  return { status, problem, headers: Object.fromEntries(entries) };
}

describe("a caller who sends too much", () => {
  let service: TestApp;
  let port: number;

  /** Over a connection of its own: one that node:http was given stays there. */
  async function ask(request: string): Promise<RawReply> {
    const connection = await RawConnection.open(port);
    const reply = await connection.ask(request);
    connection.socket.destroy();
    return reply;
  }

  before(async () => {
    const env = { POMODORO_RATE_LIMIT_READS: "4/h", POMODORO_RATE_LIMIT_WRITES: "2/h" };
    service = await openTestApp({ env });
    await service.app.listen({ port: 0, host: "127.0.0.1" });
    port = Number(new URL(service.app.listeningOrigin).port);
  });
  after(() => service.close());

  test("is told how many requests are left, however they are answered", async () => {
    const replies = [
      await ask(get(KEPT)),
      await ask(get(KEPT)),
      await ask(get(KEPT, PAST_THE_FAST_PATH)),
      await ask(get(FRESH)),
    ];
    assert.deepEqual(
      replies.map(({ status, isFastPath }) => [status, isFastPath]),
      [
        [200, false],
        [200, true],
        [200, false],
        [200, false],
      ],
    );
    for (const [index, { headers }] of replies.entries()) {
      assert.equal(headers.get("ratelimit-policy"), '"reads";q=4;w=3600');
      assert.equal(headers.get("ratelimit"), `"reads";r=${3 - index};t=900`);
      assert.equal(headers.get("retry-after"), undefined);
    }
  });

  test("is refused alike by the framework, by the cached handler and on the fast path", async () => {
    const fast = await ask(get(KEPT));
    const byHandler = await ask(get(KEPT, PAST_THE_FAST_PATH));
    const byFramework = await ask(get(`${KEPT}?x=1`));
    const made = await ask(get(KEPT, "Cache-Control: no-cache"));
    assert.equal(fast.status, 429);
    assert.equal(fast.isFastPath, true);
    assert.equal(byFramework.isFastPath, false);
    assert.equal(fast.headers.get("retry-after"), "900");
    assert.equal(fast.headers.get("ratelimit"), '"reads";r=0;t=900');
    const { problem } = comparable(fast);
    assert.equal(problem.code, "rate_limited");
    assert.deepEqual(problem["violated-policies"], ["reads"]);
    for (const other of [byHandler, byFramework, made]) {
      assert.deepEqual(comparable(other), comparable(fast));
    }
  });

  test("is refused in the language that is asked for, without a body for HEAD", async () => {
    const czech = await ask(get(KEPT, "Accept-Language: cs"));
    assert.equal(JSON.parse(czech.body).title, "Příliš mnoho požadavků");
    const head = await throughServer(service.app, { method: "HEAD", url: KEPT });
    assert.equal(head.statusCode, 429);
    assert.equal(head.body, "");
  });

  test("may do what is counted by itself, and is counted in the metrics", async () => {
    const post = () =>
      service.json({ method: "POST", url: "/api/sessions", payload: sessionInput() });
    const statuses = [await post(), await post(), await post()].map(({ status }) => status);
    assert.deepEqual(statuses, [201, 201, 429]);
    const { body } = await service.request({ url: "/metrics" });
    assert.match(body, /^ml_rate_limited_total\{budget="writes"\} 1$/m);
    assert.match(body, /^ml_rate_limited_total\{budget="reads"\} 6$/m);
  });

  test("never keeps probes, metrics and pages for everybody from being answered", async () => {
    for (const url of ["/livez", "/readyz", "/health", "/api/health", "/metrics", "/docs"]) {
      for (let i = 0; i < 10; i += 1) {
        const { statusCode, headers } = await service.request({ url });
        assert.equal(statusCode, 200, url);
        assert.equal(headers.ratelimit, undefined, url);
      }
    }
  });

  test("is let in again when a unit has come back, and not by a new hour", async () => {
    service.clock.advance(HOUR_MS / 4 - 1);
    assert.equal((await ask(get(KEPT))).status, 429);
    service.clock.advance(1);
    assert.equal((await ask(get(KEPT))).status, 200);
    assert.equal((await ask(get(KEPT))).status, 429);
    assert.equal((await ask(get(FRESH))).status, 429);
  });
});

test("without limits nothing is counted and no answer speaks of them", async () => {
  const service = await openTestApp();
  const { headers } = await service.request({ url: KEPT });
  assert.equal(headers.ratelimit, undefined);
  assert.equal(headers["ratelimit-policy"], undefined);
  await service.close();
});

test("what fails is counted once", async () => {
  const service = await openTestApp({ env: { POMODORO_RATE_LIMIT_READS: "10/h" } });
  const url = "/api/sessions/018f2f6e-0000-7000-8000-000000000000";
  const remaining = async () => {
    const { statusCode, headers } = await throughServer(service.app, { url });
    assert.equal(statusCode, 404);
    return Number(/r=(\d+)/.exec(String(headers.ratelimit))?.[1]);
  };
  assert.deepEqual([await remaining(), await remaining()], [9, 8]);
  await service.close();
});

describe("with keys", () => {
  let service: TestApp;
  before(async () => {
    service = await openTestApp({
      env: {
        POMODORO_AUTH: "keys",
        POMODORO_RATE_LIMIT_READS: "3/h",
        POMODORO_RATE_LIMIT_IMPORTS: "1/h",
        POMODORO_RATE_LIMIT_AI: "1/h",
      },
    });
  });
  after(() => service.close());

  async function keyOf(userId: string, ...scopes: Scope[]): Promise<string> {
    const { keyService } = service.dependencies;
    return (await keyService.create({ name: "test", userId, scopes, lifeMs: undefined })).key;
  }

  async function ask(key: string, url = KEPT, sent: InjectOptions = {}): Promise<number> {
    const headers = { "x-api-key": key, ...sent.headers };
    return (await throughServer(service.app, { url, ...sent, headers })).statusCode;
  }

  async function statuses(count: number, request: () => Promise<number>): Promise<number[]> {
    const all: number[] = [];
    for (let i = 0; i < count; i += 1) all.push(await request());
    return all;
  }

  test("each key has a budget of its own", async () => {
    const [one, other] = [await keyOf("ada", "read"), await keyOf("ada", "read")];
    assert.deepEqual(await statuses(4, () => ask(one)), [200, 200, 200, 429]);
    assert.deepEqual(await statuses(4, () => ask(other)), [200, 200, 200, 429]);
  });

  test("what a key is not allowed counts as well", async () => {
    const key = await keyOf("bob", "write");
    assert.deepEqual(await statuses(4, () => ask(key)), [403, 403, 403, 429]);
  });

  test("a back end's key has a budget for each person whom it speaks for", async () => {
    const key = await keyOf("web-app", "read", "act");
    const as = (user: string) => ask(key, KEPT, { headers: { "x-pomodoro-user": user } });
    assert.deepEqual(await statuses(4, () => as("carol")), [200, 200, 200, 429]);
    assert.deepEqual(await statuses(2, () => as("dave")), [200, 200]);
  });

  test("imports and texts have budgets of their own", async () => {
    const key = await keyOf("erin", "read", "write", "ai");
    const payload = "date,duration\n2026-03-01,25\n";
    const sent: InjectOptions = {
      method: "POST",
      payload,
      headers: { "content-type": "text/csv" },
    };
    const [first, second] = await statuses(2, () => ask(key, "/api/sessions/import", sent));
    assert.notEqual(first, 429);
    assert.equal(second, 429);
    assert.deepEqual(await statuses(2, () => ask(key, "/api/ai/motivation")), [200, 429]);
    assert.equal(await ask(key), 200);
  });

  test("credentials that are tried out are counted by address, and lock nobody out who has a key", async () => {
    const answers = await statuses(5, () => ask(`pml_${"a".repeat(12)}_${"A".repeat(43)}`));
    assert.deepEqual(answers, [401, 401, 401, 429, 429]);
    assert.equal(await ask(await keyOf("frank", "read")), 200);
  });
});

describe("replicas with Redis", () => {
  test("let through together what one would, on the fast path too, and go on alone without it", async (context) => {
    const missing = await missingRedisServer();
    if (missing !== undefined) return context.skip(missing);
    const redis = await openOwnRedis();
    const env = {
      REDIS_URL: `redis://127.0.0.1:${redis.port}`,
      POMODORO_RATE_LIMIT_READS: "40/h",
      POMODORO_RATE_LIMIT_WRITES: "100/h",
    };
    const one = await openTestApp({ env });
    const other = await openTestApp({ env, overrides: { clock: one.clock } });
    const both = [one, other];
    const connections = await Promise.all(
      both.map(async ({ app }) => {
        await app.listen({ port: 0, host: "127.0.0.1" });
        return RawConnection.open(Number(new URL(app.listeningOrigin).port));
      }),
    );
    // Each replica has one connection for answers, one for news and one for limits; the question has its own.
    await eventually(
      "all are connected",
      async () => (await redis.ask("client", "list")).trim().split("\n").length >= 7,
      5000,
    );
    const ask = async (index: number) => {
      const connection = connections[index % 2];
      assert.ok(connection);
      return connection.ask(get(KEPT));
    };
    let allowed = 0;
    for (let i = 0; i < 100; i += 1) {
      const { status } = await ask(i);
      if (status === 200) allowed += 1;
      else assert.equal(status, 429);
    }
    assert.equal(allowed, 40);

    await redis.kill();
    const write = () => one.json({ method: "POST", url: "/api/sessions", payload: sessionInput() });
    for (let i = 0; i < 5; i += 1) assert.equal((await write()).status, 201);
    for (const connection of connections) connection.socket.destroy();
    for (const { close } of both) await close();
    await redis.close();
  });
});
