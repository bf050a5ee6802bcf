import type { CacheAdmin } from "../cache/cache-admin.ts";
import type { CacheService } from "../cache/cache-service.ts";
import type { Config } from "../config/config.ts";
import type { Alarm, Clock, Identify, People } from "../ports.ts";
import type { AchievementService } from "../services/achievements/achievement-service.ts";
import type { AiHealthService } from "../services/ai/ai-health-service.ts";
import type { AiService } from "../services/ai/ai-service.ts";
import type { PreviewService } from "../services/ai/preview-service.ts";
import type { UsageService } from "../services/ai/usage-service.ts";
import type { AnalysisService } from "../services/analysis/analysis-service.ts";
import type { CalendarService } from "../services/calendar/calendar-service.ts";
import type { CategoryRenaming } from "../services/categories/category-renaming.ts";
import type { CategoryService } from "../services/categories/category-service.ts";
import type { DayService } from "../services/days/day-service.ts";
import type { VersionWatch } from "../services/events/version-watch.ts";
import type { HealthService } from "../services/health/health-service.ts";
import type { KeyService } from "../services/identity/key-service.ts";
import type { InsightService } from "../services/insights/insight-service.ts";
import type { RateLimiter } from "../services/limits/rate-limiter.ts";
import type { ModelService } from "../services/models/model-service.ts";
import type { PatternService } from "../services/patterns/pattern-service.ts";
import type { SettingsService } from "../services/people/settings-service.ts";
import type { ErasureService } from "../services/personal-data/erasure-service.ts";
import type { PersonExport } from "../services/personal-data/person-export.ts";
import type { PredictionService } from "../services/predictions/prediction-service.ts";
import type { RecommendationService } from "../services/recommendations/recommendation-service.ts";
import type { SearchService } from "../services/search/search-service.ts";
import type { SignalService } from "../services/signals/signal-service.ts";
import type { SummaryService } from "../services/summary/summary-service.ts";
import type { TrackRecordService } from "../services/track-record/track-record-service.ts";
import type { TrainingService } from "../services/training/training-service.ts";
import type { WellnessService } from "../services/wellness/wellness-service.ts";
import type { CurrentSessionService } from "../sessions/current-session-service.ts";
import type { ExportService } from "../sessions/export-service.ts";
import type { IdempotencyService } from "../sessions/idempotency-service.ts";
import type { ImportHistory } from "../sessions/import/import-history.ts";
import type { ImportService } from "../sessions/import/import-sessions.ts";
import type { SessionService } from "../sessions/session-service.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import type { OpenTrace } from "../telemetry/trace.ts";
import type { EventStreamParts } from "./event-stream.ts";
import type { ExampleYear } from "./ui/services.ts";

/** The dependencies of the HTTP layer; `src/composition` creates them. */
export interface AppServices {
  readonly config: Pick<
    Config,
    | "locale"
    | "corsOrigins"
    | "host"
    | "allowedHosts"
    | "accessLog"
    | "fastPath"
    | "aiProvider"
    | "aiApiUrl"
    | "timezone"
    | "auth"
    | "metricsPublic"
  >;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly metrics: Metrics;
  /** The body of `/metrics`: of this process, or of all workers together. */
  readonly scrapeMetrics: () => Promise<string>;
  /** Begins the trace of a request; absent when tracing is off. */
  readonly openTrace: OpenTrace | undefined;
  readonly identify: Identify;
  readonly keyService: KeyService;
  readonly erasureService: ErasureService;
  readonly personExport: PersonExport;
  /** Absent when no rate limit is configured. */
  readonly rateLimiter: RateLimiter | undefined;
  readonly cacheService: CacheService;
  readonly cacheAdmin: CacheAdmin;
  readonly healthService: HealthService;
  readonly idempotencyService: IdempotencyService;
  readonly sessionService: SessionService;
  readonly currentSessionService: CurrentSessionService;
  readonly importService: ImportService;
  readonly importHistory: ImportHistory;
  readonly exportService: ExportService;
  readonly calendarService: CalendarService;
  readonly wellnessService: WellnessService;
  readonly predictionService: PredictionService;
  readonly recommendationService: RecommendationService;
  readonly analysisService: AnalysisService;
  readonly insightService: InsightService;
  readonly summaryService: SummaryService;
  readonly signalService: SignalService;
  readonly categoryService: CategoryService;
  readonly categoryRenaming: CategoryRenaming;
  readonly modelService: ModelService;
  readonly patternService: PatternService;
  readonly dayService: DayService;
  readonly versionWatch: VersionWatch;
  /** Timer for heartbeats. */
  readonly after: Alarm;
  readonly people: People;
  readonly settingsService: SettingsService;
  readonly trackRecordService: TrackRecordService;
  readonly trainingService: TrainingService;
  readonly achievementService: AchievementService;
  readonly aiHealthService: AiHealthService;
  readonly usageService: UsageService;
  readonly previewService: PreviewService;
  readonly aiService: AiService;
  /** Dependencies of streamed answers. */
  readonly eventStream: EventStreamParts;
  readonly searchService: SearchService;
  /** The year of an invented person. */
  readonly exampleYear: () => Promise<ExampleYear>;
}
