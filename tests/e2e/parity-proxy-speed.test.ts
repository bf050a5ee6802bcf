/** Compares times, so it runs alone (`scripts/test.ts`). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { startOldService } from "../support/old-service/old-service.ts";
import { NOBODY, type Standing, serve, standBetween } from "../support/parity-proxy.ts";

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
  for (let round = 0; round < 80; round += 1) {
    times.plain.push(await timed(alone, "/api/health/"));
    times.slow.push(await timed(beside, "/api/health"));
    times.broken.push(await timed(under, "/api/health"));
  }
  const median = (all: number[]) => all.toSorted((one, other) => one - other)[all.length / 2] ?? 0;
  for (const side of [times.slow, times.broken]) {
    assert.ok(median(side) - median(times.plain) < 1, `${median(side)} ${median(times.plain)}`);
  }
  assert.deepEqual(alone.mirror.counts(), { mirrored: 0, dropped: 0, skipped: 80 });
  assert.ok(beside.mirror.counts().dropped > 0);
});
