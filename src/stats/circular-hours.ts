/** Hours of a day. The scale is circular: 23 and 0 are neighbours. */
const HOURS = 24;

/** From the start of one hour to the end of another, 0–23; `end` may be smaller than `start`. */
export interface HourRange {
  readonly start: number;
  readonly end: number;
}

/** Smoothing weights of an hour's neighbours up to two hours away, because habits do not change exactly on the hour. */
const KERNEL = [0.4, 0.2, 0.1] as const;

/**
 * Density over the 24 hours of the clock from counts per hour, smoothed around the circle and mixed with a uniform
 * density.
 * @param anywhere weight of the uniform density, in observations
 * @returns 24 shares that add up to 1
 */
export function hourDensity(counts: ArrayLike<number>, anywhere: number): Float64Array {
  const density = new Float64Array(HOURS);
  let total = anywhere;
  for (let hour = 0; hour < HOURS; hour += 1) total += counts[hour] ?? 0;
  for (let hour = 0; hour < HOURS; hour += 1) {
    let near = KERNEL[0] * (counts[hour] ?? 0);
    for (let apart = 1; apart < KERNEL.length; apart += 1) {
      const both =
        (counts[(hour + apart) % HOURS] ?? 0) + (counts[(hour + HOURS - apart) % HOURS] ?? 0);
      near += (KERNEL[apart] ?? 0) * both;
    }
    density[hour] = (near + anywhere / HOURS) / total;
  }
  return density;
}

/**
 * The rarest hours whose total density is at most `tail`, wherever they lie on the clock. Hours of equal density are
 * either all included or all excluded.
 */
export function rareHours(density: Float64Array, tail: number): ReadonlySet<number> {
  const limits = density.slice().sort();
  const rare = new Set<number>();
  let below = 0;
  let limit = Number.NEGATIVE_INFINITY;
  for (let rank = 0; rank < HOURS; rank += 1) {
    below += limits[rank] ?? 0;
    const isLastOfEqual = limits[rank] !== limits[rank + 1];
    if (isLastOfEqual && below <= tail) limit = limits[rank] ?? limit;
    if (below > tail) break;
  }
  for (let hour = 0; hour < HOURS; hour += 1) {
    if ((density[hour] ?? 0) <= limit) rare.add(hour);
  }
  return rare;
}

/**
 * Interquartile range of the hours, on a clock that starts at the quietest hour. Work from 22 to 2 has the quartiles 22
 * and 1, not 0 and 23.
 * @returns `undefined` without observations
 */
export function middleHours(counts: ArrayLike<number>): HourRange | undefined {
  let total = 0;
  for (let hour = 0; hour < HOURS; hour += 1) total += counts[hour] ?? 0;
  if (total <= 0) return undefined;
  const first = middleOfQuiet(counts);
  const quartile = (share: number) => {
    let below = 0;
    for (let step = 0; step < HOURS; step += 1) {
      const hour = (first + step) % HOURS;
      below += counts[hour] ?? 0;
      if (below > share * total) return hour;
    }
    return (first + HOURS - 1) % HOURS;
  };
  return { start: quartile(0.25), end: quartile(0.75) };
}

/** Middle hour of the longest stretch of the clock that holds almost no observations. */
function middleOfQuiet(counts: ArrayLike<number>): number {
  const density = hourDensity(counts, 1);
  let quietest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let hour = 0; hour < HOURS; hour += 1) {
    let around = 0;
    for (let apart = -4; apart <= 4; apart += 1) {
      around += (density[(hour + apart + HOURS) % HOURS] ?? 0) * (5 - Math.abs(apart));
    }
    if (around < least) {
      least = around;
      quietest = hour;
    }
  }
  return quietest;
}

/**
 * Circular standard deviation of hours: 0 when all hours are equal, large when they are spread over the clock.
 * @returns hours; `undefined` without observations
 * @see Mardia & Jupp, Directional Statistics (2000), section 2.3
 */
export function circularDeviation(counts: ArrayLike<number>): number | undefined {
  let total = 0;
  let cosine = 0;
  let sine = 0;
  for (let hour = 0; hour < HOURS; hour += 1) {
    const count = counts[hour] ?? 0;
    total += count;
    cosine += count * Math.cos((2 * Math.PI * hour) / HOURS);
    sine += count * Math.sin((2 * Math.PI * hour) / HOURS);
  }
  if (total <= 0) return undefined;
  const length = Math.min(1, Math.hypot(cosine, sine) / total);
  if (length < 1e-9) return HOURS / 2;
  return Math.min(HOURS / 2, (Math.sqrt(-2 * Math.log(length)) * HOURS) / (2 * Math.PI));
}
