import assert from "node:assert/strict";
import { request as connect } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, type TestContext, test } from "node:test";
import { sendEventStream, wantsEventStream } from "../../../src/http/event-stream.ts";
import type { WriteOptions } from "../../../src/services/ai/text-request.ts";
import { manualAlarms } from "../../support/ai/manual-alarms.ts";
import {
  openProviderDouble,
  respond,
  streamLine,
  streamType,
} from "../../support/ai/provider-double.ts";
import { briefing } from "../../support/ai/writing-stage.ts";
import { NOON, openTestApp } from "../../support/app.ts";
import { eventually } from "../../support/eventually.ts";
import { testClock } from "../../support/test-clock.ts";

const words = { greeting: "Good morning, have a calm start.", motivation: "Keep a steady pace." };

/** The service with one streaming route, over a real port, and the text of a stream as it comes. */
async function open(t: TestContext) {
  const double = await openProviderDouble();
  double.answer(JSON.stringify(words));
  const alarms = manualAlarms(testClock(NOON));
  const service = await openTestApp({
    env: { AI_PROVIDER: "cloud", AI_API_KEY: "k", AI_API_URL: double.cloudUrl },
    overrides: { after: alarms.after },
  });
  const { textWriting, clock } = service.dependencies;
  const answer = async (options: WriteOptions) => {
    const { texts, source } = await textWriting.writer.write(briefing(), options);
    return { ...texts, source };
  };
  service.app.get("/briefing", { schema: { hide: true } }, (request, reply) =>
    wantsEventStream(request)
      ? sendEventStream(
          request,
          reply,
          { capability: "morning_briefing", source: "model", answer },
          { clock, after: alarms.after, timeOf: (ms) => new Date(ms).toISOString() },
        )
      : answer({}),
  );
  await service.app.listen({ port: 0, host: "127.0.0.1" });
  const { port }: AddressInfo = Object(service.app.server.address());
  t.after(async () => {
    await service.close();
    await double.close();
  });

  function read() {
    let text = "";
    let isOver = false;
    const sent = connect({ port, path: "/briefing", headers: { accept: "text/event-stream" } });
    sent.on("response", (response) => {
      assert.match(String(response.headers["content-type"]), /^text\/event-stream/);
      response.setEncoding("utf8");
      response.on("data", (piece: string) => {
        text += piece;
      });
      response.on("close", () => {
        isOver = true;
      });
    });
    sent.on("error", () => {});
    sent.end();
    return {
      events: () =>
        [...text.matchAll(/^event: (\w+)\ndata: (.*)$/gm)].map(([, event, data]) => ({
          event,
          data: JSON.parse(data ?? ""),
        })),
      text: () => text,
      over: () => eventually("the stream ends", () => isOver, 3000),
      leave: () => sent.destroy(),
    };
  }
  return { double, alarms, read, app: service.app };
}

describe("an answer by server-sent events", () => {
  test("is meta, checked texts one by one, and the whole answer last", async (t) => {
    const { read, app } = await open(t);
    const stream = read();
    await stream.over();
    const events = stream.events();
    const whole = await app.inject({ url: "/briefing" });
    assert.deepEqual(
      events.map(({ event }) => event),
      ["meta", "text", "text", "answer"],
    );
    assert.equal(events[0]?.data.capability, "morning_briefing");
    assert.deepEqual(events[1]?.data, { member: "greeting", text: words.greeting });
    assert.deepEqual(events.at(-1)?.data, { ...words, source: "model" });
    assert.deepEqual(whole.json(), events.at(-1)?.data);
  });

  test("gives a text while the next is still being written", async (t) => {
    const { double, read } = await open(t);
    let finish = () => {};
    double.behave((response, question) => {
      response.writeHead(200, { "content-type": streamType(question) });
      response.write(streamLine(question, `{"greeting": "${words.greeting}", "moti`));
      finish = () => {
        response.write(streamLine(question, `vation": "${words.motivation}"}`));
        const choices = [{ index: 0, delta: {}, finish_reason: "stop" }];
        response.end(`data: ${JSON.stringify({ id: "c", created: 1, model: "m", choices })}\n\n`);
      };
    });
    const stream = read();
    await eventually("the first text", () => stream.events().length === 2, 3000);
    finish();
    await stream.over();
    assert.equal(stream.events().at(-1)?.event, "answer");
  });

  test("takes back what came from a stream that broke, and still answers", async (t) => {
    const { double, read } = await open(t);
    double.behave((response, question) =>
      respond(response, question, JSON.stringify(words), { finish: "length" }),
    );
    const stream = read();
    await stream.over();
    const names = stream.events().map(({ event }) => event);
    assert.ok(names.includes("reset"), names.join(" "));
    assert.equal(stream.events().at(-1)?.data.source, "template");
    assert.doesNotMatch(names.slice(names.lastIndexOf("reset")).join(" "), /meta/);
  });

  test("says something every ten seconds, and a client who leaves ends the call", async (t) => {
    const { double, alarms, read } = await open(t);
    double.behave(() => {});
    const stream = read();
    await eventually("the question arrives", () => double.pending === 1, 3000);
    stream.leave();
    await eventually("the call ends", () => double.pending === 0, 3000);
    const other = read();
    await eventually("the question arrives", () => double.pending === 1, 3000);
    alarms.advance(10_000);
    await eventually("a comment", () => other.text().includes("\n: "), 3000);
    await other.over();
    assert.equal(other.events().at(-1)?.data.source, "template");
  });
});
