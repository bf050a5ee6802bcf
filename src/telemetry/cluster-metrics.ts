import cluster, { type Worker } from "node:cluster";
import { AggregatorRegistry, type Registry } from "prom-client";

/** From a worker that is scraped to its primary, which alone can ask all workers; then from there to each of them. */
const SCRAPE = "pomodoro:scrape";
const TELL = "pomodoro:tell";
const TOLD = "pomodoro:told";
const SCRAPED = "pomodoro:scraped";

interface Messages {
  [SCRAPE]: object;
  [TELL]: { readonly question: number };
  /** `report` is absent when the worker could not say. */
  [TOLD]: { readonly question: number; readonly report?: Report };
  /** `text` is absent when a worker did not say. */
  [SCRAPED]: { readonly text?: string };
}

/** One process's metrics, as prom-client describes them for adding up. */
type Report = readonly object[];

/** A worker that takes longer is stuck; scrapers commonly give up after 10 s. */
const MAX_WAIT_MS = 5000;

/**
 * In the primary: adds up the metrics of all workers that serve, for whichever of them is scraped. What a worker had
 * counted at the last scrape stays in the sums after its death: a total that fell would be taken for a restart, and
 * everything the other workers have ever counted for new.
 */
export function answerScrapes(): void {
  const latest = new Map<Worker, Report>();
  const serving = new Set<Worker>();
  const questions = new Map<number, (report: Report | undefined) => void>();
  let departed: Promise<Report> = Promise.resolve([]);
  let asked = 0;

  cluster.on("listening", (worker) => serving.add(worker));
  cluster.on("exit", (worker) => {
    serving.delete(worker);
    const last = latest.get(worker);
    latest.delete(worker);
    if (last === undefined) return;
    departed = departed.then((sums) => add([sums, last.filter(isCumulative)]).getMetricsAsJSON());
  });
  cluster.on("message", (worker, message: unknown) => {
    if (is(TOLD, message)) questions.get(message.question)?.(message.report);
    if (!is(SCRAPE, message)) return;
    const answer = (text?: string) => tell(worker, SCRAPED, text === undefined ? {} : { text });
    scrape().then(answer, () => answer());
  });

  async function scrape(): Promise<string> {
    await Promise.all([...serving].map(ask));
    return add([await departed, ...latest.values()]).metrics();
  }

  /** Resolves when the worker has told, or is gone. */
  async function ask(worker: Worker): Promise<void> {
    asked += 1;
    const question = asked;
    const { promise, resolve } = Promise.withResolvers<Report | undefined>();
    const gone = () => resolve([]);
    questions.set(question, resolve);
    worker.once("exit", gone);
    const timer = setTimeout(() => resolve(undefined), MAX_WAIT_MS);
    tell(worker, TELL, { question });
    const report = await promise;
    clearTimeout(timer);
    questions.delete(question);
    worker.off("exit", gone);
    if (!serving.has(worker)) return;
    if (report === undefined) throw new Error("a worker did not say its metrics");
    latest.set(worker, report);
  }
}

/** Writes a process's metrics; in a worker those of all together, or fails when one does not answer in 5 s. */
export function metricsScrape(registry: Registry): () => Promise<string> {
  if (!cluster.isWorker) return () => registry.metrics();
  const waiting: PromiseWithResolvers<string>[] = [];
  process.on("message", (message: unknown) => {
    if (is(TELL, message)) {
      const told = (report: Partial<Messages[typeof TOLD]>) =>
        tell(process, TOLD, { question: message.question, ...report });
      registry.getMetricsAsJSON().then(
        (report) => told({ report }),
        () => told({}),
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
    if (waiting.push(answer) === 1) tell(process, SCRAPE, {});
    return answer.promise;
  };
}

function add(reports: readonly Report[]): Registry {
  return AggregatorRegistry.aggregate([...reports]);
}

/** What a process has counted stays counted when it ends; its memory does not. */
function isCumulative(metric: object): boolean {
  return "type" in metric && (metric.type === "counter" || metric.type === "histogram");
}

function tell<Type extends keyof Messages>(
  to: Pick<Worker, "isConnected" | "send"> | NodeJS.Process,
  type: Type,
  message: Messages[Type],
): void {
  const isConnected = "isConnected" in to ? to.isConnected() : to.connected;
  // A process that is gone needs no answer; its end is noticed elsewhere.
  if (isConnected) to.send?.({ type, ...message }, undefined, undefined, () => {});
}

/** Both ends are this file. */
function is<Type extends keyof Messages>(type: Type, message: unknown): message is Messages[Type] {
  return Object(message).type === type;
}
