/**
 * However a request is answered, and whatever became of it, its answer has the headers that every answer has: those of
 * the framework's answers are the measure, for the other ways are short cuts of it.
 */
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { openTestApp, type TestApp, throughServer } from "../support/app.ts";
import { newSession } from "../support/builders.ts";
import { get } from "../support/pipeline.ts";
import { RawConnection, type RawReply } from "../support/raw-connection.ts";
import { slowProbes, TAKES } from "../support/slow-probes.ts";

const PAGE = "https://timer.example";
const TRACE = "0af7651916cd43dd8448eb211c80319c";
const KEPT = "/api/analysis";
/** What each request asks for in all ways. */
const ASKED = [
  "Accept-Language: cs",
  `Origin: ${PAGE}`,
  "X-Request-ID: mine",
  `traceparent: 00-${TRACE}-b7ad6b7169203331-01`,
];
/** Has node:http read the request, and so the cached handler or the framework answer it. */
const PAST_THE_FAST_PATH = "Trailer: none";

/** Of the answer itself, or of its connection. */
const OWN = ["date", "connection", "keep-alive", "content-length", "retry-after"];

/** Headers that every answer has, by what is the same in each. */
function shared({ headers }: RawReply): Record<string, string> {
  const entries = [...headers].filter(([name]) => !OWN.includes(name));
  const of = Object.fromEntries(entries);
  // The span is each answer's own.
  return { ...of, traceparent: of.traceparent?.replace(/-[0-9a-f]{16}-/, "-<span>-") ?? "" };
}

describe("the headers of an answer are the same", () => {
  let service: TestApp;
  let port: number;
  let client: RawConnection;

  before(async () => {
    service = await openTestApp({
      env: { POMODORO_CORS_ORIGINS: PAGE },
      onRoute: slowProbes(() => service.clock),
    });
    await service.app.listen({ port: 0, host: "127.0.0.1" });
    port = Number(new URL(service.app.listeningOrigin).port);
  });
  after(() => service.close());
  beforeEach(async () => {
    client = await RawConnection.open(port);
  });
  afterEach(() => client.socket.destroy());

  /** Of the framework's answer to an address that no route knows. */
  async function failure(...asked: readonly string[]): Promise<Record<string, string>> {
    const reply = await client.ask(get("/nowhere", ...asked));
    assert.equal(reply.status, 404);
    return shared(reply);
  }

  test("by the framework, by the cached handler and on the fast path", async () => {
    const framework = shared(await client.ask(get(KEPT, ...ASKED)));
    const ofCache = { "cache-status": "", "server-timing": "" };
    for (const way of [[], [PAST_THE_FAST_PATH]]) {
      const reply = await client.ask(get(KEPT, ...ASKED, ...way));
      assert.equal(reply.headers.get("server-timing"), "cache;desc=local");
      assert.equal(reply.isFastPath, way.length === 0);
      assert.deepEqual({ ...shared(reply), ...ofCache }, { ...framework, ...ofCache });
    }
    assert.equal(framework["access-control-allow-origin"], PAGE);
    assert.equal(framework["content-language"], "cs");
    assert.equal(framework.traceparent, `00-${TRACE}-<span>-01`);
  });

  test("by the framework and in overload", async () => {
    const expected = await failure(...ASKED);
    const busy = (ms: number) => get("/metrics", `${TAKES}: ${ms}`);
    const afresh = get(KEPT, "Cache-Control: no-cache");
    client.send([busy(50), afresh, busy(300), get("/nowhere", ...ASKED)].join(""));
    for (let i = 0; i < 3; i += 1) assert.equal((await client.reply()).status, 200);
    const refused = await client.reply();
    assert.equal(refused.status, 503, refused.body);
    assert.deepEqual(shared(refused), expected);
  });

  test("by the framework and for a path that cannot be read", async () => {
    const reply = await client.ask(get("/%", ...ASKED));
    assert.equal(reply.status, 400);
    assert.deepEqual(shared(reply), await failure(...ASKED));
  });

  test("by the framework and for what is no request, whose own headers nobody knows", async () => {
    const other = RawConnection.opening(port);
    other.send("not http at all\r\n\r\n");
    const reply = await other.reply();
    assert.equal(reply.status, 400);
    const drawn = { "x-request-id": "", traceparent: "" };
    assert.deepEqual({ ...shared(reply), ...drawn }, { ...(await failure()), ...drawn });
    assert.match(reply.headers.get("x-request-id") ?? "", /^[0-9a-f-]{36}$/);
    assert.match(reply.headers.get("traceparent") ?? "", /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  });

  test("by the framework and by the request guard, which refuses before a route is asked", async () => {
    const head = `POST /api/sessions HTTP/1.1\r\nHost: elsewhere.example\r\n${ASKED.join("\r\n")}`;
    const reply = await client.ask(`${head}\r\nContent-Length: 0\r\n\r\n`);
    assert.equal(reply.status, 421);
    assert.deepEqual(shared(reply), await failure(...ASKED));
  });
});

test("a request that the cached handler hands over to the framework is one request in the log", async () => {
  const service = await openTestApp();
  const { sessions } = service.dependencies;
  const session = newSession();
  await sessions.insert([session], service.clock.now());
  const url = `/api/sessions/${session.id}`;
  assert.equal((await throughServer(service.app, { url })).statusCode, 200);
  await sessions.delete("default", session.id);

  const before = service.logText().length;
  const gone = await throughServer(service.app, { url });
  assert.equal(gone.statusCode, 404);
  const lines = service.logText().slice(before).trim().split("\n");
  const told = lines
    .map((line) => JSON.parse(line))
    .map((line) => [line.event_type, line.trace_id]);
  const id = gone.headers["x-request-id"];
  assert.deepEqual(told, [
    ["request_received", id],
    ["request_completed", id],
  ]);
  await service.close();
});
