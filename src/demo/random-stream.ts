/** A reproducible random number generator: the same seed gives the same draws on every machine. */
export interface RandomStream {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Normal with this mean and standard deviation. */
  normal(mean: number, deviation: number): number;
  /** Poisson, with a mean of at most a few dozen. */
  poisson(mean: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of the items, with probability proportional to its weight. */
  pick<Item>(weighted: readonly (readonly [Item, number])[]): Item;
  /** A version 4 UUID. */
  uuid(): string;
}

/** Opens the stream of `seed` and `branch`; branches of one seed are independent. */
export function openRandomStream(seed: number, branch: number): RandomStream {
  const next = sfc32(seed, branch);
  const stream: RandomStream = {
    uniform: () => next() / 0x1_0000_0000,
    normal(mean, deviation) {
      // Box–Muller; 1 − u keeps the logarithm finite.
      const radius = Math.sqrt(-2 * Math.log(1 - stream.uniform()));
      return mean + deviation * radius * Math.cos(2 * Math.PI * stream.uniform());
    },
    poisson(mean) {
      // Knuth's product of uniforms: exact, and quick for small means.
      const limit = Math.exp(-mean);
      let product = stream.uniform();
      let count = 0;
      while (product > limit) {
        product *= stream.uniform();
        count += 1;
      }
      return count;
    },
    chance: (probability) => stream.uniform() < probability,
    pick(weighted) {
      const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
      let left = stream.uniform() * total;
      for (const [item, weight] of weighted) {
        left -= weight;
        if (left < 0) return item;
      }
      const last = weighted.at(-1);
      if (last === undefined) throw new RangeError("nothing to pick from");
      return last[0];
    },
    uuid() {
      const hex = Array.from({ length: 4 }, () => next().toString(16).padStart(8, "0")).join("");
      const variant = "89ab".charAt(Number.parseInt(hex.charAt(16), 16) & 3);
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
    },
  };
  return stream;
}

/** Chris Doty-Humphrey's small fast chaotic generator: 32 bits per draw, passes PractRand. */
function sfc32(seed: number, branch: number): () => number {
  let a = seed | 0;
  let b = branch | 0;
  let c = 0x9e37_79b9;
  let counter = 1;
  function next(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  }
  // The first draws are discarded, because they still resemble the seed.
  for (let i = 0; i < 15; i++) next();
  return next;
}
