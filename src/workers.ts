import cluster, { type Worker } from "node:cluster";
import type { Config } from "./config/config.ts";
import { type Dependencies, openDependencies } from "./dependencies.ts";
import { exitOnUncaught, nextSignal, type ServerOptions } from "./http/server.ts";
import { answerScrapes } from "./telemetry/cluster-metrics.ts";

/** The n-th consecutive restart waits 2ⁿ times this long, up to the maximum. */
const FIRST_RESTART_MS = 100;
const MAX_RESTART_MS = 30_000;
/** After this time a worker counts as healthy, and its next failure as the first. */
const HEALTHY_AFTER_MS = 10_000;
/** Workers are killed this long after their own time limit. */
const KILL_MARGIN_MS = 7000;

/**
 * Serves from several processes on one port until a signal stops them, then exits. This process, the primary, owns the
 * database file, migrates it, and answers no requests.
 */
export async function runWorkers(
  config: Config,
  options: Pick<ServerOptions, "prepare" | "onListening">,
): Promise<never> {
  const signalled = nextSignal();
  const stopped = new AbortController();
  void signalled.then(() => stopped.abort());
  const dependencies = await openDependencies(config, {
    role: "server",
    stopWaiting: stopped.signal,
  });
  exitOnUncaught(dependencies.logger);
  await options.prepare?.(dependencies);
  // All workers accept connections from one socket. With Node's default, the primary passes connections on, and one that
  // is on its way to a dying worker would never be answered (decision 0015).
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  cluster.setupPrimary({ args: ["serve"] });
  answerScrapes();
  const pool = startWorkerPool(config.workers, dependencies, options.onListening ?? (() => {}));
  const gaveUp = await Promise.race([signalled, pool.failed]);
  await pool.stop(config.drainDelayMs + config.closeLimitMs + KILL_MARGIN_MS);
  await dependencies.close();
  process.exit(gaveUp === "failed" ? 1 : 0);
}

interface WorkerPool {
  /** Resolves when a worker fails before any has listened: a restart would fail the same way. */
  readonly failed: Promise<"failed">;
  stop(limitMs: number): Promise<void>;
}

function startWorkerPool(
  size: number,
  { logger }: Dependencies,
  onListening: (address: string) => void,
): WorkerPool {
  const { promise: failed, resolve: fail } = Promise.withResolvers<"failed">();
  const { promise: gone, resolve: allGone } = Promise.withResolvers<void>();
  const living = new Set<Worker>();
  const listening = new Set<Worker>();
  let everListened = false;
  let stopping = false;
  let failuresInARow = 0;

  function fork(): void {
    if (!stopping) living.add(cluster.fork());
  }

  cluster.on("listening", (worker, { address, port }) => {
    listening.add(worker);
    const context = { address, port, worker: worker.process.pid, listening: listening.size, size };
    logger.info({ event_type: "WORKER_LISTENING", context }, "worker listening");
    if (!everListened) {
      everListened = true;
      // The other workers start when the first one can serve. A failure that stops the first would stop all, and is
      // logged once.
      for (let i = 1; i < size; i++) fork();
      onListening(`http://${address.includes(":") ? `[${address}]` : address}:${port}`);
    }
    setTimeout(() => {
      if (living.has(worker)) failuresInARow = 0;
    }, HEALTHY_AFTER_MS).unref();
  });
  cluster.on("exit", (worker, code, signal) => {
    living.delete(worker);
    listening.delete(worker);
    if (living.size === 0 && stopping) allGone();
    if (stopping) return;
    if (!everListened) {
      fail("failed");
      return;
    }
    // The last worker restarts after the shortest delay: with all of them waiting, no process would serve.
    const isLast = living.size === 0;
    const waitMs = isLast
      ? FIRST_RESTART_MS
      : Math.min(MAX_RESTART_MS, FIRST_RESTART_MS * 2 ** failuresInARow);
    failuresInARow += 1;
    const context = { worker: worker.process.pid, code, signal };
    const metrics = { restart_in_ms: waitMs };
    logger.error({ event_type: "WORKER_DIED", context, metrics }, "a worker died and is replaced");
    setTimeout(fork, waitMs);
  });
  fork();

  return {
    failed,
    async stop(limitMs) {
      stopping = true;
      if (living.size === 0) return;
      for (const worker of living) worker.process.kill("SIGTERM");
      const killer = setTimeout(() => {
        for (const worker of living) worker.process.kill("SIGKILL");
      }, limitMs);
      await gone;
      clearTimeout(killer);
    },
  };
}
