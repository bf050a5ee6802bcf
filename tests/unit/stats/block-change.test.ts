import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { blockChange } from "../../../src/stats/block-change.ts";

const PRIOR = { inflation: 1.6, blocks: 4 };

describe("blockChange", () => {
  test("agrees with numpy", () => {
    // python3 -c "import numpy as np; w=np.array([10,20,18,22.]); m=np.array([70,72,66,69.]); b=(w*m).sum()/w.sum();
    //   phi=(4*1.6+(w*(m-b)**2/144).sum())/(4+3); print(b, np.sqrt(phi*144*(1/12+1/w.sum())))"
    const change = blockChange([12, 10, 20, 18, 22], [60, 70, 72, 66, 69], 144, PRIOR);
    assert.ok(change !== undefined);
    assert.equal(change.recent, 60);
    assert.ok(Math.abs(change.baseline - 69.22857142857143) < 1e-12);
    assert.ok(Math.abs(change.standardError - 4.2083354742174315) < 1e-12);
  });

  test("the baseline does not contain the latest block", () => {
    const far = blockChange([1000, 10, 10], [0, 50, 50], 100, PRIOR);
    assert.equal(far?.baseline, 50);
  });

  test("blocks that scatter make the change less certain", () => {
    const even = blockChange([10, 10, 10, 10], [40, 50, 50, 50], 100, PRIOR);
    const uneven = blockChange([10, 10, 10, 10], [40, 30, 50, 70], 100, PRIOR);
    assert.ok(even !== undefined && uneven !== undefined);
    assert.ok(uneven.standardError > 1.5 * even.standardError);
  });

  test("a given reference replaces the baseline, the earlier blocks still tell the scatter", () => {
    const own = blockChange([10, 10, 10], [40, 50, 52], 100, PRIOR);
    const given = blockChange([10, 10, 10], [40, 50, 52], 100, PRIOR, { weight: 20, mean: 80 });
    assert.equal(given?.baseline, 80);
    assert.equal(given?.standardError, own?.standardError);
  });

  test("nothing can be said without a latest or an earlier block", () => {
    assert.equal(blockChange([0, 10], [0, 50], 100, PRIOR), undefined);
    assert.equal(blockChange([10, 0, 0], [50, 0, 0], 100, PRIOR), undefined);
  });
});
