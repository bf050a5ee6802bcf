import { createServer, type RequestListener, type Server } from "node:http";
import type { Identify } from "../ports.ts";
import type { AppServices } from "./app-services.ts";
import { createFastPath } from "./fast-path/fast-path.ts";
import type { RequestGuard } from "./guard/request-guard.ts";
import { createAdmissionControl } from "./overload/admission-control.ts";
import { type BodyLimits, watchBodies } from "./overload/body-watch.ts";
import { ConnectionLimit } from "./overload/connection-limit.ts";
import type { SpeakToPerson } from "./personal-language.ts";
import type { RequestLimits } from "./rate-limits/request-limits.ts";
import type { RequestPipeline } from "./request-pipeline.ts";
import { createCachedHandler } from "./response-cache/cached-handler.ts";
import type { UrlCache } from "./response-cache/url-cache.ts";

/** What connections may take; where a member is absent, production's own limit holds. */
export interface ConnectionLimits {
  /** How many there may be at once; as many as come when absent. */
  readonly maxConnections?: number;
  /** How fast bodies must come. */
  readonly bodyLimits?: BodyLimits;
  /** How long they are waited for. */
  readonly timeLimits?: Partial<TimeLimits>;
}

export interface NodeServerParts extends ConnectionLimits {
  readonly services: AppServices;
  readonly addresses: UrlCache;
  readonly pipeline: RequestPipeline;
  readonly identify: Identify;
  readonly limits: RequestLimits;
  readonly speak: SpeakToPerson;
  readonly guard: RequestGuard;
}

/** How long connections are waited for, in milliseconds. */
export type TimeLimits = Pick<
  Record<keyof typeof SERVER_OPTIONS, number>,
  "requestTimeout" | "headersTimeout" | "connectionsCheckingInterval" | "keepAliveTimeout"
>;

/** What stands between the network and the framework. */
export interface NodeServer {
  /** The server whose requests the framework is given when nothing before it answers. */
  create(framework: RequestListener): Server;
  /** Drops what connections remember of their requests: addresses may hold what a person has written. */
  forgetRequests(): void;
  /** Ends idle connections now, and the others once they are answered. */
  close(): void;
}

const SERVER_OPTIONS = {
  /** Enough for a large import over a slow line; nothing holds a connection longer without an answer. */
  requestTimeout: 300_000,
  headersTimeout: 15_000,
  /** What is late by then is ended, with 408 where a part of a request has come. */
  connectionsCheckingInterval: 2000,
  /** Longer than the 60 s after which common proxies close, so that they do it and not we. */
  keepAliveTimeout: 72_000,
  /** Asked for by the request guard, with a problem document. */
  requireHostHeader: false,
} as const;

/** Whole histories come here; every other body is small. */
const IMPORT = /^\/(?:api\/sessions\/import|ui\/(?:import|preview))(\?|$)/;

/** A connection's bytes meet, in this order: fast path, watch of bodies, admission control, cached handler. */
export function createNodeServer(parts: NodeServerParts): NodeServer {
  const { services, pipeline, addresses, maxConnections: max } = parts;
  const { identify, limits, speak, guard } = parts;
  const { config, logger, clock, metrics, healthService } = services;
  const isDraining = () => healthService.isDraining();
  const cachedHandler = createCachedHandler({
    ...{ addresses, pipeline, identify, limits, speak, guard, clock },
    answers: services.cacheService.answers,
    isClosed: isDraining,
  });
  const admission = createAdmissionControl({
    ...{ pipeline, logger, clock, metrics, isDraining },
  });
  const limit = max === undefined ? undefined : new ConnectionLimit({ max, logger });
  const fastPath = createFastPath({
    ...{ cachedHandler, admit: admission.admit, clock, limit },
    isOn: config.fastPath,
  });
  const watched = watchBodies(({ url = "" }) => IMPORT.test(url), parts.bodyLimits);

  return {
    create(framework) {
      const handler = admission.before(cachedHandler.before(framework));
      const server = createServer(
        { ...SERVER_OPTIONS, ...parts.timeLimits },
        fastPath.noting(watched(handler)),
      );
      // A client that has sent all its requests and ended that side of the connection is answered all the same.
      Object.assign(server, { httpAllowHalfOpen: true });
      // Otherwise those beyond it would be left out in silence; the request guard refuses them.
      server.maxHeadersCount = 0;
      // Otherwise node:http refuses by itself, without ids and in silence; the request guard does that.
      server.on("checkExpectation", (request, response) =>
        server.emit("request", request, response),
      );
      fastPath.open(server);
      return server;
    },
    forgetRequests: () => fastPath.forgetRequests(),
    close: () => fastPath.close(),
  };
}
