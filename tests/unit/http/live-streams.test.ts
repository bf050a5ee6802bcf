import assert from "node:assert/strict";
import { Socket } from "node:net";
import { describe, type TestContext, test } from "node:test";
import { createLiveStreams } from "../../../src/http/live-streams.ts";
import type { OnVersion } from "../../../src/services/events/version-watch.ts";
import { manualAlarms } from "../../support/ai/manual-alarms.ts";
import { NOON } from "../../support/app.ts";
import { testClock } from "../../support/test-clock.ts";

/** A connection whose client reads when it is told to. */
class Client extends Socket {
  received = "";
  #read: (() => void) | undefined;

  constructor(t: TestContext) {
    super();
    t.after(() => this.destroy());
  }

  override _write(chunk: string, _encoding: BufferEncoding, done: () => void): void {
    this.#take(chunk, done);
  }

  override _writev(chunks: { readonly chunk: string }[], done: () => void): void {
    this.#take(chunks.map(({ chunk }) => chunk).join(""), done);
  }

  #take(text: string, done: () => void): void {
    this.received += text;
    this.#read = done;
  }

  async readAll(): Promise<string> {
    while (this.#read !== undefined) {
      const read = this.#read;
      this.#read = undefined;
      read();
      await new Promise(setImmediate);
    }
    return this.received;
  }
}

function openStreams() {
  const listeners = new Set<OnVersion>();
  const alarms = manualAlarms(testClock(NOON));
  const versionWatch = {
    current: async () => 1,
    subscribers: 0,
    subscribe(_userId: string, listener: OnVersion) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const streams = createLiveStreams({ versionWatch, after: alarms.after });
  const tell = (version: number) => {
    for (const listener of listeners) listener(version);
  };
  return { streams, alarms, tell, listeners };
}

const idsIn = (text: string) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));

describe("live streams", () => {
  test("keep the newest version alone for a client that does not read", async (t) => {
    const { streams, alarms, tell } = openStreams();
    const client = new Client(t);
    streams.open(client, { userId: "a", known: undefined });
    for (let version = 1; version <= 5000; version += 1) tell(version);
    for (let beats = 0; beats < 500; beats += 1) alarms.advance(10_000);
    assert.ok(client.writableLength < client.writableHighWaterMark + 100);
    const ids = idsIn(await client.readAll());
    assert.equal(ids.at(-1), 5000);
    assert.ok(ids.length < 4000);
  });

  test("do not tell what the client knows", async (t) => {
    const { streams, tell } = openStreams();
    const client = new Client(t);
    streams.open(client, { userId: "a", known: 7 });
    tell(7);
    tell(8);
    assert.deepEqual(idsIn(await client.readAll()), [8]);
  });

  test("share one alarm, and leave nothing behind", async (t) => {
    const { streams, alarms, listeners } = openStreams();
    const clients = Array.from({ length: 20 }, () => new Client(t));
    for (const client of clients) streams.open(client, { userId: "a", known: undefined });
    assert.equal(alarms.count, 1);
    alarms.advance(10_000);
    for (const client of clients) assert.match(await client.readAll(), /: still here\n\n$/);
    for (const client of clients) client.destroy();
    await new Promise(setImmediate);
    assert.equal(alarms.count, 0);
    assert.equal(listeners.size, 0);
  });

  test("are not opened for a client that has left, nor once they are closed", async (t) => {
    const { streams, listeners } = openStreams();
    const gone = new Client(t);
    gone.destroy();
    await new Promise(setImmediate);
    streams.open(gone, { userId: "a", known: undefined });
    streams.close();
    const late = new Client(t);
    streams.open(late, { userId: "a", known: undefined });
    assert.equal(listeners.size, 0);
    assert.equal(late.writableEnded, true);
  });

  test("say nothing more once they are ended", (t) => {
    const { streams, alarms, tell } = openStreams();
    const client = new Client(t);
    client.on("error", (error) => assert.fail(error));
    streams.open(client, { userId: "a", known: undefined });
    streams.close();
    tell(1);
    alarms.advance(10_000);
    assert.deepEqual(idsIn(client.received), []);
  });
});
