import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { between, judge, quantile, type Seen } from "../../../deploy/traffic/judge.ts";

const LIMITS = { errorPoints: 1, slower: 1.5, slackMs: 25 };
const WELL: Seen = {
  requests: 1000,
  failures: 0,
  askedMs: Array.from({ length: 40 }, () => 10),
  askedFailures: 0,
  trafficMs: 10,
};

const said = (fresh: Partial<Seen>, old: Partial<Seen> = {}, isOver = false) =>
  judge({ old: { ...WELL, ...old }, new: { ...WELL, ...fresh } }, LIMITS, isOver);

describe("whether the new side is too bad", () => {
  test("two sides alike are well", () => assert.equal(said({}), undefined));

  test("failures beyond the allowed points are told at once", () => {
    assert.match(said({ failures: 20 }) ?? "", /failed 20 of 1040 requests \(1\.9 %\)/);
  });

  test("as many failures as the old side has are no reason to go back", () => {
    assert.equal(said({ failures: 20 }, { failures: 20 }), undefined);
  });

  test("one failure of few waits for the end of the step, and counts there", () => {
    const few = { requests: 2, askedMs: [], failures: 1 };
    assert.equal(said(few), undefined);
    assert.match(said(few, {}, true) ?? "", /failed 1 of 2/);
  });

  test("questions that get no answer count as failures", () => {
    assert.match(said({ requests: 0, askedMs: [], askedFailures: 3 }) ?? "", /failed 3 of 3/);
  });

  test("a slow median, a slow tail and slow traffic are each told", () => {
    assert.match(said({ askedMs: WELL.askedMs.map(() => 100) }) ?? "", /^the median/);
    const tail = WELL.askedMs.map((ms, index) => (index < 36 ? ms : 300));
    assert.match(said({ askedMs: tail }) ?? "", /^the 95th percentile/);
    assert.match(said({ trafficMs: 80 }) ?? "", /^requests take 80\.0 ms/);
  });

  test("below the slack nothing is slow, and few answers say nothing", () => {
    assert.equal(said({ askedMs: WELL.askedMs.map(() => 30), trafficMs: 30 }), undefined);
    assert.equal(said({ askedMs: [900, 900], trafficMs: null }), undefined);
  });
});

test("a proxy that was reloaded counts from 0 again", () => {
  const side = (requests: number) => ({ requests, failures: 0, meanMs: 1 });
  const [before, after] = [500, 20].map((requests) => ({
    old: side(requests),
    new: side(requests),
  }));
  assert.ok(before && after);
  assert.equal(between(before, after, "new").requests, 20);
  assert.equal(between(after, before, "new").requests, 480);
});

test("the quantile is the nearest rank", () => {
  assert.equal(quantile([3, 1, 2, 4], 0.5), 2);
  assert.equal(quantile([3, 1, 2, 4], 0.95), 4);
  assert.equal(quantile([7], 0.01), 7);
});
