import { createServer } from "node:http";
import cors from "@fastify/cors";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { type FastifyInstance, fastify, type RouteOptions } from "fastify";
import { achievementRoutes } from "./api/achievements.ts";
import { analysisRoutes } from "./api/analysis.ts";
import { cacheRoutes } from "./api/cache.ts";
import { diversityRoutes } from "./api/diversity.ts";
import { docsRoutes } from "./api/docs.ts";
import { healthRoutes } from "./api/health.ts";
import { insightRoutes } from "./api/insights.ts";
import { metricsRoutes } from "./api/metrics.ts";
import { modelRoutes } from "./api/models.ts";
import { openApiRoutes } from "./api/openapi.ts";
import { patternRoutes } from "./api/patterns.ts";
import { predictionRoutes } from "./api/predictions.ts";
import { recommendationRoutes } from "./api/recommendations.ts";
import { sessionCreationRoutes } from "./api/session-creation.ts";
import { sessionRoutes } from "./api/sessions.ts";
import { settingsRoutes } from "./api/settings.ts";
import { signalRoutes } from "./api/signals.ts";
import { summaryRoutes } from "./api/summary.ts";
import { trainingRoutes } from "./api/training.ts";
import { transferRoutes } from "./api/transfer.ts";
import { wellnessRoutes } from "./api/wellness.ts";
import type { Config } from "./config/config.ts";
import { answerUnroutable, clientErrorHandler } from "./middleware/client-error.ts";
import { addCorrelation, requestIdOf } from "./middleware/correlation.ts";
import { addDraining } from "./middleware/draining.ts";
import { addErrorHandler } from "./middleware/error-handler.ts";
import { fastLane } from "./middleware/fast-lane/fast-lane.ts";
import { FrameworkLog } from "./middleware/framework-log.ts";
import { frontDoor } from "./middleware/front-door.ts";
import { knownAddresses } from "./middleware/known-addresses.ts";
import { shedLoad } from "./middleware/load-shedding.ts";
import { addLocale, localeNegotiator } from "./middleware/locale.ts";
import { addNotFound } from "./middleware/not-found.ts";
import { addJsonParser } from "./middleware/parse-json.ts";
import { addPrincipal, type Identify, identifyDefaultUser } from "./middleware/principal.ts";
import { addRequestLog } from "./middleware/request-log.ts";
import { addRequestMetrics } from "./middleware/request-metrics.ts";
import { addResponseCache } from "./middleware/response-cache.ts";
import "./middleware/fastify-members.ts";
import { addSecurityHeaders } from "./middleware/security-headers.ts";
import type { Clock } from "./ports.ts";
import { compileForFastify } from "./schemas/validate.ts";
import type { AchievementService } from "./services/achievement-service.ts";
import type { AnalysisService } from "./services/analysis-service.ts";
import type { CacheAdmin } from "./services/cache-admin.ts";
import type { CacheService } from "./services/cache-service.ts";
import type { CategoryService } from "./services/category-service.ts";
import type { ExportService } from "./services/export-service.ts";
import type { HealthService } from "./services/health-service.ts";
import type { IdempotencyService } from "./services/idempotency-service.ts";
import type { ImportService } from "./services/import/import-sessions.ts";
import type { InsightService } from "./services/insight-service.ts";
import type { ModelService } from "./services/model-service.ts";
import type { PatternService } from "./services/pattern-service.ts";
import type { PredictionService } from "./services/prediction-service.ts";
import type { RecommendationService } from "./services/recommendation-service.ts";
import type { SessionService } from "./services/session-service.ts";
import type { SignalService } from "./services/signal-service.ts";
import type { SummaryService } from "./services/summary-service.ts";
import type { TrainingService } from "./services/training-service.ts";
import type { WellnessService } from "./services/wellness-service.ts";
import type { Logger } from "./utils/logger.ts";
import type { Metrics } from "./utils/metrics.ts";

/** What the HTTP side needs; `src/dependencies.ts` makes the real ones. */
export interface AppServices {
  readonly config: Pick<Config, "locale" | "corsOrigins">;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly metrics: Metrics;
  /** What `/metrics` answers: of this process, or of all workers together. */
  readonly scrapeMetrics: () => Promise<string>;
  readonly cacheService: CacheService;
  readonly cacheAdmin: CacheAdmin;
  readonly healthService: HealthService;
  readonly idempotencyService: IdempotencyService;
  readonly sessionService: SessionService;
  readonly importService: ImportService;
  readonly exportService: ExportService;
  readonly wellnessService: WellnessService;
  readonly predictionService: PredictionService;
  readonly recommendationService: RecommendationService;
  readonly analysisService: AnalysisService;
  readonly insightService: InsightService;
  readonly summaryService: SummaryService;
  readonly signalService: SignalService;
  readonly categoryService: CategoryService;
  readonly modelService: ModelService;
  readonly patternService: PatternService;
  readonly trainingService: TrainingService;
  readonly achievementService: AchievementService;
}

export interface BuildOptions {
  /** Is told of every route with its schemas: what the API's description and the tests are made from. */
  readonly onRoute?: (route: RouteOptions) => void;
  /** Whose data a request is about; everything is the default user's when absent. */
  readonly identify?: Identify;
}

/** A thousand sessions with long notes need about 1 MiB; imports stream and set their own limit. */
const JSON_BODY_LIMIT_BYTES = 2 * 1024 * 1024;

const SERVER_OPTIONS = {
  /** Enough for a large import over a slow line; nothing holds a connection longer without an answer. */
  requestTimeout: 300_000,
  headersTimeout: 15_000,
  /** Longer than the 60 s after which common proxies close, so that they do it and not we. */
  keepAliveTimeout: 72_000,
} as const;

/** The longest path parameter is a UUID or a name. */
const MAX_PARAMETER_LENGTH = 200;

/** Headers of answers that a page of an allowed origin may read besides the usual ones. */
const EXPOSED_HEADERS = ["Idempotency-Replayed", "Location", "Retry-After", "X-Request-ID"];

/**
 * The whole HTTP side, ready to listen or to be injected into. Opens nothing and reads no environment;
 * every option of the server is set here, so that tests meet the server that runs.
 */
export async function buildApp(
  services: AppServices,
  { onRoute, identify = identifyDefaultUser }: BuildOptions = {},
): Promise<FastifyInstance> {
  const { config, logger, healthService } = services;
  const addresses = knownAddresses();
  const negotiate = localeNegotiator(config.locale);
  const door = frontDoor({
    ...{ addresses, negotiate, identify, logger, clock: services.clock },
    answers: services.cacheService.answers,
    isClosed: () => healthService.isDraining(),
    allowsOrigins: config.corsOrigins.length > 0,
  });
  const gate = shedLoad({
    ...{ negotiate, logger, clock: services.clock, metrics: services.metrics },
    corsOrigins: config.corsOrigins,
    isDraining: () => healthService.isDraining(),
    isKept: (url: string) => addresses.get(url) !== undefined,
  });
  const lane = fastLane(door, gate.admit, services.clock);
  const app = fastify({
    bodyLimit: JSON_BODY_LIMIT_BYTES,
    serverFactory(longWay) {
      const handler = gate.before(door.through(longWay));
      const server = createServer(SERVER_OPTIONS, lane.noting(handler));
      lane.open(server);
      return server;
    },
    routerOptions: { maxParamLength: MAX_PARAMETER_LENGTH },
    logController: new FrameworkLog(logger),
    genReqId: ({ headers }) => requestIdOf(headers["x-request-id"]),
    // Requests that still come while the server closes are answered, not refused: a rolling restart
    // then fails none. `/readyz` is what tells the proxy to look away.
    return503OnClosing: false,
    clientErrorHandler: clientErrorHandler(config.locale, logger),
    frameworkErrors: (error, request, reply) => {
      answerUnroutable(error, request, reply, { locale: config.locale, logger });
      recordUnmatched(request, reply);
    },
  }).withTypeProvider<TypeBoxTypeProvider>();

  app.setValidatorCompiler(compileForFastify);
  addCorrelation(app);
  addSecurityHeaders(app);
  addLocale(app, config.locale, negotiate);
  addRequestLog(app, logger);
  const { recordUnmatched, recorderOf } = addRequestMetrics(app, services.metrics);
  addPrincipal(app, identify);
  addJsonParser(app);
  addErrorHandler(app, logger);
  addNotFound(app);
  addDraining(app, healthService);
  app.addHook("preClose", async () => lane.close());
  if (config.corsOrigins.length > 0) {
    // What a page may do with an address is answered where its methods are known: addNotFound.
    await app.register(cors, {
      origin: [...config.corsOrigins],
      preflight: false,
      exposedHeaders: EXPOSED_HEADERS,
    });
  }
  if (onRoute !== undefined) app.addHook("onRoute", onRoute);
  addResponseCache(app, { ...services, addresses, recorderOf });

  // Each router takes the services that it calls as its options.
  await app.register(healthRoutes, services);
  await app.register(metricsRoutes, services);
  await app.register(sessionCreationRoutes, services);
  await app.register(sessionRoutes, services);
  await app.register(transferRoutes, services);
  await app.register(wellnessRoutes, services);
  await app.register(predictionRoutes, services);
  await app.register(recommendationRoutes, services);
  await app.register(analysisRoutes, services);
  await app.register(insightRoutes, services);
  await app.register(diversityRoutes, services);
  await app.register(summaryRoutes, services);
  await app.register(signalRoutes, services);
  await app.register(settingsRoutes, services);
  await app.register(modelRoutes, services);
  await app.register(trainingRoutes, services);
  await app.register(achievementRoutes, services);
  await app.register(patternRoutes, services);
  await app.register(cacheRoutes, services);
  await app.register(openApiRoutes);
  await app.register(docsRoutes);
  return app;
}
