import { describe, test } from "node:test";
import fc from "fast-check";
import { packedLength } from "../../../src/stats/packed-cholesky.ts";
import { invertPacked, symmetricIndex } from "../../../src/stats/packed-inverse.ts";
import { packedProduct } from "../../../src/stats/packed-product.ts";
import { assertClose } from "../../support/assert-close.ts";

/** F Fᵀ + identity, which is positive definite. */
function wellConditioned(factor: readonly number[], size: number): Float64Array {
  const matrix = new Float64Array(packedLength(size));
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = i === j ? 1 : 0;
      for (let k = 0; k < size; k += 1) {
        sum += (factor[i * size + k] ?? 0) * (factor[j * size + k] ?? 0);
      }
      matrix[symmetricIndex(j, i)] = sum;
    }
  }
  return matrix;
}

describe("packed-inverse", () => {
  test("agrees with NumPy", () => {
    // python3 tests/golden/rating-statistics.py
    const expected = [
      0.2853039731929153, -0.10052656773575874, 0.3709909047391097, -0.08137865007180468,
      0.062230732407850646, 0.5265677357587362,
    ];
    const inverse = invertPacked(Float64Array.from([4, 1, 3, 0.5, -0.2, 2]), 3);
    expected.forEach((entry, index) => {
      assertClose(inverse[index], entry, 1e-12);
    });
  });

  test("a matrix times its inverse is the identity, for any size", () => {
    const factors = fc.integer({ min: 1, max: 9 }).chain((size) =>
      fc.array(fc.double({ min: -3, max: 3, noNaN: true }), {
        minLength: size * size,
        maxLength: size * size,
      }),
    );
    fc.assert(
      fc.property(factors, (entries) => {
        const size = Math.sqrt(entries.length);
        const matrix = wellConditioned(entries, size);
        const inverse = invertPacked(matrix.slice(), size);
        for (let column = 0; column < size; column += 1) {
          const unit = new Float64Array(size);
          for (let i = 0; i < size; i += 1) unit[i] = inverse[symmetricIndex(i, column)] ?? 0;
          packedProduct(matrix, unit, size).forEach((entry, row) => {
            assertClose(entry, row === column ? 1 : 0, 1e-8);
          });
        }
      }),
    );
  });
});
