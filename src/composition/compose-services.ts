import { configuredModels } from "../adapters/ai/configured-models.ts";
import { createCacheAdmin } from "../cache/cache-admin.ts";
import { sharedStore } from "../cache/cache-statistics.ts";
import type { Config } from "../config/config.ts";
import type { Database } from "../db/database.ts";
import type { AppServices } from "../http/app-services.ts";
import type { VersionFeed } from "../ports.ts";
import type { ProfileService } from "../profiles/profile-service.ts";
import type { ImportMappingRepository } from "../repositories/import-mapping-repository.ts";
import type { SessionRepository } from "../repositories/session-repository.ts";
import { createAchievementService } from "../services/achievements/achievement-service.ts";
import { createAiService } from "../services/ai/ai-service.ts";
import { connectAi } from "../services/ai/connect-ai.ts";
import { noteFinder } from "../services/ai/find-notes.ts";
import { createPreviewService } from "../services/ai/preview-service.ts";
import { withStoredAnswers } from "../services/ai/stored-answer-admin.ts";
import type { TextWriting } from "../services/ai/writing/text-writing.ts";
import { localTime } from "../services/ai/written-members.ts";
import { createAnalysisService } from "../services/analysis/analysis-service.ts";
import { createCalendarService } from "../services/calendar/calendar-service.ts";
import { createCategoryRenaming } from "../services/categories/category-renaming.ts";
import { createCategoryService } from "../services/categories/category-service.ts";
import { createDayService } from "../services/days/day-service.ts";
import { createVersionWatch } from "../services/events/version-watch.ts";
import { healthService } from "../services/health/health-service.ts";
import { createInsightService } from "../services/insights/insight-service.ts";
import { createModelService } from "../services/models/model-service.ts";
import { createPatternService } from "../services/patterns/pattern-service.ts";
import { createOwnChoices, type OwnChoices } from "../services/people/own-choices.ts";
import { createSettingsService } from "../services/people/settings-service.ts";
import { createPredictionService } from "../services/predictions/prediction-service.ts";
import { createRecommendationService } from "../services/recommendations/recommendation-service.ts";
import { connectSearch } from "../services/search/connect-search.ts";
import type { NoteVectors } from "../services/search/note-vectors.ts";
import {
  createSignalService,
  type SignalServiceParts,
} from "../services/signals/signal-service.ts";
import { createSummaryService } from "../services/summary/summary-service.ts";
import { createTrackRecordService } from "../services/track-record/track-record-service.ts";
import { createTrainingService } from "../services/training/training-service.ts";
import { checkinRestorer } from "../services/wellness/restore-checkin.ts";
import { wellnessService } from "../services/wellness/wellness-service.ts";
import { createCurrentSessionService } from "../sessions/current-session-service.ts";
import { exportService } from "../sessions/export-service.ts";
import { idempotencyService } from "../sessions/idempotency-service.ts";
import { createImportHistory } from "../sessions/import/import-history.ts";
import { importService } from "../sessions/import/import-sessions.ts";
import { createRatingConversion, type RatingConversion } from "../sessions/rating-conversion.ts";
import { sessionService } from "../sessions/session-service.ts";
import { createZoneShift, type ZoneShift } from "../sessions/zone-shift.ts";
import { metricsScrape } from "../telemetry/cluster-metrics.ts";
import { type Briefings, composeBriefings, notedBy } from "./briefings.ts";
import { type Core, composeCore } from "./core.ts";
import { createExampleYear } from "./example-year.ts";
import { composeIdentity } from "./identity.ts";
import { composeLimits } from "./limits.ts";
import type { Opened } from "./opened.ts";
import { composePersonalData } from "./personal-data.ts";

/** The services of the HTTP layer, and those that only commands use. */
export interface Services extends AppServices {
  readonly config: Config;
  readonly database: Database;
  readonly feed: VersionFeed;
  readonly sessions: SessionRepository;
  readonly profileService: ProfileService;
  readonly ratingConversion: RatingConversion;
  readonly zoneShift: ZoneShift;
  readonly importMappings: ImportMappingRepository;
  readonly textWriting: TextWriting;
  readonly noteVectors: NoteVectors | undefined;
  /** Absent when no briefings are written ahead. */
  readonly briefings: Briefings | undefined;
  readonly closeIdentity: () => Promise<void>;
  readonly closeLimits: () => Promise<void>;
}

/** Creates the services on the opened resources. Nothing here waits or can fail. */
export function composeServices(opened: Opened): Services {
  const core = composeCore(opened);
  const { config, clock, logger, database, feed } = opened;
  const { cut, people, metrics, profileService, cacheService } = core;
  const { sessions } = core.repositories;

  const ai = connectAi({
    ...{ ...opened, models: configuredModels(config, clock), cut, shared: core.shared },
    registry: metrics.registry,
  });
  const search = connectSearch({ ...opened, sessions, people, writing: ai.textWriting });
  const capabilities = composeCapabilities(opened, core);
  const identity = composeIdentity(opened, core.repositories.apiKeys);
  const worded = {
    ...{ profiles: profileService, categories: capabilities.categoryService, sessions },
    wellness: core.repositories.wellness,
    achievements: capabilities.achievementService,
    signals: capabilities.signalService,
    findNotes: asksWithNotes(ai.textWriting)
      ? noteFinder(search.searchService, ai.textWriting.notePolicy, (error) =>
          logger.warn({ event_type: "SEARCH_FAILED", error }, "earlier notes were not found"),
        )
      : undefined,
  };
  const aiService = createAiService({ ...worded, writer: ai.textWriting.writer });
  const briefings = composeBriefings(opened, core, ai, aiService);
  const rememberers = { ...ai, ...search, ...capabilities, ...identity, briefings };
  return {
    ...{ config, clock, logger, database, feed, sessions },
    ...{ people, profileService, metrics, cacheService, briefings },
    openTrace: opened.telemetry?.openTrace,
    ...identity,
    ...composePersonalData(opened, core, rememberers),
    ...composeLimits(opened),
    after: opened.after,
    versionWatch: createVersionWatch(opened),
    calendarService: createCalendarService({
      ...{ sessions, clock, zoneOf: core.zoneOf },
      currentVersion: (userId) => feed.current(userId),
      predictions: capabilities.predictionService,
      signals: capabilities.signalService,
    }),
    scrapeMetrics: metricsScrape(metrics.registry),
    ...ai,
    ...search,
    ...capabilities,
    ...composeSessions(opened, core, capabilities.ownChoices),
    cacheAdmin: withStoredAnswers(createCacheAdmin(cacheService, people), {
      ...{ answers: ai.textWriting.answers, clock, people },
    }),
    healthService: healthService({
      pingDatabase: (signal) => database.ping(signal),
      redisCache: () => sharedStore(cacheService),
    }),
    aiService: notedBy(briefings, aiService),
    previewService: createPreviewService({ ...worded, writing: ai.textWriting, clock }),
    eventStream: {
      source: ai.textWriting.gates.length > 0 ? "model" : "template",
      ...{ clock, after: opened.after },
      // The streamed answer has read the person's settings before it begins.
      timeOf: (userId, ms) => localTime(ms, (people.last(userId) ?? people.usual).cut.zone),
    },
  };
}

function asksWithNotes({ gates, notePolicy }: TextWriting): boolean {
  return gates.length > 0 && notePolicy !== "none";
}

/** Creates the services that read profiles. */
function composeCapabilities({ config, clock, logger }: Opened, core: Core) {
  const onDetectorFailure: SignalServiceParts["onDetectorFailure"] = (type, error) =>
    logger.error(
      { event_type: "ML_ERROR", context: { type }, error },
      "an anomaly detector failed",
    );
  const { people, history, profileService: profiles } = core;
  const { sessions, wellness, settings, achievements, categories, currentSessions } =
    core.repositories;
  const recommendationService = createRecommendationService(
    profiles,
    config.explorePresets
      ? (draw) => logger.info({ event_type: "PRESET_DRAWN", ...draw }, "a preset was drawn")
      : undefined,
  );
  const categoryService = createCategoryService(settings, profiles);
  const settingsService = createSettingsService({ settings, people, defaults: config });
  return {
    recommendationService,
    categoryService,
    categoryRenaming: createCategoryRenaming({ categories, settings, currentSessions, clock }),
    predictionService: createPredictionService(profiles),
    summaryService: createSummaryService({ profiles, recommendations: recommendationService }),
    analysisService: createAnalysisService(profiles),
    modelService: createModelService({ profiles, wellness }),
    patternService: createPatternService(profiles),
    dayService: createDayService({ sessions, history, profiles, clock, people }),
    settingsService,
    ownChoices: createOwnChoices({ settingsService, categoryService, settings }),
    trackRecordService: createTrackRecordService(profiles),
    trainingService: createTrainingService(profiles),
    achievementService: createAchievementService({ profiles, achievements, clock }),
    insightService: createInsightService(profiles, categoryService),
    signalService: createSignalService({ profiles, wellness, onDetectorFailure }),
    exampleYear: createExampleYear({ clock, cut: core.cut, config, onDetectorFailure }),
  };
}

/** Creates the services that read and write a person's records. */
function composeSessions(
  { database, clock, logger, newId }: Opened,
  core: Core,
  { read: choicesOf, restore: restoreChoices }: OwnChoices,
) {
  const { people, zoneOf } = core;
  const { sessions, imports, wellness, ratingConversions, zoneShifts } = core.repositories;
  const { importMappings } = core.repositories;
  const wellnessOf = wellnessService({ database, checkins: wellness, clock, people });
  const stored = sessionService({ database, sessions, imports, clock, zoneOf, newId });
  return {
    importService: importService({
      ...{ sessions, imports, clock, zoneOf, newId },
      mappings: importMappings,
      restoreCheckin: checkinRestorer(wellnessOf, wellness),
      restoreChoices,
    }),
    importMappings,
    importHistory: createImportHistory({ imports, clock, zoneOf }),
    exportService: exportService({ sessions, checkins: wellness, choicesOf, clock, zoneOf }),
    idempotencyService: idempotencyService({ database, clock }),
    sessionService: stored,
    currentSessionService: createCurrentSessionService({
      ...{ database, sessionService: stored, clock, zoneOf, newId },
    }),
    wellnessService: wellnessOf,
    ratingConversion: createRatingConversion(ratingConversions, (request, report) =>
      logger.info({ event_type: "RATINGS_CONVERTED", ...request, ...report }, "old ratings"),
    ),
    zoneShift: createZoneShift(zoneShifts, ({ userId, from, to, before }, { found, shifted }) =>
      logger.info(
        {
          event_type: "TIMES_SHIFTED",
          ...{ userId, from: from.id, to: to.id, before, found, shifted },
        },
        "times of another zone's clock",
      ),
    ),
  };
}
