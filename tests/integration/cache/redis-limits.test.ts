import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { redisLimits } from "../../../src/adapters/redis/redis-limits.ts";
import { takeUnits } from "../../../src/services/limits/cell-rate.ts";
import { eventually } from "../../support/eventually.ts";
import { missingRedis, REDIS_URL } from "../../support/redis.ts";

const missing = await missingRedis();
const options = missing === undefined ? {} : { skip: missing };
const HOUR = { count: 100, periodMs: 3_600_000 };

function open(prefix = `test:${randomUUID()}:`) {
  return { prefix, store: redisLimits(REDIS_URL, prefix) };
}

async function ready(store: ReturnType<typeof redisLimits>): Promise<void> {
  await eventually(
    "Redis answers",
    () =>
      store.take(`{ready ${randomUUID()}}`, HOUR, 1).then(
        () => true,
        () => false,
      ),
    5000,
  );
}

test(
  "replicas together are granted at most the budget, and learn when more is available",
  options,
  async () => {
    const { prefix, store } = open();
    const other = open(prefix).store;
    await Promise.all([ready(store), ready(other)]);
    const granted = await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 ? other : store).take("{ada}", HOUR, 3)),
    );
    assert.equal(
      granted.reduce((sum, each) => sum + each.granted, 0),
      100,
    );
    const { moreInMs, ...rest } = await store.take("{ada}", HOUR, 1);
    assert.deepEqual(rest, { granted: 0, remaining: 0 });
    assert.ok(moreInMs > 30_000 && moreInMs <= 36_000, `${moreInMs} ms`);
    await Promise.all([store.close(), other.close()]);
  },
);

test("Redis and this process compute the same results", options, async () => {
  const { store } = open();
  await ready(store);
  for (const rate of [HOUR, { count: 7, periodMs: 3_600_000 }, { count: 1, periodMs: 60_000 }]) {
    let arrivalMs = 0;
    for (const wanted of [1, 2, 3, 200]) {
      const ours = takeUnits(rate, arrivalMs, 1e9, wanted);
      ({ arrivalMs } = ours);
      const theirs = await store.take(`{${rate.count}}`, rate, wanted);
      assert.equal(theirs.granted, ours.granted);
      assert.equal(theirs.remaining, ours.remaining);
      // The first request was some milliseconds ago there.
      assert.ok(Math.abs(theirs.moreInMs - ours.moreInMs) < 1000);
    }
  }
  await store.close();
});

test("the number of counting processes is known", options, async () => {
  const { prefix, store } = open();
  const other = open(prefix).store;
  await Promise.all([ready(store), ready(other)]);
  assert.equal(await store.countProcesses(), 1);
  assert.equal(await other.countProcesses(), 2);
  assert.equal(await store.countProcesses(), 2);
  await Promise.all([store.close(), other.close()]);
});
