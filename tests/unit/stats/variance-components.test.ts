import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { varianceComponents } from "../../../src/stats/variance-components.ts";

const PRIOR = { within: 144, between: 20, degrees: 6 };

function ofGroups(groups: readonly (readonly number[])[]) {
  return varianceComponents(
    groups.map((group) => group.length),
    groups.map((group) => group.reduce((sum, value) => sum + value, 0)),
    groups.map((group) => group.reduce((sum, value) => sum + value * value, 0)),
    PRIOR,
  );
}

describe("varianceComponents", () => {
  test("agrees with numpy", () => {
    // python3 -c "import numpy as np
    // g=[[70,75,80],[60,62],[90],[55,65,75,85]]; n=[len(x) for x in g]; N=sum(n); k=4; m=np.concatenate(g).mean()
    // w=(6*144+sum(((np.array(x)-np.mean(x))**2).sum() for x in g))/(6+N-k)
    // b=sum(len(x)*(np.mean(x)-m)**2 for x in g)/(k-1); o=max(0,(b-w)/((N-sum(i*i for i in n)/N)/(k-1)))
    // s=(6*20+3*o)/9; print(m, w, s, s*sum(i*i for i in n)/N**2+w/N)"
    const components = ofGroups([[70, 75, 80], [60, 62], [90], [55, 65, 75, 85]]);
    assert.ok(components !== undefined);
    assert.equal(components.count, 10);
    assert.equal(components.clusters, 4);
    assert.ok(Math.abs(components.mean - 71.7) < 1e-9);
    assert.ok(Math.abs(components.within - 118) < 1e-9);
    assert.ok(Math.abs(components.between - 25.433333333333334) < 1e-9);
    assert.ok(Math.abs(components.meanVariance - 19.43) < 1e-9);
  });

  test("empty clusters change nothing", () => {
    assert.deepEqual(ofGroups([[70, 80], [], [60]]), ofGroups([[70, 80], [60]]));
  });

  test("without values there is nothing, with one cluster the assumption stands", () => {
    assert.equal(ofGroups([[], []]), undefined);
    assert.equal(ofGroups([[70, 80]])?.between, PRIOR.between);
  });
});
