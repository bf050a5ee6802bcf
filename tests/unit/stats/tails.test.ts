import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { betaBinomialAtLeast } from "../../../src/stats/beta-binomial-tail.ts";
import { countAtLeast } from "../../../src/stats/count-tail.ts";
import { rateChange } from "../../../src/stats/rate-change.ts";
import { differenceProbability, surpriseBits } from "../../../src/stats/surprise.ts";

function assertClose(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.abs(expected), `${actual} ≠ ${expected}`);
}

describe("countAtLeast", () => {
  test("agrees with SciPy", () => {
    // python3 -c "from scipy import stats
    // for m, v, k in [(30, 54, 48), (4.5, 13.5, 12), (4.5, 13.5, 3), (30, 54, 200)]:
    //   print(stats.nbinom.sf(k - 1, m * m / (v - m), m / v))
    // print(stats.poisson.sf(47, 30))"
    assertClose(countAtLeast(48, 30, 54), 0.015002389667581046);
    assertClose(countAtLeast(12, 4.5, 13.5), 0.051582024944881365);
    assertClose(countAtLeast(3, 4.5, 13.5), 0.6517419774096868);
    assertClose(countAtLeast(200, 30, 54), 2.2405078506019597e-37);
    assertClose(countAtLeast(48, 30, 30), 0.0014883025723802501);
  });

  test("a variance below the mean is taken as Poisson", () => {
    assert.equal(countAtLeast(5, 3, 1), countAtLeast(5, 3, 3));
  });

  test("at least nothing is certain, at least something of nothing is impossible", () => {
    assert.equal(countAtLeast(0, 3, 3), 1);
    assert.equal(countAtLeast(1, 0, 0), 0);
  });
});

describe("betaBinomialAtLeast", () => {
  test("agrees with SciPy", () => {
    // python3 -c "from scipy import stats
    // print(stats.betabinom.sf(4, 12, .03 * (1/.06 - 1), .97 * (1/.06 - 1)), stats.betabinom.sf(1, 5, .3, .7))"
    assertClose(betaBinomialAtLeast(5, 12, 0.03, 0.06), 0.0027219881498290466);
    assertClose(betaBinomialAtLeast(2, 5, 0.3, 0.5), 0.3857815);
  });

  test("more than all trials cannot succeed", () => {
    assert.equal(betaBinomialAtLeast(6, 5, 0.3, 0.5), 0);
    assert.equal(betaBinomialAtLeast(0, 5, 0.3, 0.5), 1);
  });
});

describe("rateChange", () => {
  test("agrees with the Poisson deviance", () => {
    // python3 -c "import numpy as np; a,ea,b,eb=28,14.,109,28.; p=(a+b)/(ea+eb);
    //   print(np.sqrt(2*(a*np.log(a/(ea*p))+b*np.log(b/(eb*p)))), p)"
    const change = rateChange({ count: 109, exposure: 28 }, { count: 28, exposure: 14 });
    assertClose(-change.signedRoot, 3.3400896622474865);
    assertClose(change.pooledRate, 3.261904761904762);
  });

  test("nothing on both sides is no change, something after nothing is a rise", () => {
    assert.equal(rateChange({ count: 0, exposure: 5 }, { count: 0, exposure: 9 }).signedRoot, 0);
    assert.ok(rateChange({ count: 0, exposure: 5 }, { count: 7, exposure: 5 }).signedRoot > 0);
  });
});

describe("surprise", () => {
  test("bits are halvings", () => {
    assert.equal(surpriseBits(0.5), 1);
    assert.equal(surpriseBits(2 ** -12), 12);
    assert.ok(Number.isFinite(surpriseBits(0)));
  });

  test("a p-value of 0.05 says little: even odds become at most 0.71 (Sellke et al., table 1)", () => {
    // Their table gives the lower bound of the null's probability as 0.289 for p = 0.05 and 0.111 for p = 0.01.
    assert.ok(Math.abs(1 - differenceProbability(0.05, 0.5) - 0.289) < 0.0005);
    assert.ok(Math.abs(1 - differenceProbability(0.01, 0.5) - 0.111) < 0.0005);
    assert.equal(differenceProbability(0.9, 0.02), 0.02);
  });
});
