import { createServer, type RequestListener, type Server } from "node:http";
import type { Identify } from "../ports.ts";
import type { AppServices } from "./app-services.ts";
import { createFastPath } from "./fast-path/fast-path.ts";
import type { RequestGuard } from "./guard/request-guard.ts";
import { createAdmissionControl } from "./overload/admission-control.ts";
import { type BodyLimits, watchBodies } from "./overload/body-watch.ts";
import { ConnectionLimit } from "./overload/connection-limit.ts";
import type { SetPersonalLanguage } from "./personal-language.ts";
import type { RequestLimits } from "./rate-limits/request-limits.ts";
import type { RequestPipeline } from "./request-pipeline.ts";
import { createCachedHandler } from "./response-cache/cached-handler.ts";
import type { UrlCache } from "./response-cache/url-cache.ts";

/** Limits of connections. The limits of production hold where a member is absent. */
export interface ConnectionLimits {
  /** Simultaneous connections; unlimited when absent. */
  readonly maxConnections?: number;
  /** Throughput and total time of request bodies. */
  readonly bodyLimits?: BodyLimits;
  /** Timeouts of node:http. */
  readonly timeLimits?: Partial<TimeLimits>;
}

export interface NodeServerParts extends ConnectionLimits {
  readonly services: AppServices;
  readonly addresses: UrlCache;
  readonly pipeline: RequestPipeline;
  readonly identify: Identify;
  readonly limits: RequestLimits;
  readonly setLanguage: SetPersonalLanguage;
  readonly guard: RequestGuard;
}

/** Timeouts of node:http, ms. */
export type TimeLimits = Pick<
  Record<keyof typeof SERVER_OPTIONS, number>,
  "requestTimeout" | "headersTimeout" | "connectionsCheckingInterval" | "keepAliveTimeout"
>;

/** The layers between the network and the framework. */
export interface NodeServer {
  /** Creates the server. The framework receives the requests that no layer before it answers. */
  create(framework: RequestListener): Server;
  /** Makes all connections forget their last requests: URLs may contain texts of a person. */
  forgetRequests(): void;
  /** Ends idle connections now, and busy ones after their answers. */
  close(): void;
}

const SERVER_OPTIONS = {
  /** Enough for a large import over a slow line. No other request needs as long. */
  requestTimeout: 300_000,
  headersTimeout: 15_000,
  /** How often late connections are ended: with 408 when part of a request has arrived, otherwise without an answer. */
  connectionsCheckingInterval: 2000,
  /** Common proxies close idle connections after 60 s. A longer timeout leaves closing to the proxy. */
  keepAliveTimeout: 72_000,
  /** The request guard requires the header, with a problem document. */
  requireHostHeader: false,
} as const;

/** Routes that stream whole histories; every other body is small. */
const IMPORT = /^\/(?:api\/sessions\/import|ui\/(?:import|preview))(\?|$)/;

/** The layers of a connection, in order: fast path, body watch, admission control, cached handler, framework. */
export function createNodeServer(parts: NodeServerParts): NodeServer {
  const { services, pipeline, addresses, maxConnections: max } = parts;
  const { identify, limits, setLanguage, guard } = parts;
  const { config, logger, clock, metrics, healthService } = services;
  const isDraining = () => healthService.isDraining();
  const cachedHandler = createCachedHandler({
    ...{ addresses, pipeline, identify, limits, setLanguage, guard, clock },
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
        fastPath.trackRequests(watched(handler)),
      );
      // A client that half-closes its connection after its requests still receives the answers.
      Object.assign(server, { httpAllowHalfOpen: true });
      // node:http would silently drop headers beyond a limit; the request guard refuses them instead.
      server.maxHeadersCount = 0;
      // node:http would refuse an unknown expectation without ids and log line; the request guard refuses it instead.
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
