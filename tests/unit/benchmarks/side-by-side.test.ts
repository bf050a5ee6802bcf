import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sideBySide } from "../../../benchmarks/report/side-by-side.ts";
import { sideBySideTargets } from "../../../benchmarks/report/side-by-side-targets.ts";
import { readOptions } from "../../../benchmarks/side-by-side/options.ts";
import type { Round, SideBySide } from "../../../benchmarks/side-by-side/results.ts";
import { median } from "../../../benchmarks/support/measure-requests.ts";

function rounds(...rates: number[]): Round[] {
  return rates.map((requestsPerSecond) => ({
    requestsPerSecond,
    p50Ms: 10,
    p95Ms: 20,
    p99Ms: 160,
    failures: 0,
    cpuSecondsPer100k: 2,
  }));
}

function results(measured: SideBySide["measured"]): SideBySide {
  return {
    machine: {
      measuredOn: "2026-11-26",
      processor: "some",
      cores: 2,
      memoryGb: 8,
      system: "Linux 6",
      software: {},
    },
    loadBefore: 0.1,
    path: "/api/prediction/today",
    storedSessions: 3000,
    loadGenerator: "wrk",
    secondsPerRound: 3,
    workers: 1,
    contestants: [],
    skipped: [],
    measured,
  };
}

function measuredBy(label: string, of: SideBySide): number | undefined {
  return sideBySideTargets(of).find((target) => target.label === label)?.measured;
}

describe("targets of the comparison", () => {
  const sharing = { id: "sharing", connections: 500, rounds: rounds(40_000, 10_000, 30_000) };

  test("ratios are taken within a round, where a slow moment hits both", () => {
    const fastapi = { id: "fastapi", connections: 500, rounds: rounds(5000, 1000, 3000) };
    // 8, 10 and 10.
    assert.equal(measuredBy("FastAPI + Redis", results([sharing, fastapi])), 10);
    const uneven = { id: "fastapi", connections: 500, rounds: rounds(5000, 5000, 1000) };
    // 8, 2 and 30, while the ratio of the medians is 6.
    assert.equal(measuredBy("FastAPI + Redis", results([sharing, uneven])), 8);
  });

  test("the rate is the median of the rounds with everything switched on, at 500 connections", () => {
    const others = [
      { id: "cached", connections: 500, rounds: rounds(90_000) },
      { id: "sharing", connections: 50, rounds: rounds(80_000) },
    ];
    assert.equal(measuredBy("requests per second", results([...others, sharing])), 30_000);
    assert.equal(measuredBy("99 % of the answers within", results([sharing])), 160);
  });

  test("nothing is said against a contestant that was not measured, or at other loads", () => {
    assert.equal(measuredBy("Elysia on Bun + Redis", results([sharing])), undefined);
    assert.deepEqual(sideBySideTargets(results([{ ...sharing, connections: 50 }])), []);
  });
});

test("a run on a busy machine says so", () => {
  const measured = [{ id: "cached", connections: 50, rounds: rounds(10_000) }];
  const contestants = [{ id: "cached", label: "cached", isOurs: true, bytes: 700 }];
  const quiet = { ...results(measured), contestants };
  assert.doesNotMatch(sideBySide.render(quiet).markdown, /busy/);
  assert.match(sideBySide.render({ ...quiet, loadBefore: 5 }).markdown, /busy.*load 5 on 2 cores/);
});

describe("options of the comparison", () => {
  test("lists are read, numbers that make no sense and unknown options are refused", () => {
    const options = readOptions([
      "--connections",
      "1,500",
      "--only",
      "bare,cached",
      "--rounds",
      "2",
    ]);
    assert.deepEqual(options.connections, [1, 500]);
    assert.deepEqual(options.only, ["bare", "cached"]);
    assert.equal(options.rounds, 2);
    assert.throws(() => readOptions(["--seconds", "0"]), RangeError);
    assert.throws(() => readOptions(["--connections", "1,many"]), RangeError);
    assert.throws(() => readOptions(["--fast"]), TypeError);
  });
});

test("the median of an even number of values lies between the middle two", () => {
  assert.equal(median([9, 1, 2]), 2);
  assert.equal(median([1, 2, 4, 9]), 3);
  assert.equal(median([7]), 7);
  assert.ok(Number.isNaN(median([])));
});
