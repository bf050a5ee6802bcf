/**
 * Product of a symmetric matrix and a vector.
 *
 * @param matrix lower triangle, packed by rows
 * @param vector `size` values are read from `start` on
 */
export function packedProduct(
  matrix: Float64Array,
  vector: Float64Array,
  size: number,
  start = 0,
): Float64Array {
  const result = new Float64Array(size);
  for (let i = 0, index = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1, index += 1) {
      const entry = matrix[index] ?? 0;
      result[i] = (result[i] ?? 0) + entry * (vector[start + j] ?? 0);
      if (j < i) result[j] = (result[j] ?? 0) + entry * (vector[start + i] ?? 0);
    }
  }
  return result;
}
