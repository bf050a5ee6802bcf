import cluster from "node:cluster";
import { AggregatorRegistry, type Registry } from "prom-client";

/** Between a worker that was scraped and its primary, which alone can ask all workers. */
const ASK = "pomodoro:scrape";
const ANSWER = "pomodoro:scraped";

interface Message {
  readonly type: typeof ASK | typeof ANSWER;
  readonly text?: string;
}

/** In the primary: adds up the workers' metrics for whichever of them is scraped. */
export function answerScrapes(): void {
  const crew = new AggregatorRegistry();
  cluster.on("message", (worker, message: unknown) => {
    if (!isMessage(message, ASK)) return;
    const answer = (text?: string) => worker.isConnected() && worker.send({ type: ANSWER, text });
    crew.clusterMetrics().then(answer, () => answer());
  });
}

/** Writes a process's metrics; in a worker those of all together, or fails when one does not answer in 5 s. */
export function metricsScrape(registry: Registry): () => Promise<string> {
  if (!cluster.isWorker) return () => registry.metrics();
  AggregatorRegistry.setRegistries([registry]);
  new AggregatorRegistry();
  const waiting: PromiseWithResolvers<string>[] = [];
  process.on("message", (message: unknown) => {
    if (!isMessage(message, ANSWER)) return;
    for (const { resolve, reject } of waiting.splice(0)) {
      if (message.text === undefined) reject(new Error("a worker did not say its metrics"));
      else resolve(message.text);
    }
  });
  return () => {
    const answer = Promise.withResolvers<string>();
    if (waiting.push(answer) === 1) process.send?.({ type: ASK });
    return answer.promise;
  };
}

function isMessage(message: unknown, type: Message["type"]): message is Message {
  return Object(message).type === type;
}
