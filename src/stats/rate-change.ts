/** A number of events over an exposure time. */
interface Rate {
  readonly count: number;
  /** Greater than 0. */
  readonly exposure: number;
}

/**
 * Evidence that two Poisson rates differ: the signed root of the likelihood-ratio statistic. It is close to standard
 * normal when the rates are equal, even for small counts.
 *
 * @returns positive when the second rate is higher
 * @see McCullagh & Nelder, Generalized Linear Models, 2nd ed., section 6.2 (Poisson deviance)
 */
export function rateChange(
  before: Rate,
  after: Rate,
): { readonly signedRoot: number; readonly pooledRate: number } {
  const pooledRate = (before.count + after.count) / (before.exposure + after.exposure);
  if (pooledRate <= 0) return { signedRoot: 0, pooledRate: 0 };
  const deviance = 2 * (excess(before, pooledRate) + excess(after, pooledRate));
  const sign = after.count / after.exposure >= before.count / before.exposure ? 1 : -1;
  return { signedRoot: sign * Math.sqrt(Math.max(0, deviance)), pooledRate };
}

function excess({ count, exposure }: Rate, pooledRate: number): number {
  return count === 0 ? 0 : count * Math.log(count / (exposure * pooledRate));
}
