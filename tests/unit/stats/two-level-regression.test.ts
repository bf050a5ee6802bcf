import { describe, test } from "node:test";
import {
  type EffectPrior,
  TwoLevelRegression,
  unpack,
} from "../../../src/stats/two-level-regression.ts";
import { assertClose } from "../../support/assert-close.ts";

function prior(packed: readonly number[]): EffectPrior {
  const precision = Float64Array.from(packed);
  const full = unpack(precision, 3, new Float64Array(9));
  return { size: 3, precision, full, tiedFrom: 1, tiedEnd: 3 };
}

const SHARED = prior([0.5, 0, 2.4, 0, -0.8, 2.4]);
const OWN = prior([4, 0, 6, 0, -2, 6]);

function regress(regression: TwoLevelRegression) {
  const [first, second] = regression.begin();
  first?.gram.set([6, 2, 2, 3, 1, 3]);
  first?.target.set([12, 5, 7]);
  second?.gram.set([4, 1, 1, 0, 0, 0]);
  second?.target.set([-6, -1, 0]);
  return {
    ...regression.solve(SHARED, OWN),
    covariance: regression.covarianceOfSums([0, 1], 3),
  };
}

describe("two-level-regression", () => {
  // NumPy solves both levels as one dense system: python3 tests/golden/rating-statistics.py
  test("agrees with NumPy's dense solution, also when used again", () => {
    const regression = new TwoLevelRegression(2, 4);
    for (const { shared, own, covariance } of [regress(regression), regress(regression)]) {
      const figures: [readonly (number | undefined)[], number[]][] = [
        [shared, [-0.011731214415316105, 0.4408606670629208, 0.6382546429539722]],
        [own[0] ?? [], [0.7850932761892844, 0.27780265229723256, 0.28912131900561033]],
        [own[1] ?? [], [-0.7865596779911989, -0.10145838547206405, -0.03381946182402135]],
        [Array.from(covariance), [0.308134684769234, 0.1195541095747565, 0.39608750964566514]],
      ];
      for (const [actual, expected] of figures) {
        expected.forEach((value, index) => {
          assertClose(actual[index], value, 1e-10);
        });
      }
    }
  });

  test("without evidence all effects are 0 and the covariance is the prior's", () => {
    const regression = new TwoLevelRegression(2, 3);
    regression.begin();
    const { shared, own } = regression.solve(SHARED, OWN);
    for (const effect of [...shared, ...own.flat()]) assertClose(effect, 0);
    const covariance = regression.covarianceOfSums([0], 3);
    assertClose(covariance[0], 1 / 0.5 + 1 / 4);
    assertClose(covariance[1], 1 / 0.5);
  });
});
