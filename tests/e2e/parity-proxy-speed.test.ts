/** Compares times, so it runs alone (`scripts/test.ts`). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { startOldService } from "../support/old-service/old-service.ts";
import { NOBODY, type Standing, serve, standBetween } from "../support/parity-proxy.ts";

const ROUNDS = 160;

/** What else the machine does only ever adds: the faster half of the times tells what the proxy costs. */
const firstQuartile = (all: readonly number[]) =>
  all.toSorted((one, other) => one - other)[all.length / 4] ?? 0;

test("costs a client less than a millisecond, however it fails", async () => {
  await using old = await startOldService();
  await using slow = await serve(() => {});
  await using broken = await serve((asked) => asked.socket.destroy());
  await using alone = await standBetween(old.address, NOBODY);
  await using beside = await standBetween(old.address, slow.address);
  await using under = await standBetween(old.address, broken.address);
  // A write is not mirrored: what it takes is the proxy alone.
  const timed = async (proxy: Standing, path: string) => {
    const started = performance.now();
    await fetch(proxy.address + path).then((answer) => answer.text());
    return performance.now() - started;
  };
  const times = { plain: [] as number[], slow: [] as number[], broken: [] as number[] };
  // Taken in turn, so that what else the machine does meets all alike.
  for (let round = 0; round < ROUNDS; round += 1) {
    times.plain.push(await timed(alone, "/api/health/"));
    times.slow.push(await timed(beside, "/api/health"));
    times.broken.push(await timed(under, "/api/health"));
  }
  for (const side of [times.slow, times.broken]) {
    const [fast, full] = [firstQuartile(times.plain), firstQuartile(side)];
    assert.ok(full - fast < 1, `${full} ms instead of ${fast}`);
  }
  assert.deepEqual(alone.mirror.counts(), { mirrored: 0, dropped: 0, skipped: ROUNDS });
  assert.ok(beside.mirror.counts().dropped > 0);
});
