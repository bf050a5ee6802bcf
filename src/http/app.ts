import { createServer } from "node:http";
import cors from "@fastify/cors";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { type FastifyInstance, fastify, type RouteOptions } from "fastify";
import type { Config } from "../config/config.ts";
import { createFastPath } from "./fast-path/fast-path.ts";
import { addRequestGuard, createRequestGuard } from "./guard/request-guard.ts";
import { answerUnroutable, clientErrorHandler } from "./hooks/client-error.ts";
import { addCorrelation, requestIdOf } from "./hooks/correlation.ts";
import { addDraining } from "./hooks/draining.ts";
import { addErrorHandler } from "./hooks/error-handler.ts";
import { FrameworkLog } from "./hooks/framework-log.ts";
import { addHarmlessText } from "./hooks/harmless-text.ts";
import { addLocale, localeNegotiator } from "./hooks/locale.ts";
import { addNotFound } from "./hooks/not-found.ts";
import { addJsonParser } from "./hooks/parse-json.ts";
import { addPrincipal, type Identify, identifyDefaultUser } from "./hooks/principal.ts";
import { addRequestLog } from "./hooks/request-log.ts";
import { addRequestMetrics } from "./hooks/request-metrics.ts";
import { createAdmissionControl } from "./overload/admission-control.ts";
import { type BodyLimits, watchBodies } from "./overload/body-watch.ts";
import { ConnectionLimit } from "./overload/connection-limit.ts";
import { createCachedHandler } from "./response-cache/cached-handler.ts";
import { addResponseCache } from "./response-cache/response-cache.ts";
import { createUrlCache } from "./response-cache/url-cache.ts";
import { achievementRoutes } from "./routes/achievements.ts";
import { aiAnswerRoutes } from "./routes/ai-answers.ts";
import { aiOperationsRoutes } from "./routes/ai-operations.ts";
import { aiSuggestionRoutes } from "./routes/ai-suggestions.ts";
import { analysisRoutes } from "./routes/analysis.ts";
import { cacheRoutes } from "./routes/cache.ts";
import { dayRoutes } from "./routes/days.ts";
import { diversityRoutes } from "./routes/diversity.ts";
import { docsRoutes } from "./routes/docs.ts";
import { healthRoutes } from "./routes/health.ts";
import { indexRoutes } from "./routes/index.ts";
import { insightRoutes } from "./routes/insights.ts";
import { metricsRoutes } from "./routes/metrics.ts";
import { modelRoutes } from "./routes/models.ts";
import { openApiRoutes } from "./routes/openapi.ts";
import { patternRoutes } from "./routes/patterns.ts";
import { predictionRoutes } from "./routes/predictions.ts";
import { recommendationRoutes } from "./routes/recommendations.ts";
import { searchRoutes } from "./routes/search.ts";
import { sessionCreationRoutes } from "./routes/session-creation.ts";
import { sessionRoutes } from "./routes/sessions.ts";
import { settingsRoutes } from "./routes/settings.ts";
import { signalRoutes } from "./routes/signals.ts";
import { summaryRoutes } from "./routes/summary.ts";
import { trackRecordRoutes } from "./routes/track-record.ts";
import { trainingRoutes } from "./routes/training.ts";
import { transferRoutes } from "./routes/transfer.ts";
import { uiRoutes } from "./routes/ui.ts";
import { wellnessRoutes } from "./routes/wellness.ts";
import "./hooks/fastify-members.ts";
import type { CacheAdmin } from "../cache/cache-admin.ts";
import type { CacheService } from "../cache/cache-service.ts";
import type { Clock } from "../ports.ts";
import { compileForFastify } from "../schemas/validate.ts";
import { refusingSkippedDays } from "../schemas/zone-dates.ts";
import type { AchievementService } from "../services/achievements/achievement-service.ts";
import type { AiHealthService } from "../services/ai/ai-health-service.ts";
import type { AiService } from "../services/ai/ai-service.ts";
import type { UsageService } from "../services/ai/usage-service.ts";
import type { AnalysisService } from "../services/analysis/analysis-service.ts";
import type { CategoryService } from "../services/categories/category-service.ts";
import type { DayService } from "../services/days/day-service.ts";
import type { HealthService } from "../services/health/health-service.ts";
import type { InsightService } from "../services/insights/insight-service.ts";
import type { ModelService } from "../services/models/model-service.ts";
import type { PatternService } from "../services/patterns/pattern-service.ts";
import type { PredictionService } from "../services/predictions/prediction-service.ts";
import type { RecommendationService } from "../services/recommendations/recommendation-service.ts";
import type { SearchService } from "../services/search/search-service.ts";
import type { SignalService } from "../services/signals/signal-service.ts";
import type { SummaryService } from "../services/summary/summary-service.ts";
import type { TrackRecordService } from "../services/track-record/track-record-service.ts";
import type { TrainingService } from "../services/training/training-service.ts";
import type { WellnessService } from "../services/wellness/wellness-service.ts";
import type { ExportService } from "../sessions/export-service.ts";
import type { IdempotencyService } from "../sessions/idempotency-service.ts";
import type { ImportService } from "../sessions/import/import-sessions.ts";
import type { SessionService } from "../sessions/session-service.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import type { DayCut } from "../time/local-day.ts";
import { openZone } from "../time/zone.ts";
import { addSecurityHeaders } from "./hooks/security-headers.ts";

/** What the HTTP side needs; `src/dependencies.ts` makes the real ones. */
export interface AppServices {
  readonly config: Pick<
    Config,
    "locale" | "corsOrigins" | "host" | "allowedHosts" | "aiProvider" | "aiApiUrl" | "timezone"
  >;
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
  readonly dayService: DayService;
  readonly cutOf: (userId: string) => DayCut;
  readonly trackRecordService: TrackRecordService;
  readonly trainingService: TrainingService;
  readonly achievementService: AchievementService;
  readonly aiHealthService: AiHealthService;
  readonly usageService: UsageService;
  readonly aiService: AiService;
  readonly searchService: SearchService;
}

export interface BuildOptions {
  /** Is told of every route with its schemas: what the API's description and the tests are made from. */
  readonly onRoute?: (route: RouteOptions) => void;
  /** Whose data a request is about; everything is the default user's when absent. */
  readonly identify?: Identify;
  /** How many connections there may be at once; as many as come when absent. */
  readonly maxConnections?: number;
  /** How fast bodies must come; other limits than those of production, for tests. */
  readonly bodyLimits?: BodyLimits;
}

/** A thousand sessions with long notes need about 1 MiB; imports stream and set their own limit. */
const JSON_BODY_LIMIT_BYTES = 2 * 1024 * 1024;

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
const IMPORT = /^\/api\/sessions\/import(\?|$)/;

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
  { onRoute, identify = identifyDefaultUser, maxConnections, bodyLimits }: BuildOptions = {},
): Promise<FastifyInstance> {
  const { config, logger, healthService } = services;
  const addresses = createUrlCache();
  const negotiate = localeNegotiator(config.locale);
  const guard = createRequestGuard(config);
  const cachedHandler = createCachedHandler({
    ...{ addresses, negotiate, identify, guard, logger, clock: services.clock },
    answers: services.cacheService.answers,
    isClosed: () => healthService.isDraining(),
    allowsOrigins: config.corsOrigins.length > 0,
  });
  const admission = createAdmissionControl({
    ...{ negotiate, logger, clock: services.clock, metrics: services.metrics },
    corsOrigins: config.corsOrigins,
    isDraining: () => healthService.isDraining(),
    isKept: (url: string) => addresses.get(url) !== undefined,
  });
  const limit =
    maxConnections === undefined ? undefined : new ConnectionLimit({ max: maxConnections, logger });
  const fastPath = createFastPath(cachedHandler, admission.admit, services.clock, limit);
  const watched = watchBodies(({ url = "" }) => IMPORT.test(url), bodyLimits);
  const app = fastify({
    bodyLimit: JSON_BODY_LIMIT_BYTES,
    serverFactory(framework) {
      const handler = admission.before(cachedHandler.before(framework));
      const server = createServer(SERVER_OPTIONS, fastPath.noting(watched(handler)));
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

  app.setValidatorCompiler(refusingSkippedDays(compileForFastify, openZone(config.timezone)));
  addCorrelation(app);
  addSecurityHeaders(app);
  addLocale(app, config.locale, negotiate);
  addRequestLog(app, logger);
  const { recordUnmatched, recorderOf } = addRequestMetrics(app, services.metrics);
  addRequestGuard(app, guard);
  addPrincipal(app, identify);
  addJsonParser(app);
  addErrorHandler(app, logger);
  addNotFound(app);
  addDraining(app, healthService);
  app.addHook("preClose", async () => fastPath.close());
  if (config.corsOrigins.length > 0) {
    // What a page may do with an address is answered where its methods are known: addNotFound.
    await app.register(cors, {
      origin: [...config.corsOrigins],
      preflight: false,
      exposedHeaders: EXPOSED_HEADERS,
    });
  }
  if (onRoute !== undefined) app.addHook("onRoute", onRoute);
  addHarmlessText(app);
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
  await app.register(dayRoutes, services);
  await app.register(uiRoutes, services);
  await app.register(trackRecordRoutes, services);
  await app.register(trainingRoutes, services);
  await app.register(achievementRoutes, services);
  await app.register(patternRoutes, services);
  await app.register(aiOperationsRoutes, services);
  await app.register(aiAnswerRoutes, services);
  await app.register(aiSuggestionRoutes, services);
  await app.register(searchRoutes, services);
  await app.register(cacheRoutes, services);
  await app.register(indexRoutes);
  await app.register(openApiRoutes);
  await app.register(docsRoutes);
  return app;
}
