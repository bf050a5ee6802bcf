import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { BUDGETS } from "../config/limit-settings.ts";
import { TalliedHistogram } from "./tallied-histogram.ts";

/** The metrics at `/metrics`. Names, labels and buckets are those of the service's predecessor. */
export interface Metrics {
  readonly registry: Registry;
  /** Requests by route, without probes and scrapes. */
  readonly httpDurations: TalliedHistogram<"method" | "path" | "status">;
  /** Requests that ended in a server error. */
  readonly httpExceptions: Counter<"method" | "status">;
  /** Requests to routes that declare `config.predictionType`. */
  readonly predictionDurations: TalliedHistogram<"prediction_type">;
  readonly predictionErrors: Counter<"prediction_type" | "error_type">;
  /** Requests refused by admission control. No other metric counts them. */
  readonly requestsShed: Counter;
  /** Requests refused by a rate limit. */
  readonly requestsLimited: Counter<"budget">;
  /** Sessions in the last computed profile. */
  readonly sessionsAnalyzed: Gauge;
}

export interface Traffic {
  readonly hits: number;
  readonly misses: number;
}

export interface MetricsParts {
  readonly version: string;
  readonly ollamaModel: string;
  /** Hits and misses so far, by cache; read at each scrape. */
  readonly cacheTraffic: () => Readonly<Record<string, Traffic>>;
  /** The state of the shared cache; absent when none is configured. */
  readonly sharedCache?: () => "up" | "down" | undefined;
  /** Whether to add metrics of the process: memory, processor, event loop, garbage collection. */
  readonly watchProcess: boolean;
}

const HTTP_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const PREDICTION_BUCKETS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Creates the metrics in a new registry, so that services in one process do not share counts. */
export function createMetrics(parts: MetricsParts): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (parts.watchProcess) {
    collectDefaultMetrics({ register: registry });
    watchEventLoop(registry);
  }
  describeService(parts, registry);
  countCache(parts, registry);
  watchSharedCache(parts, registry);

  const httpDurations = new TalliedHistogram({
    name: "flask_http_request_duration_seconds",
    help: "Duration of HTTP requests in seconds.",
    labelNames: ["method", "path", "status"],
    buckets: HTTP_BUCKETS,
    registers,
  });
  new Counter({
    name: "flask_http_request_total",
    help: "HTTP requests answered.",
    labelNames: ["method", "status"],
    registers,
    collect() {
      this.reset();
      for (const { labels, tally } of httpDurations.tallies()) {
        this.inc({ method: labels.method, status: labels.status }, tally.count);
      }
    },
  });
  const predictionDurations = new TalliedHistogram({
    name: "ml_prediction_duration_seconds",
    help: "Duration of requests that the models answer, in seconds.",
    labelNames: ["prediction_type"],
    buckets: PREDICTION_BUCKETS,
    registers,
  });
  new Counter({
    name: "ml_prediction_requests_total",
    help: "Requests that the models answer.",
    labelNames: ["prediction_type"],
    registers,
    collect() {
      this.reset();
      for (const { labels, tally } of predictionDurations.tallies()) this.inc(labels, tally.count);
    },
  });
  return {
    registry,
    httpDurations,
    predictionDurations,
    httpExceptions: new Counter({
      name: "flask_http_request_exceptions_total",
      help: "HTTP requests that ended in a failure of the service.",
      labelNames: ["method", "status"],
      registers,
    }),
    predictionErrors: new Counter({
      name: "ml_prediction_errors_total",
      help: "Requests to the models that ended in a failure of the service, by its code.",
      labelNames: ["prediction_type", "error_type"],
      registers,
    }),
    requestsShed: new Counter({
      name: "ml_requests_shed_total",
      help: "Requests refused with 503 because more came in than could be answered.",
      registers,
    }),
    requestsLimited: countLimited(registry),
    sessionsAnalyzed: new Gauge({
      name: "ml_sessions_analyzed_count",
      help: "Sessions in the profile that was worked out last.",
      registers,
      aggregator: "max",
    }),
  };
}

function countLimited(registry: Registry): Counter<"budget"> {
  const counter = new Counter({
    name: "ml_rate_limited_total",
    help: "Requests refused with 429 because their caller had sent too many, by what is counted.",
    labelNames: ["budget"],
    registers: [registry],
  });
  // Each series begins at 0: `rate` would miss the first refusal of a series that begins with it.
  for (const budget of BUDGETS) counter.inc({ budget }, 0);
  return counter;
}

function describeService({ version, ollamaModel }: MetricsParts, registry: Registry): void {
  const registers = [registry];
  new Gauge({
    name: "pomodoro_ml_info",
    help: "What runs here.",
    labelNames: ["version", "service", "ollama_model"],
    registers,
    aggregator: "first",
  }).set({ version, service: "pomodoro-ml", ollama_model: ollamaModel }, 1);
  new Gauge({
    name: "flask_exporter_info",
    help: "What keeps the flask_* metrics; the name is the predecessor's.",
    labelNames: ["version"],
    registers,
    aggregator: "first",
  }).set({ version }, 1);
}

function watchSharedCache({ sharedCache }: MetricsParts, registry: Registry): void {
  if (sharedCache === undefined) return;
  new Gauge({
    name: "ml_cache_shared_up",
    help: "Whether Redis answers: 1 or 0.",
    registers: [registry],
    // The minimum reports a single worker that cannot reach it.
    aggregator: "min",
    collect() {
      this.set(sharedCache() === "up" ? 1 : 0);
    },
  });
}

function countCache({ cacheTraffic }: MetricsParts, registry: Registry): void {
  const counters = [
    ["ml_cache_hits_total", "Answers taken from a cache.", "hits"],
    ["ml_cache_misses_total", "Answers that a cache did not have.", "misses"],
  ] as const;
  for (const [name, help, member] of counters) {
    new Counter({
      name,
      help,
      labelNames: ["cache_type"],
      registers: [registry],
      collect() {
        this.reset();
        for (const [cache_type, traffic] of Object.entries(cacheTraffic())) {
          this.inc({ cache_type }, traffic[member]);
        }
      },
    });
  }
}

/** The busy share of the one thread that answers requests, a signal for autoscalers. */
function watchEventLoop(registry: Registry): void {
  let last = performance.eventLoopUtilization();
  new Gauge({
    name: "nodejs_eventloop_utilization",
    help: "Share of the time since the last scrape in which the event loop was busy, 0 to 1",
    registers: [registry],
    aggregator: "average",
    collect() {
      const now = performance.eventLoopUtilization();
      this.set(performance.eventLoopUtilization(now, last).utilization);
      last = now;
    },
  });
}
