/**
 * Two-sided tail probability of Student's t distribution: the probability of a value further from 0 than `t`.
 *
 * @param degrees degrees of freedom, greater than 0; need not be whole
 * @returns 0–1, accurate to about 1e-12
 */
export function studentTTwoSided(t: number, degrees: number): number {
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
}

/**
 * Half-width of a central interval of Student's t distribution, in standard errors: the absolute value that is exceeded
 * with probability 1 − `level`.
 *
 * @param level 0–1, for instance 0.8
 * @param degrees degrees of freedom, at least 1
 */
export function studentTHalfWidth(level: number, degrees: number): number {
  let low = 0;
  let high = 1;
  const outside = 1 - level;
  while (studentTTwoSided(high, degrees) > outside && high < 1e9) high *= 2;
  for (let step = 0; step < 60 && high - low > 1e-10 * high; step += 1) {
    const middle = (low + high) / 2;
    if (studentTTwoSided(middle, degrees) > outside) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Regularised incomplete beta function I_x(a, b), by Lentz's continued fraction.
 * @see Press et al., Numerical Recipes, 3rd ed., section 6.4
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  // The continued fraction converges fast only on this side of the mean; the other side follows by symmetry.
  if (x > (a + 1) / (a + b + 2)) return 1 - (front * betaFraction(1 - x, b, a)) / b;
  return (front * betaFraction(x, a, b)) / a;
}

/** Replaces a denominator of 0 in Lentz's method. */
const TINY = 1e-300;

function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= 300; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / notZero(1 + even * d);
    c = notZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / notZero(1 + odd * d);
    c = notZero(1 + odd / c);
    const change = d * c;
    value *= change;
    if (Math.abs(change - 1) < 1e-15) break;
  }
  return value;
}

function notZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** Logarithm of the gamma function for x > 0 (Lanczos, g = 7, n = 9), relative error about 1e-15. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  let series = 0.9999999999998099;
  LANCZOS.forEach((coefficient, index) => {
    series += coefficient / (shifted + index + 1);
  });
  const base = shifted + LANCZOS.length - 0.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(series);
}
