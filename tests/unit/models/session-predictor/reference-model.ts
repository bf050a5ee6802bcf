/**
 * The count model once more, written for being read beside its description instead of for speed: whole arrays are made
 * afresh at every step, and one-letter names are those of the reference figures. Days are numbered from 0, weekdays from
 * Monday = 0.
 *
 * As `REFERENCE` it reproduces `forecasting-golden.json`, with analogues `forecasting-analogues-golden.json`; the service's
 * model is `SERVICE`.
 */

export interface Extensions {
  /** Days of the person's overall activity that weight a weekday class before the quick view; null: no classes. */
  readonly classDays: number | null;
  /** Whether a weekday's factor is learned in proportion to how well the level is known. */
  readonly trustsLevel: boolean;
  /** Levels that weigh against a weekday's factor, and the weight of the prior dispersion. */
  readonly factorLevels: number;
  readonly dispersionWeight: number;
  /** Whether days like now are mixed in and recalibration begins slowly. */
  readonly analogues: boolean;
  /** Whether a smoothed level with its residuals is mixed in. */
  readonly smoothed: boolean;
}

export const REFERENCE: Extensions = {
  classDays: null,
  trustsLevel: false,
  factorLevels: 2,
  dispersionWeight: 8,
  analogues: false,
  smoothed: false,
};
export const SERVICE: Extensions = {
  classDays: 1.5,
  trustsLevel: true,
  factorLevels: 3,
  dispersionWeight: 16,
  analogues: true,
  smoothed: true,
};

const LAST = 60;
const WEEK = [0, 1, 2, 3, 4, 5, 6];
const VIEWS = [
  { k: 0.7, h: 8 },
  { k: 9, h: 40 },
] as const;

const dec = (halfLife: number) => 0.5 ** (1 / halfLife);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const at = (values: readonly number[], index: number) => values[index] ?? 0;
const fill = (length: number, value: (index: number) => number) =>
  Array.from({ length }, (_, index) => value(index));
const clip = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
const aged = (values: readonly number[], factor: number, hit: number, add = 1) =>
  values.map((value, index) => value * factor + (index === hit ? add : 0));
/** Only the occurrence's own entry ages. */
const agedAt = (values: readonly number[], index: number, factor: number, add: number) =>
  values.map((value, other) => (other === index ? value * factor + add : value));

export type Reference = ReturnType<typeof newReference>;

export function newReference() {
  const zeros = () => fill(7, () => 0);
  return {
    a: 3 * 1.5,
    b: 1.5,
    S: zeros(),
    E: zeros(),
    A: [zeros(), zeros()],
    N: [zeros(), zeros()],
    g1: 1.2,
    g0: 2,
    l: [0, 0],
    regime: [1, 0, 0],
    qn: 0.3,
    qd: 15,
    kn: 0,
    kd: 0,
    ma: 0,
    me: 0,
    mv: 0,
    z: 0,
    W: WEEK.map(() => fill(LAST + 1, () => 0)),
    G: fill(LAST + 1, () => 0),
    R: fill(2 * LAST + 1, () => 0),
    pit: fill(20, () => 0),
    counts: [] as number[],
    smooth: 3,
    o: zeros(),
    m: zeros(),
    r: fill(2 * LAST + 1, () => 0),
  };
}

/** The forecast of the day `h` days after the last closed one, which is of weekday `d`. */
export function forecast(s: Reference, d: number, h: number, extensions: Extensions) {
  const q = s.qn / s.qd;
  let regime = s.regime;
  for (let step = 0; step <= h; step++) {
    const [H = 0, U = 0, V = 0] = regime;
    regime = [H * (1 - q) + U * 0.3 + V * 0.05, U * 0.7 + H * 0.9 * q, V * 0.95 + H * 0.1 * q];
  }
  const { p, mixed } = views(s, d, extensions);
  const logit =
    Math.log(mixed / (1 - mixed)) +
    0.8 * ((s.ma - s.me) / (s.mv + 1)) * 0.97 ** h +
    0.5 * s.z * 0.6 ** h;
  const active = at(regime, 0) / (1 + Math.exp(-logit));
  const L = s.a / s.b;
  const f = factor(s, d, extensions);
  const mu = Math.max(L * f * Math.exp(0.03 * s.z * 0.6 ** h) - 1, 0.02);
  const { dispersionWeight } = extensions;
  const phi = (s.kd + 0.1 * dispersionWeight) / (s.kn + dispersionWeight);
  const beyond = katz(mu, Math.max(0.25, 1 + phi * mu));
  const par = fill(LAST + 1, (y) => (y === 0 ? 1 - active : active * at(beyond, y - 1)));
  const row = s.W[d] ?? [];
  const g = sum(s.G) > 0 ? s.G.map((value) => value / sum(s.G)) : par;
  const pool = row.map((value, y) => (value + 1.5 * at(g, y)) / (sum(row) + 1.5));
  const share = extensions.analogues ? 0.1 : 0.2;
  const base = par.map(
    (value, y) => (0.95 - share) * value + share * at(pool, y) + 0.05 * at(residual(s, h, par), y),
  );
  const like = extensions.analogues ? withAnalogues(s, d, h, base, extensions) : base;
  const mix = extensions.smoothed ? withSmoothed(s, d, par, like) : like;
  const pmf = recalibrated(s.pit, mix, extensions);
  return { regime, p, mixed, L, f, phi, par, mix, pmf };
}

/** Both views of how likely this weekday is worked on, and their mixture. */
function views(s: Reference, d: number, extensions: Extensions) {
  const p = VIEWS.map(({ k }, i) => {
    const rests = i === 0 ? classActivity(s, d, extensions) : s.g1 / s.g0;
    return clip((at(s.A[i] ?? [], d) + k * rests) / (at(s.N[i] ?? [], d) + k), 0.002, 0.998);
  });
  const w = 1 / (1 + Math.exp(at(s.l, 1) - at(s.l, 0)));
  return { p, mixed: w * at(p, 0) + (1 - w) * at(p, 1) };
}

function factor(s: Reference, d: number, { factorLevels }: Extensions): number {
  const prior = (factorLevels * s.a) / s.b;
  return (at(s.S, d) + prior) / (at(s.E, d) + prior);
}

/** Days that are kept for analogues. */
const kept = (s: Reference) => s.counts.slice(-371);

/** What the days before day `m` looked like: roots of their means over three and seven days, and the empty ones. */
export function features(y: readonly number[], m: number): readonly number[] {
  const mean = (values: readonly number[]) => (values.length > 0 ? sum(values) / values.length : 0);
  const before = y.slice(0, m);
  const run = before.length - 1 - before.findLastIndex((count) => count > 0);
  return [Math.sqrt(mean(before.slice(-3))), Math.sqrt(mean(before.slice(-7))), Math.log(1 + run)];
}

/** Weighted histogram of what followed `h` days after each day like now; `d` is the weekday of the day forecast. */
export function analogues(s: Reference, d: number, h: number, extensions: Extensions): number[] {
  const y = kept(s);
  const n = y.length;
  const Q = fill(LAST + 1, () => 0);
  if (n < 8) return Q;
  const u = WEEK.map((o) => (views(s, o, extensions).mixed * s.a * factor(s, o, extensions)) / s.b);
  const now = features(y, n);
  for (let m = Math.max(4, n - 364); m <= n - h - 1; m++) {
    const apart = sum(
      features(y, m).map((value, i) => ((value - at(now, i)) / at([0.5, 0.4, 1], i)) ** 2),
    );
    const o = (d + 7 * 100 - (n - m)) % 7;
    const alike = 0.7 * Math.exp(-(((Math.sqrt(at(u, o)) - Math.sqrt(at(u, d))) / 0.5) ** 2) / 2);
    const v = o === d ? 1 : o < 5 === d < 5 ? alike : 0.03;
    Q[at(y, m + h)] = at(Q, at(y, m + h)) + 0.5 ** ((n - m) / 500) * Math.exp(-apart / 2) * v;
  }
  return Q;
}

function withAnalogues(
  s: Reference,
  d: number,
  h: number,
  base: readonly number[],
  extensions: Extensions,
): number[] {
  const Q = analogues(s, d, h, extensions);
  const M = sum(Q);
  const w = (0.6 * M) / (M + 8);
  return base.map((value, y) => (M > 0 ? (1 - w) * value + (w * at(Q, y)) / M : value));
}

function classActivity(s: Reference, d: number, { classDays }: Extensions): number {
  const overall = s.g1 / s.g0;
  if (classDays === null) return overall;
  const like = WEEK.filter((other) => other < 5 === d < 5);
  const active = sum(like.map((other) => at(s.A[0] ?? [], other)));
  const days = sum(like.map((other) => at(s.N[0] ?? [], other)));
  return (active + classDays * overall) / (days + classDays);
}

function katz(mu: number, D: number): number[] {
  const B0 = 1 - 1 / D;
  const A0 = mu / D;
  const weights = [mu > 30 ? 1e-200 : 1];
  for (let j = 0; j < 400; j++) {
    weights.push((at(weights, j) * Math.max(0, A0 + B0 * j)) / (j + 1));
  }
  const total = sum(weights);
  return fill(LAST, (j) => (j < LAST - 1 ? at(weights, j) : sum(weights.slice(j))) / total);
}

function residual(s: Reference, h: number, par: readonly number[]): readonly number[] {
  const total = sum(s.R);
  if (total === 0) return par;
  const last = at(s.counts, s.counts.length + h - 7);
  const pmf = fill(LAST + 1, () => 0);
  s.R.forEach((weight, bin) => {
    const y = clip(last + bin - LAST, 0, LAST);
    pmf[y] = at(pmf, y) + weight / total;
  });
  return pmf;
}

/** The point that exponential smoothing expects of a weekday, as a whole number and a remainder. */
function point(s: Reference, d: number) {
  const x = clip(s.smooth + at(s.o, d), 0, LAST);
  return { whole: Math.floor(x), frac: x - Math.floor(x) };
}

function withSmoothed(s: Reference, d: number, par: readonly number[], mix: readonly number[]) {
  const t = s.counts.length;
  const g = (0.1 * t) / (t + 60);
  const total = sum(s.r);
  const { whole, frac } = point(s, d);
  const E = total < 7 ? [...par] : fill(LAST + 1, () => 0);
  if (total >= 7) {
    s.r.forEach((weight, bin) => {
      for (const [next, part] of [1 - frac, frac].entries()) {
        const y = clip(whole + bin - LAST + next, 0, LAST);
        E[y] = at(E, y) + (part * weight) / total;
      }
    });
  }
  return mix.map((value, y) => (1 - g) * value + g * at(E, y));
}

function smoothed(s: Reference, d: number, y: number) {
  const t = s.counts.length;
  const e = y - s.smooth - at(s.o, d);
  const { whole, frac } = point(s, d);
  const bin = y - whole + LAST;
  return {
    smooth: s.smooth + Math.max(0.3, 1 / (t + 2)) * e,
    o: agedAt(s.o, d, 1, Math.max(0.03, 0.5 / (at(s.m, d) + 2)) * e),
    m: agedAt(s.m, d, 1, 1),
    r: t < 7 ? s.r : aged(aged(s.r, dec(150), bin, 1 - frac), 1, bin - 1, frac),
  };
}

function recalibrated(
  pit: readonly number[],
  mix: readonly number[],
  extensions: Extensions,
): number[] {
  const c = 40 * (extensions.analogues ? 1 + 30 / (sum(pit) + 1) : 1);
  const knots = fill(
    21,
    (i) => sum(pit.slice(0, i).map((weight) => weight + c / 20)) / (sum(pit) + c),
  );
  const C = (u: number) => {
    const i = Math.min(19, Math.floor(u * 20));
    return at(knots, i) + (at(knots, i + 1) - at(knots, i)) * (u * 20 - i);
  };
  const F = mix.map((_, y) => (y === LAST ? 1 : C(Math.min(1, sum(mix.slice(0, y + 1))))));
  return F.map((value, y) => value - (y === 0 ? 0 : at(F, y - 1)));
}

/** Closes a day of weekday `d` with `count` sessions. */
export function close(s: Reference, d: number, count: number, extensions: Extensions): Reference {
  const y = Math.min(LAST, count);
  const x = y > 0 ? 1 : 0;
  const { regime, p, mixed, L, f, phi, par, mix } = forecast(s, d, 0, extensions);
  const [H = 0, U = 0, V = 0] = regime;
  const [H0 = 0] = s.regime;
  const q = s.qn / s.qd;
  const mean = sum(par.map((value, k) => k * value));
  const variance = sum(par.map((value, k) => k * k * value)) - mean * mean;
  const e = clip((y - mean) / Math.sqrt(Math.max(variance, 0.05)), -2.5, 2.5);
  const c = H * (1 - mixed) + U + V;
  const next = x === 1 ? [1, 0, 0] : [(H * (1 - mixed)) / c, U / c, V / c];
  const Hn = at(next, 0);
  const left = x === 1 ? 0 : (H0 * q) / c;
  const stayed = x === 1 ? H0 : (H0 * (1 - q) * (1 - mixed)) / c + left;
  return {
    ...s,
    ...(x === 1 ? level(s, d, y, { L, f, phi }, extensions) : {}),
    A: VIEWS.map(({ h }, i) => agedAt(s.A[i] ?? [], d, dec(h), x)),
    N: VIEWS.map(({ h }, i) => agedAt(s.N[i] ?? [], d, dec(h), Hn)),
    g1: dec(30) * s.g1 + x,
    g0: dec(30) * s.g0 + Hn,
    l: s.l.map((l, i) => 0.985 * l + Hn * Math.log(x === 1 ? at(p, i) : 1 - at(p, i))),
    regime: next,
    qn: 0.998 * s.qn + left,
    qd: 0.998 * s.qd + stayed,
    ma: dec(6) * s.ma + x,
    me: dec(6) * s.me + mixed * H,
    mv: dec(6) * s.mv + mixed * (1 - mixed),
    z: dec(2) * s.z + e,
    W: s.W.map((row, other) => (other === d ? aged(row, dec(16), y) : row)),
    G: aged(s.G, dec(10), y),
    R:
      s.counts.length < 7 ? s.R : aged(s.R, dec(100), y - at(s.counts, s.counts.length - 7) + LAST),
    ...smoothed(s, d, y),
    pit: spread(s.pit, mix, y),
    counts: [...s.counts, y],
  };
}

function level(
  s: Reference,
  d: number,
  y: number,
  { L, f, phi }: { L: number; f: number; phi: number },
  { trustsLevel }: Extensions,
) {
  const m = Math.max(L * f - 1, 0.1);
  const v = 1 / (1 + m) ** 2;
  const bound = 25 * (m + Math.max(phi, 0) * m * m) + 25;
  const trust = trustsLevel ? Math.min(1, s.b * (1 - dec(5))) : 1;
  return {
    kn: dec(25) * s.kn + v * m * m,
    kd: dec(25) * s.kd + v * (Math.min((y - 1 - m) ** 2, bound) - m),
    S: agedAt(s.S, d, dec(20), trust * y),
    E: agedAt(s.E, d, dec(20), trust * L),
    a: dec(5) * s.a + y,
    b: dec(5) * s.b + f,
  };
}

function spread(pit: readonly number[], mix: readonly number[], y: number): number[] {
  const from = 20 * Math.min(1, sum(mix.slice(0, y)));
  const until = 20 * Math.min(1, sum(mix.slice(0, y + 1)));
  return pit.map((weight, bin) => {
    const overlap = Math.max(0, Math.min(until, bin + 1) - Math.max(from, bin));
    const isPoint = until - from < 1e-6;
    const hit = isPoint ? Number(bin === Math.min(19, Math.floor(from))) : overlap / (until - from);
    return weight * dec(100) + hit;
  });
}
