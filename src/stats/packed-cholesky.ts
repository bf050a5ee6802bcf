/** Number of entries in the lower triangle of a symmetric matrix with `size` rows. */
export function packedLength(size: number): number {
  return (size * (size + 1)) / 2;
}

/** Index of entry (`row`, `column`), column ≤ row, in the packed lower triangle of a symmetric matrix. */
export function packedIndex(row: number, column: number): number {
  return (row * (row + 1)) / 2 + column;
}

/**
 * Replaces a symmetric positive definite matrix, packed by rows of its lower triangle, by its Cholesky factor: `matrix
 * = L · Lᵀ`. A pivot that rounding left at or below zero is raised to a billionth of its diagonal entry, so that a
 * nearly singular matrix gives a bounded result instead of NaN.
 *
 * @see Golub & Van Loan, Matrix Computations, 4th ed., algorithm 4.2.1
 */
export function factorizeInPlace(matrix: Float64Array, size: number): void {
  for (let row = 0; row < size; row += 1) {
    const rowStart = packedIndex(row, 0);
    for (let column = 0; column <= row; column += 1) {
      const columnStart = packedIndex(column, 0);
      let rest = matrix[rowStart + column] ?? 0;
      for (let k = 0; k < column; k += 1) {
        rest -= (matrix[rowStart + k] ?? 0) * (matrix[columnStart + k] ?? 0);
      }
      if (column < row) {
        matrix[rowStart + column] = rest / (matrix[columnStart + column] ?? 0);
      } else {
        const floor = 1e-9 * Math.max(matrix[rowStart + row] ?? 0, 1e-300);
        matrix[rowStart + row] = Math.sqrt(Math.max(rest, floor));
      }
    }
  }
}

/** Overwrites `vector` with the solution of `L · x = vector`. */
export function solveLowerInPlace(factor: Float64Array, size: number, vector: Float64Array): void {
  for (let row = 0; row < size; row += 1) {
    const rowStart = packedIndex(row, 0);
    let rest = vector[row] ?? 0;
    for (let k = 0; k < row; k += 1) rest -= (factor[rowStart + k] ?? 0) * (vector[k] ?? 0);
    vector[row] = rest / (factor[rowStart + row] ?? 0);
  }
}

/** Overwrites `vector` with the solution of `Lᵀ · x = vector`. */
export function solveUpperInPlace(factor: Float64Array, size: number, vector: Float64Array): void {
  for (let row = size - 1; row >= 0; row -= 1) {
    const rowStart = packedIndex(row, 0);
    const value = (vector[row] ?? 0) / (factor[rowStart + row] ?? 0);
    vector[row] = value;
    for (let k = 0; k < row; k += 1) {
      vector[k] = (vector[k] ?? 0) - (factor[rowStart + k] ?? 0) * value;
    }
  }
}
