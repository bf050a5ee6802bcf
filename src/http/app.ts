import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { type FastifyInstance, fastify, type RouteOptions } from "fastify";
import type { Identify } from "../ports.ts";
import { compileSerializer } from "../schemas/serialize.ts";
import { compileForFastify } from "../schemas/validate.ts";
import type { AppServices } from "./app-services.ts";
import { addRequestGuard, createRequestGuard } from "./guard/request-guard.ts";
import { answerUnroutable, clientErrorHandler } from "./hooks/client-error.ts";
import { addCompression } from "./hooks/compression.ts";
import { addDraining } from "./hooks/draining.ts";
import { addErrorHandler } from "./hooks/error-handler.ts";
import { FrameworkLog } from "./hooks/framework-log.ts";
import { addHarmlessText } from "./hooks/harmless-text.ts";
import { addNotFound } from "./hooks/not-found.ts";
import { addJsonParser } from "./hooks/parse-json.ts";
import { addPrincipal } from "./hooks/principal.ts";
import { addRequestContext } from "./hooks/request-context.ts";
import { addSkippedDays } from "./hooks/skipped-days.ts";
import { type ConnectionLimits, createNodeServer } from "./node-server.ts";
import { personalLanguage } from "./personal-language.ts";
import { createRequestLimits } from "./rate-limits/request-limits.ts";
import { createRequestPipeline } from "./request-pipeline.ts";
import { addResponseCache } from "./response-cache/response-cache.ts";
import { createUrlCache } from "./response-cache/url-cache.ts";
import { addRoutes } from "./routes/all-routes.ts";
import "./hooks/fastify-members.ts";

export interface BuildOptions extends ConnectionLimits {
  /** Receives every route with its schemas, for the OpenAPI document and for tests. */
  readonly onRoute?: (route: RouteOptions) => void;
  /** Replaces the authentication of the services. */
  readonly identify?: Identify;
}

/** A thousand sessions with long notes need about 1 MiB; imports stream and set their own limit. */
const JSON_BODY_LIMIT_BYTES = 2 * 1024 * 1024;

/** The longest path parameter is a UUID or a name. */
const MAX_PARAMETER_LENGTH = 200;

/**
 * Builds the whole HTTP layer, ready to listen or for injected requests. It opens no resource and reads no environment.
 * Every option of the server is set here, so that tests use the same server as production.
 */
export async function buildApp(
  services: AppServices,
  options: BuildOptions = {},
): Promise<FastifyInstance> {
  const { config, logger, healthService, people } = services;
  const { onRoute, identify = services.identify, ...connectionLimits } = options;
  const pipeline = createRequestPipeline(services);
  const addresses = createUrlCache();
  const guard = createRequestGuard(config);
  const limits = createRequestLimits(services.rateLimiter);
  const setLanguage = personalLanguage(people);
  const nodeServer = createNodeServer({
    ...{ services, pipeline, addresses, identify, limits, setLanguage, guard },
    ...connectionLimits,
  });
  services.erasureService.onForgotten(() => {
    addresses.clear();
    nodeServer.forgetRequests();
  });
  const app = fastify({
    bodyLimit: JSON_BODY_LIMIT_BYTES,
    serverFactory: nodeServer.create,
    routerOptions: { maxParamLength: MAX_PARAMETER_LENGTH },
    logController: new FrameworkLog(logger),
    genReqId: (request) => pipeline.of(request).trace.requestId,
    // Requests that arrive while the server closes are answered, so that a rolling restart fails none.
    // `/readyz` makes the proxy send its requests elsewhere.
    return503OnClosing: false,
    clientErrorHandler: clientErrorHandler(pipeline, services.clock),
    frameworkErrors: (error, request, reply) => {
      answerUnroutable(error, request, reply, { pipeline, logger });
      recordUnmatched(request, reply);
    },
  }).withTypeProvider<TypeBoxTypeProvider>();

  app.setValidatorCompiler(compileForFastify);
  app.setSerializerCompiler(compileSerializer);
  const recordUnmatched = addRequestContext(app, pipeline, services.metrics);
  addRequestGuard(app, guard);
  addPrincipal(app, { identify, limits, setLanguage });
  addJsonParser(app);
  addErrorHandler(app, logger);
  addNotFound(app);
  addDraining(app, healthService);
  app.addHook("preClose", async () => nodeServer.close());
  if (onRoute !== undefined) app.addHook("onRoute", onRoute);
  addSkippedDays(app, people);
  addHarmlessText(app);
  addCompression(app);
  addResponseCache(app, { ...services, addresses });
  await addRoutes(app, services);
  return app;
}
