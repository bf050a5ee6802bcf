import { Gauge, type Registry } from "prom-client";

/** The sources of the metrics, read at each scrape. An absent source has no metrics. */
export interface StoreMetricsParts {
  readonly cacheMemory: () => { readonly bytes: number; readonly entries: number };
  /** Connections to the database by state. */
  readonly poolUse: (() => object) | undefined;
  readonly feedHealth:
    | (() => { readonly lagMs: number; readonly newestAgeMs: number | undefined })
    | undefined;
}

/** Registers metrics of the stores below the service: cached answers, database connections, the version feed. */
export function watchStores(registry: Registry, parts: StoreMetricsParts): void {
  const registers = [registry];
  const { cacheMemory, poolUse, feedHealth } = parts;
  new Gauge({
    name: "ml_cache_bytes",
    help: "Memory that kept answers take.",
    registers,
    collect() {
      this.set(cacheMemory().bytes);
    },
  });
  new Gauge({
    name: "ml_cache_entries",
    help: "Answers that are kept in memory.",
    registers,
    collect() {
      this.set(cacheMemory().entries);
    },
  });
  if (poolUse !== undefined) {
    new Gauge({
      name: "ml_database_connections",
      help: "Connections to the database that are used or idle, and queries that wait for one.",
      labelNames: ["state"],
      registers,
      collect() {
        for (const [state, count] of Object.entries(poolUse())) this.set({ state }, count);
      },
    });
  }
  if (feedHealth === undefined) return;
  new Gauge({
    name: "ml_version_feed_lag_seconds",
    help: "How old the newest proof is that all writes committed before it have been seen.",
    registers,
    aggregator: "max",
    collect() {
      this.set(feedHealth().lagMs / 1000);
    },
  });
  new Gauge({
    name: "ml_version_feed_newest_age_seconds",
    help: "How long ago the newest version was seen; absent before the first one.",
    registers,
    aggregator: "min",
    collect() {
      const { newestAgeMs } = feedHealth();
      if (newestAgeMs === undefined) this.remove();
      else this.set(newestAgeMs / 1000);
    },
  });
}
