import assert from "node:assert/strict";
import { request as connect } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, beforeEach, describe, test } from "node:test";
import { draftsOf } from "../../support/ai/drafts-of.ts";
import { type ManualAlarms, manualAlarms } from "../../support/ai/manual-alarms.ts";
import {
  openProviderDouble,
  type ProviderDouble,
  respond,
  streamLine,
  streamType,
} from "../../support/ai/provider-double.ts";
import { openTestApp, type TestApp } from "../../support/app.ts";
import { eventually } from "../../support/eventually.ts";
import { HISTORIES, storeSessions } from "../../support/stored-histories.ts";

const SUGGESTION = { suggestion: { topic: "Indexes", category: "Database" } };

const ROUTES = [
  ["morning_briefing", "GET", "/api/ai/morning-briefing", undefined],
  ["morning_briefing", "POST", "/api/ai/morning-briefing", {}],
  ["evening_review", "GET", "/api/ai/evening-review", undefined],
  ["integrated_insight", "GET", "/api/ai/integrated-insight", undefined],
  ["expand_suggestion", "POST", "/api/ai/expand-suggestion", SUGGESTION],
] as const;

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

interface Following {
  readonly status: () => number;
  readonly text: () => string;
  readonly events: () => { event: string; data: Record<string, unknown> }[];
  over(): Promise<void>;
  leave(): void;
}

/** Asks for a stream over the network, and has its text as it comes. */
function follow({ app }: TestApp, asked: Asked = {}): Following {
  const { method = "GET", path = "/api/ai/morning-briefing", body } = asked;
  const { port }: AddressInfo = Object(app.server.address());
  let text = "";
  let status = 0;
  let isOver = false;
  const headers = {
    accept: "text/event-stream",
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...asked.headers,
  };
  const sent = connect({ port, method, path, headers });
  sent.on("response", (response) => {
    status = response.statusCode ?? 0;
    response.setEncoding("utf8");
    response.on("data", (piece: string) => {
      text += piece;
    });
    response.on("close", () => {
      isOver = true;
    });
  });
  sent.on("error", () => {});
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  return {
    status: () => status,
    text: () => text,
    events: () =>
      [...text.matchAll(/^event: (\w+)\ndata: (.*)$/gm)].map(([, event = "", data = ""]) => ({
        event,
        data: JSON.parse(data),
      })),
    over: () => eventually("the stream ends", () => isOver, 3000),
    leave: () => sent.destroy(),
  };
}

interface Opened {
  readonly service: TestApp;
  readonly alarms: ManualAlarms;
}

/** Alarms go off as the service's own clock is moved. */
async function openService(env: Record<string, string>): Promise<Opened> {
  const late: { alarms?: ManualAlarms } = {};
  const after: ManualAlarms["after"] = (ms, act) => (late.alarms ?? assert.fail()).after(ms, act);
  const service = await openTestApp({ env, overrides: { after, pause: async () => {} } });
  const alarms = manualAlarms(service.clock);
  late.alarms = alarms;
  const history = HISTORIES["thin data"]?.(service.clock.now()) ?? [];
  await storeSessions(service.dependencies, history);
  await service.app.listen({ port: 0, host: "127.0.0.1" });
  return { service, alarms };
}

const without = (body: Record<string, unknown>) => ({ ...body, cached_at: 0, from_cache: 0 });

describe("an answer of templates by server-sent events", () => {
  let service: TestApp;
  before(async () => {
    ({ service } = await openService({}));
  });
  after(() => service.close());

  for (const [capability, method, path, body] of ROUTES) {
    test(`${method} ${path} gives each text, and what the plain request gets last`, async () => {
      const stream = follow(service, { method, path, body });
      await stream.over();
      const [meta, ...texts] = stream.events();
      const answer = texts.pop();
      assert.deepEqual([meta?.event, meta?.data.capability], ["meta", capability]);
      assert.equal(meta?.data.source, "template");
      assert.ok(texts.length > 0 && texts.every(({ event }) => event === "text"));
      const plain = await service.json({
        ...{ method, url: path },
        ...(body && {
          payload: JSON.stringify(body),
          headers: { "content-type": "application/json" },
        }),
      });
      assert.equal(answer?.event, "answer");
      assert.deepEqual(answer.data, plain.body);
    });
  }

  test("what the question has wrong is a problem document, as without streaming", async () => {
    for (const asked of [
      { path: "/api/ai/morning-briefing?date=2027-01-01" },
      { path: "/api/ai/expand-suggestion", method: "POST", body: { suggestion: {} } },
    ]) {
      const stream = follow(service, asked);
      await stream.over();
      assert.equal(stream.status(), 400);
      assert.equal(typeof JSON.parse(stream.text()).error, "string", stream.text());
    }
  });
});

describe("an answer of a model by server-sent events", () => {
  let double: ProviderDouble;
  let alarms: ManualAlarms;
  let service: TestApp;
  before(async () => {
    double = await openProviderDouble();
    const env = { AI_PROVIDER: "cloud", AI_API_KEY: "k", AI_API_URL: double.cloudUrl };
    ({ service, alarms } = await openService(env));
  });
  after(async () => {
    await service.close();
    await double.close();
  });
  beforeEach(async () => {
    double.answer((question) => JSON.stringify(draftsOf(question)));
    await service.json({ method: "POST", url: "/api/ai/invalidate-cache" });
    double.forget();
  });

  for (const [, method, path, body] of ROUTES) {
    test(`${method} ${path} streams what was checked, and the whole last`, async () => {
      const stream = follow(service, { method, path, body });
      await stream.over();
      const events = stream.events();
      assert.equal(events[0]?.data.source, "model");
      const answer = events.at(-1);
      assert.equal(answer?.event, "answer");
      assert.equal(answer.data.source, "model");
      assert.equal(double.received.length, 1);
      assert.ok(double.received[0]?.isStreamed);
      const { body: plain } = await service.json({
        ...{ method, url: path },
        ...(body && {
          payload: JSON.stringify(body),
          headers: { "content-type": "application/json" },
        }),
      });
      assert.deepEqual(without(plain), without(answer.data));
      assert.equal(double.received.length, 1);
    });
  }

  test("a text is given while the next is still being written", async () => {
    let finish = () => {};
    double.behave((response, question) => {
      const whole = JSON.stringify(draftsOf(question));
      const half = whole.indexOf('","') + 5;
      response.writeHead(200, { "content-type": streamType(question) });
      response.write(streamLine(question, whole.slice(0, half)));
      finish = () => {
        response.write(streamLine(question, whole.slice(half)));
        const choices = [{ index: 0, delta: {}, finish_reason: "stop" }];
        response.end(`data: ${JSON.stringify({ id: "c", created: 1, model: "m", choices })}\n\n`);
      };
    });
    const stream = follow(service);
    await eventually("the first text", () => stream.events().length === 2, 3000);
    assert.deepEqual(Object.keys(stream.events()[1]?.data ?? {}), ["member", "text"]);
    finish();
    await stream.over();
    assert.equal(stream.events().at(-1)?.event, "answer");
  });

  test("a text that may not be shown is never sent", async () => {
    double.answer((question) => {
      const [first = "", ...others] = Object.keys(draftsOf(question));
      const texts = Object.fromEntries(others.map((key) => [key, draftsOf(question)[key]]));
      return JSON.stringify({ [first]: "You did 777 sessions yesterday.", ...texts });
    });
    const stream = follow(service);
    await stream.over();
    assert.doesNotMatch(stream.text(), /777/);
    assert.equal(stream.events().at(-1)?.data.source, "mixed");
  });

  test("a client who leaves ends the call, with and without streaming", async () => {
    double.behave(() => {});
    for (const accept of ["text/event-stream", "application/json"]) {
      const stream = follow(service, { headers: { accept } });
      await eventually("the question arrives", () => double.pending === 1, 3000);
      stream.leave();
      await eventually("the call ends", () => double.pending === 0, 3000);
    }
  });

  test("of two who wait for the same, the last who leaves ends the call", async () => {
    double.behave(() => {});
    const one = follow(service);
    const other = follow(service);
    await eventually("the question arrives", () => double.pending === 1, 3000);
    await eventually("both are answered", () => one.text() !== "" && other.text() !== "", 3000);
    one.leave();
    const third = follow(service);
    await eventually("a third is answered", () => third.text() !== "", 3000);
    assert.equal(double.pending, 1);
    assert.equal(double.received.length, 1);
    other.leave();
    third.leave();
    await eventually("the call ends", () => double.pending === 0, 3000);
  });

  test("something is said every ten seconds until the deadline, then templates speak", async () => {
    double.behave(() => {});
    const stream = follow(service);
    await eventually("the question arrives", () => double.pending === 1, 3000);
    alarms.advance(10_000);
    await eventually("a comment", () => stream.text().includes("\n: "), 3000);
    alarms.advance(30_000);
    await stream.over();
    assert.equal(stream.events().at(-1)?.data.source, "template");
    // The call goes on for the next look; here it ends before the next question would join it.
    alarms.advance(600_000);
    await eventually("the call ends", () => double.pending === 0, 3000);
    await service.dependencies.textWriting.settled();
  });

  test("what came from a stream that broke is taken back, and there is an answer", async () => {
    double.behave((response, question) =>
      respond(response, question, JSON.stringify(draftsOf(question)), { finish: "length" }),
    );
    const stream = follow(service);
    await stream.over();
    const names = stream.events().map(({ event }) => event);
    assert.ok(names.includes("reset"), names.join(" "));
    assert.equal(stream.events().at(-1)?.data.source, "template");
    assert.doesNotMatch(names.slice(names.lastIndexOf("reset")).join(" "), /meta/);
  });
});
