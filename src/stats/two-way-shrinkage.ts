import { invertPacked, symmetricIndex } from "./packed-inverse.ts";
import { packedProduct } from "./packed-product.ts";
import type { Estimate } from "./shrunken-mean.ts";

/** A table of two crossed factors, for instance weekdays and hours. */
export interface TwoWayTable {
  readonly rows: number;
  readonly columns: number;
  /** Number of values per cell, row by row; may be fractional. */
  readonly counts: ArrayLike<number>;
  /** Mean of each cell; ignored where the count is 0. */
  readonly means: ArrayLike<number>;
}

/** Standard deviations of the components of a cell's value. */
export interface TwoWaySpread {
  /** Of single values around the true mean of their cell. */
  readonly noise: number;
  readonly level: Estimate;
  readonly row: number;
  readonly column: number;
  /** Of a cell around the sum of its row and column effects. */
  readonly cell: number;
}

export interface TwoWayFit {
  readonly level: number;
  /** Effects relative to the level, with their standard deviations conditional on the level. */
  readonly rows: readonly Estimate[];
  readonly columns: readonly Estimate[];
  /** Expected values with their full uncertainty: level + row effect, level + column effect, single cell. */
  row(row: number): Estimate;
  column(column: number): Estimate;
  cell(row: number, column: number): CellEstimate;
}

export interface CellEstimate extends Estimate {
  /** mean − level − row effect − column effect. */
  readonly interaction: number;
}

/**
 * Splits a table of means into a level, row effects, column effects and cell effects, with shrinkage towards 0 where
 * evidence is thin. The results are best linear unbiased predictions (BLUP) of the crossed random-effects model value =
 * level + row + column + cell + noise.
 *
 * The cell effects are absorbed into the precision of the cell means and the columns are eliminated one by one, so that
 * only a matrix of size rows + 1 is inverted.
 * @see Robinson, That BLUP is a good thing, Statistical Science 6 (1991)
 */
export function fitTwoWay(table: TwoWayTable, spread: TwoWaySpread): TwoWayFit {
  const { rows, columns, counts, means } = table;
  const size = rows + 1;
  const noiseVariance = spread.noise ** 2;
  const cellVariance = spread.cell ** 2;
  // Unknown 0 is the level; 1 … rows are the row effects. `links` ties each column to them.
  const precision = new Float64Array((size * (size + 1)) / 2);
  const target = new Float64Array(size);
  const links = new Float64Array(columns * size);
  const columnPrecision = new Float64Array(columns).fill(1 / spread.column ** 2);
  const columnTarget = new Float64Array(columns);

  precision[0] = 1 / spread.level.sd ** 2;
  for (let row = 0; row < rows; row += 1) {
    const diagonal = symmetricIndex(row + 1, row + 1);
    precision[diagonal] = 1 / spread.row ** 2;
    for (let column = 0; column < columns; column += 1) {
      const cell = row * columns + column;
      const count = counts[cell] ?? 0;
      if (count <= 0) continue;
      const weight = 1 / (noiseVariance / count + cellVariance);
      const pull = weight * ((means[cell] ?? 0) - spread.level.mean);
      precision[0] += weight;
      precision[symmetricIndex(row + 1, 0)] = (precision[symmetricIndex(row + 1, 0)] ?? 0) + weight;
      precision[diagonal] = (precision[diagonal] ?? 0) + weight;
      target[0] = (target[0] ?? 0) + pull;
      target[row + 1] = (target[row + 1] ?? 0) + pull;
      links[column * size] = (links[column * size] ?? 0) + weight;
      links[column * size + row + 1] = weight;
      columnPrecision[column] = (columnPrecision[column] ?? 0) + weight;
      columnTarget[column] = (columnTarget[column] ?? 0) + pull;
    }
  }
  eliminateColumns(precision, target, links, columnPrecision, columnTarget, size);
  return new Fit(table, spread, {
    covariance: invertPacked(precision, size),
    target,
    links,
    columnPrecision,
    columnTarget,
  });
}

function eliminateColumns(
  precision: Float64Array,
  target: Float64Array,
  links: Float64Array,
  columnPrecision: Float64Array,
  columnTarget: Float64Array,
  size: number,
): void {
  for (let column = 0; column < columnPrecision.length; column += 1) {
    const start = column * size;
    if ((links[start] ?? 0) === 0) continue;
    for (let i = 0, index = 0; i < size; i += 1) {
      const share = (links[start + i] ?? 0) / (columnPrecision[column] ?? 1);
      target[i] = (target[i] ?? 0) - share * (columnTarget[column] ?? 0);
      for (let j = 0; j <= i; j += 1, index += 1) {
        precision[index] = (precision[index] ?? 0) - share * (links[start + j] ?? 0);
      }
    }
  }
}

interface Solved {
  readonly covariance: Float64Array;
  readonly target: Float64Array;
  readonly links: Float64Array;
  readonly columnPrecision: Float64Array;
  readonly columnTarget: Float64Array;
}

class Fit implements TwoWayFit {
  readonly level: number;
  readonly rows: readonly Estimate[];
  readonly columns: readonly Estimate[];
  readonly #table: TwoWayTable;
  readonly #spread: TwoWaySpread;
  readonly #covariance: Float64Array;
  readonly #columnVariance: Float64Array;
  /** For each column: negated covariance of the unknowns with the column effect. */
  readonly #ties: Float64Array;

  constructor(table: TwoWayTable, spread: TwoWaySpread, solved: Solved) {
    const { covariance, target, links, columnPrecision, columnTarget } = solved;
    const size = table.rows + 1;
    this.#table = table;
    this.#spread = spread;
    this.#covariance = covariance;
    const solution = packedProduct(covariance, target, size);
    this.level = spread.level.mean + (solution[0] ?? 0);
    const levelVariance = covariance[0] ?? 1;
    this.rows = Array.from({ length: table.rows }, (_, row) => {
      const variance = covariance[symmetricIndex(row + 1, row + 1)] ?? 0;
      const shared = covariance[symmetricIndex(row + 1, 0)] ?? 0;
      return {
        mean: solution[row + 1] ?? 0,
        sd: Math.sqrt(variance - (shared * shared) / levelVariance),
      };
    });
    this.#columnVariance = new Float64Array(table.columns);
    this.#ties = new Float64Array(table.columns * size);
    this.columns = Array.from({ length: table.columns }, (_, column) => {
      const own = 1 / (columnPrecision[column] ?? 1);
      const tie = packedProduct(covariance, links, size, column * size);
      let pull = columnTarget[column] ?? 0;
      let variance = own;
      for (let i = 0; i < size; i += 1) {
        const link = links[column * size + i] ?? 0;
        pull -= link * (solution[i] ?? 0);
        variance += link * (tie[i] ?? 0) * own * own;
        this.#ties[column * size + i] = (tie[i] ?? 0) * own;
      }
      this.#columnVariance[column] = variance;
      const shared = (tie[0] ?? 0) * own;
      return { mean: pull * own, sd: Math.sqrt(variance - (shared * shared) / levelVariance) };
    });
  }

  row(row: number): Estimate {
    const variance =
      (this.#covariance[0] ?? 0) +
      2 * (this.#covariance[symmetricIndex(row + 1, 0)] ?? 0) +
      (this.#covariance[symmetricIndex(row + 1, row + 1)] ?? 0);
    return { mean: this.level + (this.rows[row]?.mean ?? 0), sd: Math.sqrt(variance) };
  }

  column(column: number): Estimate {
    const tie = this.#ties[column * (this.#table.rows + 1)] ?? 0;
    const variance = (this.#covariance[0] ?? 0) + (this.#columnVariance[column] ?? 0) - 2 * tie;
    return { mean: this.level + (this.columns[column]?.mean ?? 0), sd: Math.sqrt(variance) };
  }

  cell(row: number, column: number): CellEstimate {
    const { columns, rows, counts, means } = this.#table;
    const additive = this.level + (this.rows[row]?.mean ?? 0) + (this.columns[column]?.mean ?? 0);
    const start = column * (rows + 1);
    const variance =
      (this.#covariance[0] ?? 0) +
      2 * (this.#covariance[symmetricIndex(row + 1, 0)] ?? 0) +
      (this.#covariance[symmetricIndex(row + 1, row + 1)] ?? 0) +
      (this.#columnVariance[column] ?? 0) -
      2 * ((this.#ties[start] ?? 0) + (this.#ties[start + row + 1] ?? 0));
    const cellVariance = this.#spread.cell ** 2;
    const index = row * columns + column;
    const count = counts[index] ?? 0;
    if (count <= 0) {
      return { mean: additive, sd: Math.sqrt(variance + cellVariance), interaction: 0 };
    }
    const meanVariance = this.#spread.noise ** 2 / count;
    const trust = cellVariance / (cellVariance + meanVariance);
    const interaction = trust * ((means[index] ?? 0) - additive);
    return {
      mean: additive + interaction,
      sd: Math.sqrt(trust * meanVariance + (1 - trust) ** 2 * variance),
      interaction,
    };
  }
}
