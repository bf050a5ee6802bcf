import { factorizeInPlace, packedIndex } from "./packed-cholesky.ts";

/**
 * Inverts a symmetric positive definite matrix in place.
 *
 * @param matrix lower triangle, packed by rows
 * @returns the same array, which now holds the inverse in the same packing
 * @see Golub & Van Loan, Matrix Computations, 4th ed., section 4.2
 */
export function invertPacked(matrix: Float64Array, size: number): Float64Array {
  factorizeInPlace(matrix, size);
  invertFactor(matrix, size);
  // The inverse of the matrix is Kᵀ K, where K is the inverse of the factor. Entry (i, j ≤ i) needs only row i of K and
  // the rows below, so rows can be replaced from the top.
  for (let i = 0; i < size; i += 1) {
    const start = packedIndex(i, 0);
    for (let j = 0; j <= i; j += 1) {
      let sum = 0;
      for (let k = i, row = start; k < size; k += 1, row += k) {
        sum += (matrix[row + i] ?? 0) * (matrix[row + j] ?? 0);
      }
      matrix[start + j] = sum;
    }
  }
  return matrix;
}

function invertFactor(matrix: Float64Array, size: number): void {
  for (let i = 0; i < size; i += 1) {
    const start = packedIndex(i, 0);
    const diagonal = 1 / (matrix[start + i] ?? 1);
    for (let j = 0; j < i; j += 1) {
      let sum = 0;
      for (let k = j; k < i; k += 1) {
        sum += (matrix[start + k] ?? 0) * (matrix[packedIndex(k, j)] ?? 0);
      }
      matrix[start + j] = -diagonal * sum;
    }
    matrix[start + i] = diagonal;
  }
}

/** Index of entry (`row`, `column`), in either order, in a packed symmetric matrix. */
export function symmetricIndex(row: number, column: number): number {
  return row >= column ? packedIndex(row, column) : packedIndex(column, row);
}
