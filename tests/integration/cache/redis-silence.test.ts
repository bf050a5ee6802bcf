import assert from "node:assert/strict";
import { test } from "node:test";
import { redisStore } from "../../../src/adapters/redis/redis-store.ts";
import { uniqueId } from "../../support/builders.ts";
import { eventually } from "../../support/eventually.ts";
import { faultyNetwork } from "../../support/faulty-network.ts";
import { missingRedis, REDIS_URL } from "../../support/redis.ts";

const skip = await missingRedis();

async function open() {
  const { hostname, port } = new URL(REDIS_URL);
  const network = await faultyNetwork(hostname, Number(port || 6379));
  const store = redisStore(`redis://127.0.0.1:${network.port}`, `test:${uniqueId()}`);
  const answers = async () =>
    store.get("nothing").then(
      () => true,
      () => false,
    );
  return { network, store, answers };
}

test("a dead subscription is detected, although commands are answered", {
  skip: skip ?? false,
}, async () => {
  const { network, store, answers } = await open();
  let gaps = 0;
  try {
    await eventually("connected", answers, 5000);
    store.listen({
      onMessage() {},
      onGap() {
        gaps += 1;
      },
    });
    await eventually("listening", () => gaps === 1, 5000);
    // Commands have the older one.
    network.connections.at(-1)?.freeze();
    await eventually("listening anew", () => gaps === 2, 8000);
    assert.equal(network.connections.length, 3, "the other one was left alone");
  } finally {
    await store.close();
    await network.close();
  }
});

test("a connection that dies during authentication is abandoned", {
  skip: skip ?? false,
}, async () => {
  const { network, store, answers } = await open();
  try {
    await eventually("connected", answers, 5000);
    network.isSilent = true;
    network.connections[0]?.cut();
    await eventually("accepted, and not answered", () => network.connections.length > 1, 5000);
    network.isSilent = false;
    await eventually("a new one is answered", answers, 8000);
  } finally {
    await store.close();
    await network.close();
  }
});
