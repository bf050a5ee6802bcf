import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { at } from "../../../src/stats/at.ts";
import {
  factorizeInPlace,
  packedIndex,
  packedLength,
  solveLowerInPlace,
  solveUpperInPlace,
} from "../../../src/stats/packed-cholesky.ts";

function assertClose(actual: ArrayLike<number>, expected: readonly number[], tolerance: number) {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, index) => {
    assert.ok(
      Math.abs(at(actual, index) - value) <= tolerance * Math.max(1, Math.abs(value)),
      `${index}: ${at(actual, index)} is not ${value}`,
    );
  });
}

describe("packed-cholesky", () => {
  test("factors and solves as NumPy does", () => {
    // import numpy as np
    // A = np.array([[4, 1, .5], [1, 3, -.25], [.5, -.25, 2]]); b = np.array([1., 2., 3.])
    // np.linalg.cholesky(A); np.linalg.solve(A, b)
    const matrix = Float64Array.of(4, 1, 3, 0.5, -0.25, 2);
    const vector = Float64Array.of(1, 2, 3);
    factorizeInPlace(matrix, 3);
    assertClose(
      matrix,
      [2, 0.5, 1.6583123951777, 0.25, -0.22613350843332272, 1.3734495390671024],
      1e-14,
    );
    solveLowerInPlace(matrix, 3, vector);
    solveUpperInPlace(matrix, 3, vector);
    assertClose(vector, [-0.17168674698795178, 0.8614457831325301, 1.650602409638554], 1e-14);
  });

  test("the solution satisfies the equations, for random positive definite matrices", () => {
    const size = 5;
    const number = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(number, { minLength: size * size, maxLength: size * size }),
        fc.array(number, { minLength: size, maxLength: size }),
        (entries, target) => {
          const full = (i: number, j: number) => {
            let sum = i === j ? 0.5 : 0;
            for (let k = 0; k < size; k += 1) {
              sum += at(entries, i * size + k) * at(entries, j * size + k);
            }
            return sum;
          };
          const packed = new Float64Array(packedLength(size));
          for (let i = 0; i < size; i += 1) {
            for (let j = 0; j <= i; j += 1) packed[packedIndex(i, j)] = full(i, j);
          }
          const solution = Float64Array.from(target);
          factorizeInPlace(packed, size);
          solveLowerInPlace(packed, size, solution);
          solveUpperInPlace(packed, size, solution);
          for (let i = 0; i < size; i += 1) {
            let product = 0;
            for (let j = 0; j < size; j += 1) product += full(i, j) * at(solution, j);
            assert.ok(Math.abs(product - at(target, i)) < 1e-8);
          }
        },
      ),
    );
  });

  test("a singular matrix gives finite numbers", () => {
    const matrix = Float64Array.of(1, 1, 1);
    const vector = Float64Array.of(1, 1);
    factorizeInPlace(matrix, 2);
    solveLowerInPlace(matrix, 2, vector);
    solveUpperInPlace(matrix, 2, vector);
    assert.ok(vector.every(Number.isFinite));
  });
});
