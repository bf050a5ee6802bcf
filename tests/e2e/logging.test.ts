import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { describe, test } from "node:test";
import { promisify } from "node:util";
import { privateMembersOf } from "../../src/schemas/private.ts";
import { PRIVATE_MEMBERS } from "../../src/schemas/private-members.ts";
import { createLogger } from "../../src/telemetry/logger.ts";
import { createUserNames } from "../../src/telemetry/user-names.ts";
import { openTestApp, type TestApp, type TestAppOptions, throughServer } from "../support/app.ts";
import { sessionInput } from "../support/builders.ts";
import { identifyByHeader } from "../support/identify-by-header.ts";
import { testClock } from "../support/test-clock.ts";

const TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

function linesOf(service: TestApp): Record<string, unknown>[] {
  return service
    .logText()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

async function using(
  options: Parameters<typeof openTestApp>[0],
  work: (service: TestApp) => Promise<void>,
): Promise<void> {
  const service = await openTestApp(options);
  try {
    await work(service);
  } finally {
    await service.close();
  }
}

describe("the log", () => {
  test("has one line per request, in the members that dashboards know", () =>
    using({ logLevel: "info" }, async (service) => {
      await service.request({
        url: "/api/sessions?limit=5",
        headers: { "x-request-id": "abc-1", traceparent: TRACEPARENT },
      });
      const [line, ...more] = linesOf(service);
      assert.equal(more.length, 0);
      const { metrics, traceparent, ...rest } = line ?? {};
      assert.deepEqual(rest, {
        level: "INFO",
        timestamp: "2026-03-02T11:00:00.000Z",
        service: "pomodoro-ml",
        event_type: "request_completed",
        message: "GET /api/sessions 200",
        trace_id: "abc-1",
        request: {
          endpoint: "/api/sessions",
          method: "GET",
          path: "/api/sessions",
          remote_addr: "127.0.0.1",
        },
        context: { method: "GET", path: "/api/sessions", status: 200 },
      });
      assert.equal(typeof Object(metrics).duration_ms, "number");
      assert.match(String(traceparent), /^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/);
    }));

  test("names the level of an answer by its status, and its error by its code", () =>
    using({ logLevel: "info" }, async (service) => {
      await service.request({ url: "/nothing" });
      const [line] = linesOf(service);
      assert.equal(line?.level, "WARNING");
      assert.equal(Object(line?.context).code, "not_found");
    }));

  test("keeps probes out of the way, and honours LOG_LEVEL", async () => {
    await using({ logLevel: "info" }, async (service) => {
      await service.request({ url: "/livez" });
      assert.equal(service.logText(), "");
    });
    await using({ logLevel: "debug" }, async (service) => {
      await service.request({ url: "/livez" });
      assert.deepEqual(
        linesOf(service).map(({ event_type, level }) => `${event_type} ${level}`),
        ["request_received DEBUG", "request_completed DEBUG"],
      );
    });
    await using({ logLevel: "silent" }, async (service) => {
      await service.request({ url: "/nothing" });
      assert.equal(service.logText(), "");
    });
  });

  test("joins the lines of one request and of no other", () =>
    using({}, async (service) => {
      await Promise.all(
        ["one", undefined, "two", undefined].map((id) =>
          service.request({ url: "/api/sessions", headers: id ? { "x-request-id": id } : {} }),
        ),
      );
      const byId = Map.groupBy(linesOf(service), ({ trace_id }) => trace_id);
      assert.equal(byId.size, 4);
      for (const lines of byId.values()) {
        assert.deepEqual(
          lines.map(({ event_type }) => event_type),
          ["request_received", "request_completed"],
        );
      }
    }));

  test("an id that could break a line is replaced, in the line and in the answer", () =>
    using({}, async (service) => {
      const answer = await service.request({
        url: "/livez",
        headers: { "x-request-id": "a b", traceparent: "nonsense" },
      });
      assert.match(String(answer.headers["x-request-id"]), /^[0-9a-f-]{36}$/);
      assert.match(String(answer.headers.traceparent), /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    }));
});

describe("what is private", () => {
  const CANARY = "canary-7f3a";

  test("is marked in the schemas of what people send", () => {
    assert.deepEqual([...PRIVATE_MEMBERS].sort(), [
      "authorization",
      "cookie",
      "idempotency-key",
      "notes",
      "task",
      "x-api-key",
    ]);
    assert.throws(() => privateMembersOf([]), /no member is marked private/);
  });

  test("is in no log line and in no error, whatever is sent and however it fails", () =>
    using(
      {
        change: (dependencies) => ({
          ...dependencies,
          wellnessService: {
            ...dependencies.wellnessService,
            put: (_user, _date, input) =>
              Promise.reject(
                Object.assign(new Error("cannot store"), { input, notes: input.notes }),
              ),
          },
        }),
      },
      async (service) => {
        const headers = {
          authorization: `Bearer ${CANARY}`,
          cookie: `session=${CANARY}`,
          "idempotency-key": CANARY,
          "content-type": "application/json",
        };
        const bodies = [
          sessionInput({ notes: CANARY, task: CANARY }),
          sessionInput({ notes: CANARY, task: CANARY, rating: 500 }),
          sessionInput({ notes: `${CANARY}\u0000` }),
          sessionInput({ task: CANARY.repeat(50) }),
          { start: CANARY, end: CANARY, preset: CANARY, timezone: CANARY, id: CANARY },
        ].map((body) => JSON.stringify(body));
        bodies.push(`{"notes":"${CANARY}`, `"${CANARY}"`);
        for (const payload of bodies) {
          for (const url of ["/api/sessions", "/api/sessions/batch", "/api/none"]) {
            const answer = await service.request({ method: "POST", url, payload, headers });
            if (answer.statusCode >= 400) assert.ok(!answer.body.includes(CANARY), answer.body);
          }
        }
        const failed = await service.request({
          method: "PUT",
          url: `/api/wellness/2026-03-02?secret=${CANARY}`,
          payload: { mood: 1, notes: CANARY },
        });
        assert.equal(failed.statusCode, 500);
        assert.ok(!failed.body.includes(CANARY));
        assert.match(service.logText(), /cannot store/);
        assert.ok(!service.logText().includes(CANARY), "the log keeps a secret");
      },
    ));

  test("is struck out at any depth and in any case", () => {
    let text = "";
    const logger = createLogger({
      level: "info",
      clock: testClock("2026-03-02T12:00:00Z"),
      privateMembers: PRIVATE_MEMBERS,
      destination: {
        write: (line: string) => {
          text += line;
        },
      },
    });
    const context = { headers: { Authorization: CANARY }, rows: [{ deep: { NOTES: CANARY } }] };
    logger.info({ event_type: "TEST", context }, "x");
    assert.ok(!text.includes(CANARY));
    assert.equal(text.match(/\[private\]/g)?.length, 2);
  });
});

test("a person is named in each line of a request by a keyed hash, and nowhere by the id", async () => {
  let text = "";
  const nameUser = createUserNames({ style: "hashed", key: "k" });
  const logger = createLogger({
    level: "info",
    clock: testClock("2026-03-02T12:00:00Z"),
    privateMembers: PRIVATE_MEMBERS,
    nameUser,
    destination: {
      write: (line: string) => {
        text += line;
      },
    },
  });
  const identify = identifyByHeader("x-test-user");
  const change: TestAppOptions["change"] = (dependencies) => ({
    ...dependencies,
    dayService: {
      ...dependencies.dayService,
      list: () => {
        logger.info({ event_type: "TEST", context: { userId: "ada-l" } }, "within");
        return Promise.reject(new Error("broken"));
      },
    },
  });
  await using({ identify, change, overrides: { logger } }, async ({ app }) => {
    const headers = { "x-test-user": "ada-l" };
    for (const url of ["/api/days", "/api/analysis", "/api/analysis"]) {
      await throughServer(app, { url, headers });
    }
  });
  const lines = text.trimEnd().split("\n");
  assert.ok(lines.length >= 4, text);
  for (const line of lines) assert.equal(JSON.parse(line).user, nameUser("ada-l"), line);
  assert.ok(!text.includes("ada-l"));
});

describe("a log that fails", () => {
  test("changes no answer", async () => {
    const broken = createLogger({
      level: "debug",
      clock: testClock("2026-03-02T12:00:00Z"),
      privateMembers: PRIVATE_MEMBERS,
      destination: {
        write: () => {
          throw new Error("disk full");
        },
      },
    });
    await using({ overrides: { logger: broken } }, async (service) => {
      assert.equal((await service.request({ url: "/api/sessions" })).statusCode, 200);
      const answer = await service.request({ url: "/nothing" });
      assert.equal(answer.statusCode, 404);
      assert.equal(answer.json().code, "not_found");
      const stored = { method: "POST", url: "/api/sessions", payload: sessionInput() } as const;
      assert.equal((await service.request(stored)).statusCode, 201);
    });
  });

  test("survives what it is given: circles, getters that throw, things that are no errors", () => {
    const lines: string[] = [];
    const logger = createLogger({
      level: "debug",
      clock: testClock("2026-03-02T12:00:00Z"),
      privateMembers: PRIVATE_MEMBERS,
      destination: { write: (line: string) => lines.push(line) },
    });
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    logger.info({ event_type: "A", context: circle }, "circle");
    const trap = {
      get inside(): never {
        throw new Error("trap");
      },
    };
    logger.info({ event_type: "B", context: trap }, "trap");
    for (const error of [null, undefined, "text", 5, { message: "x" }, Object.create(null)]) {
      logger.error({ event_type: "C", error }, "thrown");
    }
    assert.equal(lines.filter((line) => line.includes("thrown")).length, 6);
  });
});

test("a process that ends has written all its lines", async () => {
  const script = "tests/support/log-and-exit.ts";
  for (const lines of [1, 3, 2000]) {
    const { stdout } = await promisify(execFile)(process.execPath, [script, String(lines)]);
    const messages = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).message);
    assert.deepEqual(
      messages,
      Array.from({ length: lines }, (_, i) => `line ${i}`),
    );
  }
});

describe("the access log of answers from memory", () => {
  const KEPT = "/api/analysis";

  /** How many of 200 kept answers have a line. */
  async function linesOfKept(accessLog: string): Promise<number> {
    let lines = 0;
    await using({ logLevel: "info", env: { POMODORO_ACCESS_LOG: accessLog } }, async (service) => {
      await throughServer(service.app, { url: KEPT });
      assert.equal(linesOf(service).length, 1, "what is worked out always has a line");
      for (let time = 0; time < 200; time += 1) await throughServer(service.app, { url: KEPT });
      lines = linesOf(service).length - 1;

      assert.equal((await throughServer(service.app, { url: "/nowhere" })).statusCode, 404);
      const last = linesOf(service).at(-1);
      assert.equal(last?.message, "GET /nowhere 404", "a failure always has a line");
      const { body } = await throughServer(service.app, { url: "/metrics" });
      assert.match(body, /_count\{[^}]*"\/api\/analysis"[^}]*\} 201/, "all are counted");
    });
    return lines;
  }

  for (const [accessLog, lines] of [
    ["all", 200],
    ["sampled", 2],
    ["off", 0],
  ] as const) {
    test(`has ${lines} lines for 200 of them when it is ${accessLog}`, async () => {
      assert.equal(await linesOfKept(accessLog), lines);
    });
  }
});
