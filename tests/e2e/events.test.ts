import assert from "node:assert/strict";
import { type ClientRequest, request as connect } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, type TestContext, test } from "node:test";
import { manualAlarms } from "../support/ai/manual-alarms.ts";
import { NOON, openTestApp } from "../support/app.ts";
import { newSession } from "../support/builders.ts";
import { forEachDatabase, type OpenedDatabase } from "../support/databases.ts";
import { eventually } from "../support/eventually.ts";
import { storeSessions } from "../support/stored-histories.ts";
import { testClock } from "../support/test-clock.ts";

interface Reader {
  readonly text: () => string;
  readonly isOver: () => boolean;
  readonly sent: ClientRequest;
}

async function open(t: TestContext, url?: string) {
  const alarms = manualAlarms(testClock(NOON));
  const service = await openTestApp({
    ...(url === undefined ? {} : { url }),
    overrides: { after: alarms.after },
  });
  await service.app.listen({ port: 0, host: "127.0.0.1" });
  const { port }: AddressInfo = Object(service.app.server.address());
  t.after(() => service.close());

  function read(headers: Record<string, string> = {}): Reader {
    let text = "";
    let isOver = false;
    const sent = connect({ port, path: "/api/events", headers });
    sent.on("error", () => {});
    sent.on("response", (response) => {
      assert.equal(response.statusCode, 200);
      assert.equal(response.headers["content-type"], "text/event-stream; charset=utf-8");
      response.setEncoding("utf8");
      response.on("data", (piece: string) => {
        text += piece;
      });
      response.on("close", () => {
        isOver = true;
      });
    });
    sent.end();
    return { text: () => text, isOver: () => isOver, sent };
  }
  const post = () =>
    service.json({
      method: "POST",
      url: "/api/sessions",
      payload: { start: "2026-03-02T09:00:00+01:00", duration_minutes: 25, category: "Coding" },
    });
  return { service, alarms, read, post, watch: service.dependencies.versionWatch };
}

const idsIn = (text: string) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));

/** Alarms go off until the condition holds. */
const soon = (alarms: { advance(ms: number): void }, condition: () => boolean) =>
  eventually(
    condition.toString(),
    () => {
      if (!condition()) alarms.advance(250);
      return condition();
    },
    5000,
  );

forEachDatabase((_name, openDatabase) => {
  let database: OpenedDatabase;
  before(async () => {
    database = await openDatabase();
  });
  after(() => database.close());

  test("a version is told at once, and another after each write, whoever writes", async (t) => {
    const { alarms, read, post } = await open(t, database.url);
    const reader = read();
    await soon(alarms, () => idsIn(reader.text()).length === 1);
    assert.match(reader.text(), /^retry: 2000\n\nevent: data\nid: (\d+)\ndata: {"version":\1}\n\n/);
    assert.equal((await post()).status, 201);
    await soon(alarms, () => idsIn(reader.text()).length === 2);
    // Past this process, as another program would.
    const other = await openTestApp({ url: database.url });
    t.after(() => other.close());
    await storeSessions(other.dependencies, [newSession({})]);
    await soon(alarms, () => idsIn(reader.text()).length === 3);
    const ids = idsIn(reader.text());
    assert.deepEqual(
      ids,
      [...ids].sort((a, b) => a - b),
    );
  });

  test("a client that comes back is told what it missed as one event, and nothing it knows", async (t) => {
    const { alarms, read, post } = await open(t, database.url);
    const first = read();
    await soon(alarms, () => idsIn(first.text()).length === 1);
    const [known = 0] = idsIn(first.text());
    const same = read({ "last-event-id": String(known) });
    await soon(alarms, () => same.text().startsWith("retry"));
    await post();
    await soon(alarms, () => idsIn(same.text()).length === 1);
    assert.ok((idsIn(same.text())[0] ?? 0) > known);
  });
});

describe("a stream of events", () => {
  test("is ended by the client that leaves, and by the server that closes", async (t) => {
    const { service, alarms, read, watch } = await open(t);
    const leaving = read();
    const staying = read();
    await soon(
      alarms,
      () => idsIn(staying.text()).length === 1 && idsIn(leaving.text()).length === 1,
    );
    assert.equal(watch.subscribers, 2);
    leaving.sent.destroy();
    await soon(alarms, () => watch.subscribers === 1);
    await service.app.close();
    await soon(alarms, () => staying.isOver());
    await soon(alarms, () => watch.subscribers === 0);
    assert.equal(alarms.count, 0, "nothing is left to go off");
  });

  test("is not opened for a client that accepts JSON alone: it is told the version now", async (t) => {
    const { service, post, watch } = await open(t);
    const headers = { accept: "application/json" };
    assert.deepEqual((await service.json({ url: "/api/events", headers })).body, { version: 0 });
    await post();
    const { body } = await service.json({ url: "/api/events", headers });
    assert.ok(Number(body.version) > 0);
    assert.equal(watch.subscribers, 0);
  });

  for (const connection of ["keep-alive", "close"]) {
    test(`is told over a connection to ${connection}, and its request is over for the log`, async (t) => {
      const { alarms, read, post, service } = await open(t);
      const reader = read({ connection });
      await soon(alarms, () => idsIn(reader.text()).length === 1);
      await post();
      await soon(alarms, () => idsIn(reader.text()).length === 2);
      assert.doesNotMatch(reader.text(), /HTTP|chunked/);
      assert.equal((await service.json({ url: "/livez" })).status, 200);
      reader.sent.destroy();
      await soon(alarms, () => service.dependencies.versionWatch.subscribers === 0);
    });
  }

  test("says that it is still there", async (t) => {
    const { alarms, read } = await open(t);
    const reader = read();
    await soon(alarms, () => reader.text().includes(": still here"));
  });

  test("is about the person who asks alone", async (t) => {
    const { alarms, read, post, watch } = await open(t);
    const versions: number[] = [];
    t.after(watch.subscribe("somebody-else", (version) => versions.push(version)));
    const reader = read();
    await soon(alarms, () => idsIn(reader.text()).length === 1);
    await post();
    await soon(alarms, () => idsIn(reader.text()).length === 2);
    assert.deepEqual(versions, [0]);
  });
});
