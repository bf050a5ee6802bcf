import { Histogram, type HistogramConfiguration } from "prom-client";

/** The counts of a histogram's buckets. One tally exists per set of labels, so that counting allocates nothing. */
export class DurationTally {
  readonly #bounds: readonly number[];
  readonly #counts: number[];
  #sumSeconds = 0;

  /** @param bounds upper bounds in seconds, ascending */
  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.#counts = new Array<number>(bounds.length + 1).fill(0);
  }

  observe(seconds: number): void {
    let bucket = 0;
    while (seconds > (this.#bounds[bucket] ?? Number.POSITIVE_INFINITY)) bucket += 1;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#sumSeconds += seconds;
  }

  get sumSeconds(): number {
    return this.#sumSeconds;
  }

  get count(): number {
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }

  /** The number of durations up to each bound. */
  cumulative(): number[] {
    let below = 0;
    return this.#bounds.map((_, bucket) => {
      below += this.#counts[bucket] ?? 0;
      return below;
    });
  }
}

export interface Tallied<Label extends string> {
  readonly labels: Readonly<Record<Label, string>>;
  readonly tally: DurationTally;
}

/**
 * A histogram that is counted in tallies, which callers hold. The library's histogram builds a key from the labels at
 * every observation to look its series up, which costs more than all other metrics of a request.
 */
export class TalliedHistogram<Label extends string> extends Histogram<Label> {
  readonly #series = new Map<string, Tallied<Label>>();
  readonly #config: HistogramConfiguration<Label> & { readonly buckets: number[] };

  constructor(config: HistogramConfiguration<Label> & { readonly buckets: number[] }) {
    super(config);
    this.#config = config;
  }

  /** The tally of a set of labels, the same one every time. */
  tallyOf(labels: Readonly<Record<Label, string>>): DurationTally {
    const key = JSON.stringify(Object.entries(labels).sort());
    const known = this.#series.get(key)?.tally;
    if (known !== undefined) return known;
    const tally = new DurationTally(this.#config.buckets);
    this.#series.set(key, { labels, tally });
    return tally;
  }

  tallies(): Iterable<Tallied<Label>> {
    return this.#series.values();
  }

  /** The library reads the values through this method, both to print them and to sum them over workers. */
  async getForPromString(): Promise<object> {
    const { name, help } = this.#config;
    const values = [...this.#series.values()].flatMap((series) => this.#valuesOf(series));
    return { name, help, type: "histogram", aggregator: "sum", values };
  }

  #valuesOf({ labels: sharedLabels, tally }: Tallied<Label>): object[] {
    const { name, buckets } = this.#config;
    const count = tally.count;
    const below = tally.cumulative();
    const range = (le: string, value = 0) => {
      return { metricName: `${name}_bucket`, labels: { le }, sharedLabels, value };
    };
    return [
      ...buckets.map((bound, bucket) => range(String(bound), below[bucket])),
      range("+Inf", count),
      { metricName: `${name}_sum`, labels: {}, sharedLabels, value: tally.sumSeconds },
      { metricName: `${name}_count`, labels: {}, sharedLabels, value: count },
    ];
  }
}
