import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { AggregatorRegistry, Histogram, Registry } from "prom-client";
import { TalliedHistogram } from "../../../src/telemetry/tallied-histogram.ts";

const BOUNDS = [0.01, 0.5, 2];
const config = { name: "waits", help: "How long.", labelNames: ["kind"], buckets: BOUNDS };

const observations = fc.array(
  fc.record({
    kind: fc.constantFrom("a", 'quoted "b"', "line\nbreak"),
    seconds: fc.oneof(fc.constantFrom(0, ...BOUNDS), fc.double({ min: 0, max: 9, noNaN: true })),
  }),
);

test("a tallied histogram equals the library's own histogram, alone and summed over workers", async () => {
  await fc.assert(
    fc.asyncProperty(observations, async (observed) => {
      const ours = new Registry();
      const theirs = new Registry();
      const tallied = new TalliedHistogram({ ...config, registers: [ours] });
      const plain = new Histogram({ ...config, registers: [theirs] });
      for (const { kind, seconds } of observed) {
        tallied.tallyOf({ kind }).observe(seconds);
        plain.observe({ kind }, seconds);
      }
      assert.equal(await ours.metrics(), await theirs.metrics());
      const [ourCrew, theirCrew] = await Promise.all(
        [ours, theirs].map(async (registry) => {
          const one = await registry.getMetricsAsJSON();
          return AggregatorRegistry.aggregate([one, structuredClone(one)]).metrics();
        }),
      );
      assert.equal(ourCrew, theirCrew);
    }),
  );
});
