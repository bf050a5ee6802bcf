/**
 * `ours`: something that older clients rely on is missing. `old`: the former service is wrong, by an accepted
 * difference. `science`: both are right by their own documented method. `unexplained`: needs investigation.
 */
export const DIFFERENCE_CLASSES = ["ours", "unexplained", "old", "science"] as const;
export type DifferenceClass = (typeof DIFFERENCE_CLASSES)[number];

export interface Difference {
  /** Method and path, with `{name}` for a parameter. */
  readonly route: string;
  /** Method, URL and body as sent. */
  readonly request: string;
  /** `risk_factors[overwork].score`; `status` and `content-type` are those of the answer. */
  readonly field: string;
  /** Null when the field is absent. */
  readonly old: unknown;
  readonly new: unknown;
  readonly class: DifferenceClass;
  readonly reason: string;
}

/** Result of a comparison, which scripts read. */
export interface ParityReport {
  /** `different` when a difference is `ours` or `unexplained`. */
  readonly verdict: "same" | "different";
  readonly requests: number;
  readonly differences: readonly Difference[];
  readonly counts: Readonly<Record<DifferenceClass, number>>;
}

/** Response times of both services in milliseconds; null before the first answer. */
export interface Latency {
  readonly old: Quantiles | null;
  readonly new: Quantiles | null;
}

export interface Quantiles {
  readonly median: number;
  readonly p95: number;
}

/** Collects the results of comparisons. */
export interface Findings {
  add(compared: Compared): void;
  report(): ParityReport;
  latency(): Latency;
}

/** One request sent to both services. */
export interface Compared {
  readonly differences: readonly Difference[];
  readonly oldMs: number | undefined;
  readonly newMs: number | undefined;
}

/** Maximum number of differences kept, since a parallel run lasts for days. Counting continues beyond it. */
const MAX_KEPT = 10_000;
/** Number of latest response times kept for the percentiles. */
const MAX_TIMES = 100_000;

export function createFindings(): Findings {
  let requests = 0;
  const differences: Difference[] = [];
  const counts: Record<DifferenceClass, number> = { ours: 0, unexplained: 0, old: 0, science: 0 };
  const times = { old: [] as number[], new: [] as number[] };

  function note(side: "old" | "new", ms: number | undefined): void {
    if (ms === undefined) return;
    const kept = times[side];
    if (kept.length < MAX_TIMES) kept.push(ms);
    else kept[requests % MAX_TIMES] = ms;
  }

  return {
    add(compared) {
      requests += 1;
      note("old", compared.oldMs);
      note("new", compared.newMs);
      for (const difference of compared.differences) {
        counts[difference.class] += 1;
        if (differences.length < MAX_KEPT) differences.push(difference);
      }
    },
    report: () => ({
      verdict: counts.ours + counts.unexplained === 0 ? "same" : "different",
      requests,
      differences: [...differences],
      counts: { ...counts },
    }),
    latency: () => ({ old: quantilesOf(times.old), new: quantilesOf(times.new) }),
  };
}

function quantilesOf(times: readonly number[]): Quantiles | null {
  const sorted = times.toSorted((one, other) => one - other);
  // The smallest value that at least this share of all values does not exceed.
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  const [median, p95] = [at(0.5), at(0.95)];
  return median === undefined || p95 === undefined ? null : { median, p95 };
}
