import cluster, { type Worker } from "node:cluster";
import { AggregatorRegistry, type Registry } from "prom-client";

/** From the scraped worker to the primary, the only process that can reach all workers. */
const SCRAPE = "pomodoro:scrape";
/** From the primary to each worker: requests its metrics. */
const REPORT_REQUEST = "pomodoro:report-request";
/** From each worker to the primary: its metrics. */
const REPORT = "pomodoro:report";
/** From the primary to the scraped worker: the metrics of all workers. */
const SCRAPED = "pomodoro:scraped";

interface Messages {
  [SCRAPE]: object;
  [REPORT_REQUEST]: { readonly id: number };
  /** `report` is absent when the worker failed. */
  [REPORT]: { readonly id: number; readonly report?: Report };
  /** `text` is absent when a worker failed or did not answer. */
  [SCRAPED]: { readonly text?: string };
}

/** One process's metrics in the form that prom-client can sum. */
type Report = readonly object[];

/** A worker that takes longer is stuck. Scrapers commonly time out after 10 s. */
const MAX_WAIT_MS = 5000;

/**
 * In the primary: sums the metrics of all serving workers, for the worker that is scraped. The counters of a worker at
 * its last scrape stay in the sums after its death. Prometheus would take a falling total for a restart, and count
 * everything that the other workers have ever counted again.
 */
export function answerScrapes(): void {
  const latest = new Map<Worker, Report>();
  const serving = new Set<Worker>();
  const pending = new Map<number, (report: Report | undefined) => void>();
  let departed: Promise<Report> = Promise.resolve([]);
  let lastId = 0;

  cluster.on("listening", (worker) => serving.add(worker));
  cluster.on("exit", (worker) => {
    serving.delete(worker);
    const last = latest.get(worker);
    latest.delete(worker);
    if (last === undefined) return;
    departed = departed.then((sums) => add([sums, last.filter(isCumulative)]).getMetricsAsJSON());
  });
  cluster.on("message", (worker, message: unknown) => {
    if (is(REPORT, message)) pending.get(message.id)?.(message.report);
    if (!is(SCRAPE, message)) return;
    const answer = (text?: string) => send(worker, SCRAPED, text === undefined ? {} : { text });
    scrape().then(answer, () => answer());
  });

  async function scrape(): Promise<string> {
    await Promise.all([...serving].map(requestReport));
    return add([await departed, ...latest.values()]).metrics();
  }

  /** Resolves when the worker has reported or exited. */
  async function requestReport(worker: Worker): Promise<void> {
    lastId += 1;
    const id = lastId;
    const { promise, resolve } = Promise.withResolvers<Report | undefined>();
    const gone = () => resolve([]);
    pending.set(id, resolve);
    worker.once("exit", gone);
    const timer = setTimeout(() => resolve(undefined), MAX_WAIT_MS);
    send(worker, REPORT_REQUEST, { id });
    const report = await promise;
    clearTimeout(timer);
    pending.delete(id);
    worker.off("exit", gone);
    if (!serving.has(worker)) return;
    if (report === undefined) throw new Error("a worker did not say its metrics");
    latest.set(worker, report);
  }
}

/** Prints the metrics of this process or, in a worker, of all workers. Fails when a worker does not answer within 5 s. */
export function metricsScrape(registry: Registry): () => Promise<string> {
  if (!cluster.isWorker) return () => registry.metrics();
  const waiting: PromiseWithResolvers<string>[] = [];
  process.on("message", (message: unknown) => {
    if (is(REPORT_REQUEST, message)) {
      const reply = (report: Partial<Messages[typeof REPORT]>) =>
        send(process, REPORT, { id: message.id, ...report });
      registry.getMetricsAsJSON().then(
        (report) => reply({ report }),
        () => reply({}),
      );
    }
    if (!is(SCRAPED, message)) return;
    for (const { resolve, reject } of waiting.splice(0)) {
      if (message.text === undefined) reject(new Error("a worker did not say its metrics"));
      else resolve(message.text);
    }
  });
  return () => {
    const answer = Promise.withResolvers<string>();
    if (waiting.push(answer) === 1) send(process, SCRAPE, {});
    return answer.promise;
  };
}

function add(reports: readonly Report[]): Registry {
  return AggregatorRegistry.aggregate([...reports]);
}

/** Whether a metric outlives its process: counts do, the use of memory does not. */
function isCumulative(metric: object): boolean {
  return "type" in metric && (metric.type === "counter" || metric.type === "histogram");
}

function send<Type extends keyof Messages>(
  to: Pick<Worker, "isConnected" | "send"> | NodeJS.Process,
  type: Type,
  message: Messages[Type],
): void {
  const isConnected = "isConnected" in to ? to.isConnected() : to.connected;
  // A process that has exited needs no answer; its exit is handled elsewhere.
  if (isConnected) to.send?.({ type, ...message }, undefined, undefined, () => {});
}

/** Checks only the type, because this file is both sender and receiver. */
function is<Type extends keyof Messages>(type: Type, message: unknown): message is Messages[Type] {
  return Object(message).type === type;
}
