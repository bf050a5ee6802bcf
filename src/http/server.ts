import { setTimeout as delay } from "node:timers/promises";
import type { Config } from "../config/config.ts";
import { type Dependencies, type DependencyOverrides, openDependencies } from "../dependencies.ts";
import { maxConnections } from "../runtime/open-files.ts";
import { shrinkHeapWhenQuiet } from "../runtime/shrink-heap.ts";
import type { Logger } from "../telemetry/logger.ts";
import { buildApp } from "./app.ts";

/** A listening server. */
export interface RunningServer {
  /** The bound address, such as `http://127.0.0.1:5002`; with PORT=0 it has the port that the system chose. */
  readonly address: string;
  readonly dependencies: Dependencies;
  /**
   * Reports "not ready" and keeps answering for `drainDelayMs`. Then waits for requests in flight, up to the configured
   * limit, and closes everything in the reverse order of opening.
   */
  stop(drainDelayMs: number): Promise<void>;
}

export interface ServerOptions extends DependencyOverrides {
  /** Prepares the database before the first request. */
  readonly prepare?: (dependencies: Dependencies) => Promise<void>;
  /** Receives the bound address, such as `http://127.0.0.1:5002`, once the server listens. */
  readonly onListening?: (address: string) => void;
}

/** Opens all dependencies, then listens. A failure closes what is already open. */
export async function startServer(
  config: Config,
  { prepare, onListening, ...overrides }: ServerOptions = {},
): Promise<RunningServer> {
  const dependencies = await openDependencies(config, { role: "server", ...overrides });
  const { logger, healthService } = dependencies;
  try {
    await prepare?.(dependencies);
    const app = await buildApp(dependencies, {
      maxConnections: maxConnections(config.databasePoolSize),
    });
    const address = await app.listen({ port: config.port, host: config.host });
    logger.info(
      { event_type: "ML_SERVICE_READY", context: { address, pid: process.pid } },
      `listening on ${address}`,
    );
    onListening?.(address);
    return {
      address,
      dependencies,
      async stop(drainDelayMs) {
        healthService.drain();
        await delay(drainDelayMs);
        const cutOff = setTimeout(() => app.server.closeAllConnections(), config.closeLimitMs);
        await app.close();
        clearTimeout(cutOff);
        await dependencies.close();
      },
    };
  } catch (error) {
    await dependencies.close();
    throw error;
  }
}

/**
 * Signals within this time count as one: a terminal signals its whole process group, and npm forwards its own signal
 * as well.
 */
const SAME_SIGNAL_MS = 1000;
/** Time to close the remaining resources (database, log) after the last request. */
const CLOSING_MARGIN_MS = 5000;

/** Serves until a signal stops it, then exits the process. */
export async function runServer(config: Config, options: ServerOptions = {}): Promise<never> {
  const signalled = nextSignal();
  const stopped = new AbortController();
  void signalled.then(() => stopped.abort());
  const server = await startServer(config, { ...options, stopWaiting: stopped.signal });
  const { logger } = server.dependencies;
  exitOnUncaught(logger);
  shrinkHeapWhenQuiet();
  const signal = await signalled;
  // At a terminal there is no proxy that has to notice `/readyz` first.
  const drainDelayMs = signal === "SIGINT" ? 0 : config.drainDelayMs;
  logger.info({ event_type: "ML_SERVICE_STOPPING", context: { signal } }, `stopping on ${signal}`);
  setTimeout(
    () => {
      logger.error({ event_type: "ML_SERVICE_STOP_FAILED" }, "could not close in time");
      process.exit(1);
    },
    drainDelayMs + config.closeLimitMs + CLOSING_MARGIN_MS,
  ).unref();
  await server.stop(drainDelayMs);
  logger.info({ event_type: "ML_SERVICE_STOPPED" }, "stopped");
  process.exit(0);
}

/** The first signal to stop. A second one, more than `SAME_SIGNAL_MS` later, exits the process at once. */
export function nextSignal(): Promise<NodeJS.Signals> {
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>();
  let impatient = false;
  for (const name of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(name, () => {
      if (impatient) process.exit(1);
      resolve(name);
      setTimeout(() => {
        impatient = true;
      }, SAME_SIGNAL_MS).unref();
    });
  }
  return promise;
}

/** Logs an uncaught error and exits: the state is unknown, so a new process has to take over. */
export function exitOnUncaught(logger: Logger): void {
  process.on("uncaughtException", (error) => {
    logger.fatal({ event_type: "ML_SERVICE_CRASHED", error }, "uncaught failure");
    process.exit(1);
  });
}
