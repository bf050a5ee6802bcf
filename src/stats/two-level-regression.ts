import { packedIndex, packedLength } from "./packed-cholesky.ts";
import { invertPacked, symmetricIndex } from "./packed-inverse.ts";

/**
 * Prior precision of effects: a packed symmetric matrix that is diagonal except for one block of correlated effects.
 */
export interface EffectPrior {
  readonly size: number;
  readonly precision: Float64Array;
  /** The same matrix, unpacked by rows. */
  readonly full: Float64Array;
  /** The correlated block: effects from `tiedFrom` up to but excluding `tiedEnd`. */
  readonly tiedFrom: number;
  readonly tiedEnd: number;
}

/** Sums of one group's observations, in units of the noise variance; filled by the caller. */
export interface GroupEvidence {
  /** Sum of the weights of observations in which two effects occur together; packed. */
  readonly gram: Float64Array;
  /** Sum of weight × value of the observations of each effect. */
  readonly target: Float64Array;
}

interface Group extends GroupEvidence {
  /** inverse × prior, by rows: how the shared effects load on the group's own effects. */
  readonly carry: Float64Array;
  /** The group's own effects if the shared effects were 0. */
  readonly alone: Float64Array;
  readonly loading: Float64Array;
}

/**
 * Two-level (hierarchical) Bayesian linear regression. A group's effects are the sum of effects shared by all groups
 * and its own effects, both normal around 0. Given the shared effects the groups are independent, so one small system
 * per group and one for the shared effects give the exact posterior.
 *
 * An instance holds the working arrays for regressions of one shape and is reused, because allocating them took longer
 * than the arithmetic. `begin` starts a new regression; the getters return copies.
 * @see Lindley & Smith, Bayes estimates for the linear model, J. R. Statist. Soc. B 34 (1972)
 */
export class TwoLevelRegression {
  readonly #groups: readonly Group[];
  readonly #precision: Float64Array;
  readonly #target: Float64Array;
  readonly #shared: Float64Array;
  readonly #full: Float64Array;
  readonly #spread: Float64Array;

  constructor(groups: number, maxEffects: number) {
    const vector = () => new Float64Array(maxEffects);
    const packed = () => new Float64Array(packedLength(maxEffects));
    const square = () => new Float64Array(maxEffects * maxEffects);
    this.#groups = Array.from({ length: groups }, () => ({
      gram: packed(),
      target: vector(),
      carry: square(),
      alone: vector(),
      loading: vector(),
    }));
    this.#precision = packed();
    this.#target = vector();
    this.#shared = vector();
    this.#full = square();
    this.#spread = vector();
  }

  /** Starts a new regression. @returns empty evidence, one per group, to be filled */
  begin(): readonly GroupEvidence[] {
    for (const { gram, target } of this.#groups) {
      gram.fill(0);
      target.fill(0);
    }
    return this.#groups;
  }

  solve(sharedPrior: EffectPrior, ownPrior: EffectPrior): TwoLevelPosterior {
    const { size } = ownPrior;
    this.#precision.set(sharedPrior.precision);
    this.#target.fill(0);
    for (const group of this.#groups) {
      addPrior(group.gram, ownPrior);
      invertPacked(group.gram, size);
      multiply(group.gram, group.target, group.alone, size);
      this.#timesPrior(group, ownPrior);
      this.#addToShared(group, ownPrior);
    }
    invertPacked(this.#precision, size);
    multiply(this.#precision, this.#target, this.#shared, size);
    return {
      shared: Array.from(this.#shared.subarray(0, size)),
      own: this.#groups.map((group) => this.#ownEffects(group, size)),
    };
  }

  /**
   * Call after `solve`. Covariance of the groups' sums of some effects (shared plus own); packed, in units of the noise
   * variance.
   */
  covarianceOfSums(effects: readonly number[], size: number): Float64Array {
    const covariance = new Float64Array(packedLength(this.#groups.length));
    let index = 0;
    for (const [i, group] of this.#groups.entries()) {
      const alone = loadSum(group, effects, size);
      multiply(this.#precision, group.loading, this.#spread, size);
      for (const other of this.#groups.slice(0, i + 1)) {
        let value = other === group ? alone : 0;
        for (let k = 0; k < size; k += 1) {
          value += (this.#spread[k] ?? 0) * (other.loading[k] ?? 0);
        }
        covariance[index] = value;
        index += 1;
      }
    }
    return covariance;
  }

  #timesPrior(group: Group, prior: EffectPrior): void {
    const { size } = prior;
    const full = this.#full;
    unpack(group.gram, size, full);
    for (let j = 0; j < size; j += 1) {
      const first = firstTied(prior, j);
      const end = endTied(prior, j);
      for (let i = 0; i < size; i += 1) {
        let sum = 0;
        for (let k = first; k < end; k += 1) {
          sum += (full[i * size + k] ?? 0) * (prior.full[k * size + j] ?? 0);
        }
        group.carry[i * size + j] = sum;
      }
    }
  }

  /** Adds a group's evidence about the shared effects, with the group's own effects integrated out. */
  #addToShared(group: Group, prior: EffectPrior): void {
    const { size } = prior;
    const { alone, carry } = group;
    const precision = this.#precision;
    const target = this.#target;
    for (let i = 0; i < size; i += 1) {
      const row = packedIndex(i, 0);
      const end = endTied(prior, i);
      for (let k = firstTied(prior, i); k < end; k += 1) {
        const link = prior.full[i * size + k] ?? 0;
        target[i] = (target[i] ?? 0) + link * (alone[k] ?? 0);
        for (let j = 0; j <= i; j += 1) {
          precision[row + j] = (precision[row + j] ?? 0) - link * (carry[k * size + j] ?? 0);
        }
      }
    }
    addPrior(precision, prior);
  }

  #ownEffects(group: Group, size: number): number[] {
    const own: number[] = [];
    for (let i = 0; i < size; i += 1) {
      let sum = (group.alone[i] ?? 0) - (this.#shared[i] ?? 0);
      for (let j = 0; j < size; j += 1) {
        sum += (group.carry[i * size + j] ?? 0) * (this.#shared[j] ?? 0);
      }
      own.push(sum);
    }
    return own;
  }
}

export interface TwoLevelPosterior {
  /** Posterior means of the effects common to all groups. */
  readonly shared: readonly number[];
  /** Posterior means of each group's own effects, which add to the shared effects. */
  readonly own: readonly (readonly number[])[];
}

/**
 * Loadings of the shared effects on a group's sum of effects. @returns the variance that would remain if the shared
 * effects were known
 */
function loadSum(group: Group, effects: readonly number[], size: number): number {
  const { carry, gram, loading } = group;
  loading.fill(0);
  let alone = 0;
  for (const effect of effects) {
    for (let j = 0; j < size; j += 1) {
      loading[j] = (loading[j] ?? 0) + (carry[effect * size + j] ?? 0);
    }
    for (const other of effects) alone += gram[symmetricIndex(effect, other)] ?? 0;
  }
  return alone;
}

function firstTied(prior: EffectPrior, effect: number): number {
  return effect >= prior.tiedFrom && effect < prior.tiedEnd ? prior.tiedFrom : effect;
}

function endTied(prior: EffectPrior, effect: number): number {
  return effect >= prior.tiedFrom && effect < prior.tiedEnd ? prior.tiedEnd : effect + 1;
}

/** Unpacks a symmetric matrix, row by row. */
export function unpack(matrix: Float64Array, size: number, full: Float64Array): Float64Array {
  for (let i = 0, index = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1, index += 1) {
      const entry = matrix[index] ?? 0;
      full[i * size + j] = entry;
      full[j * size + i] = entry;
    }
  }
  return full;
}

function addPrior(matrix: Float64Array, prior: EffectPrior): void {
  const length = packedLength(prior.size);
  for (let index = 0; index < length; index += 1) {
    matrix[index] = (matrix[index] ?? 0) + (prior.precision[index] ?? 0);
  }
}

/** Multiplies a packed symmetric matrix by a vector, into `result`. */
function multiply(
  matrix: Float64Array,
  vector: Float64Array,
  result: Float64Array,
  size: number,
): void {
  result.fill(0);
  for (let i = 0, index = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1, index += 1) {
      const entry = matrix[index] ?? 0;
      result[i] = (result[i] ?? 0) + entry * (vector[j] ?? 0);
      if (j < i) result[j] = (result[j] ?? 0) + entry * (vector[i] ?? 0);
    }
  }
}
