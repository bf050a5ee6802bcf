import { setTimeout as delay } from "node:timers/promises";
import type { Config } from "../config/config.ts";
import { type Dependencies, type DependencyOverrides, openDependencies } from "../dependencies.ts";
import { maxConnections } from "../runtime/open-files.ts";
import { shrinkHeapWhenQuiet } from "../runtime/shrink-heap.ts";
import type { Logger } from "../telemetry/logger.ts";
import { buildApp } from "./app.ts";

/** A server that listens. */
export interface RunningServer {
  /** `http://127.0.0.1:5002`: what was really bound, also for PORT=0. */
  readonly address: string;
  readonly dependencies: Dependencies;
  /**
   * Says "not ready", goes on answering for `drainDelayMs`, lets running requests finish (cut off after the
   * configured limit), closes everything in the reverse order of opening.
   */
  stop(drainDelayMs: number): Promise<void>;
}

export interface ServerOptions extends DependencyOverrides {
  /** Work on the database before the first request. */
  readonly prepare?: (dependencies: Dependencies) => Promise<void>;
  /** Is told the address, `http://127.0.0.1:5002`, once requests are answered. */
  readonly onListening?: (address: string) => void;
}

/** Opens everything, then listens; a failure on the way closes what was opened. */
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

/** Two signals for one intention are common (a terminal signals its whole group, npm passes its own on). */
const SAME_INTENTION_MS = 1000;
/** Closing what is left (database, log) after the last request. */
const CLOSING_MARGIN_MS = 5000;

/** Serves until a signal ends it, then leaves the process. */
export async function runServer(config: Config, options: ServerOptions = {}): Promise<never> {
  const signalled = nextSignal();
  const stopped = new AbortController();
  void signalled.then(() => stopped.abort());
  const server = await startServer(config, { ...options, stopWaiting: stopped.signal });
  const { logger } = server.dependencies;
  exitOnUncaught(logger);
  shrinkHeapWhenQuiet();
  const signal = await signalled;
  // A person at a terminal has no proxy that must look away first.
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

/** The first signal that asks the process to end; another one, a while later, ends it at once. */
export function nextSignal(): Promise<NodeJS.Signals> {
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>();
  let impatient = false;
  for (const name of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(name, () => {
      if (impatient) process.exit(1);
      resolve(name);
      setTimeout(() => {
        impatient = true;
      }, SAME_INTENTION_MS).unref();
    });
  }
  return promise;
}

/** After an error that nobody caught the state is unknown: say so and end, so that a fresh process takes over. */
export function exitOnUncaught(logger: Logger): void {
  process.on("uncaughtException", (error) => {
    logger.fatal({ event_type: "ML_SERVICE_CRASHED", error }, "uncaught failure");
    process.exit(1);
  });
}
