import type { AiService } from "../../services/ai/ai-service.ts";
import type { PreviewService } from "../../services/ai/preview-service.ts";
import type { AnalysisService } from "../../services/analysis/analysis-service.ts";
import type { CategoryRenaming } from "../../services/categories/category-renaming.ts";
import type { CategoryService } from "../../services/categories/category-service.ts";
import type { DayService } from "../../services/days/day-service.ts";
import type { InsightService } from "../../services/insights/insight-service.ts";
import type { SettingsService } from "../../services/people/settings-service.ts";
import type { ErasureService } from "../../services/personal-data/erasure-service.ts";
import type { PredictionService } from "../../services/predictions/prediction-service.ts";
import type { RecommendationService } from "../../services/recommendations/recommendation-service.ts";
import type { SignalService } from "../../services/signals/signal-service.ts";
import type { TrackRecordService } from "../../services/track-record/track-record-service.ts";
import type { WellnessService } from "../../services/wellness/wellness-service.ts";
import type { CurrentSessionService } from "../../sessions/current-session-service.ts";
import type { ImportHistory } from "../../sessions/import/import-history.ts";
import type { ImportService } from "../../sessions/import/import-sessions.ts";
import type { SessionService } from "../../sessions/session-service.ts";

/** The services of what pages show of sessions. They write nothing. */
export interface ShownServices {
  readonly predictionService: Pick<PredictionService, "today" | "week">;
  readonly recommendationService: Pick<RecommendationService, "recommend">;
  readonly analysisService: Pick<AnalysisService, "analysis">;
  readonly signalService: Pick<SignalService, "burnoutRisk" | "anomalies" | "sessionQuality">;
  readonly insightService: Pick<InsightService, "weeklyInsights">;
  readonly trackRecordService: Pick<TrackRecordService, "trackRecord">;
  readonly dayService: Pick<DayService, "list" | "completed" | "lengths">;
  readonly sessionService: Pick<SessionService, "list">;
  readonly settingsService: Pick<SettingsService, "show">;
}

/** The services of the pages: the same ones as those of the API's routes, so that page and route cannot differ. */
export interface UiServices extends ShownServices {
  readonly aiService: Pick<AiService, "morningBriefing">;
  readonly previewService: Pick<PreviewService, "destination">;
  readonly sessionService: Pick<SessionService, "list" | "get" | "change" | "take" | "restore">;
  readonly currentSessionService: CurrentSessionService;
  readonly categoryService: Pick<CategoryService, "list" | "inUse">;
  readonly categoryRenaming: CategoryRenaming;
  readonly wellnessService: Pick<WellnessService, "get" | "put">;
  readonly importService: ImportService;
  readonly importHistory: Pick<ImportHistory, "list" | "undo">;
  readonly settingsService: SettingsService;
  readonly erasureService: Pick<ErasureService, "erase">;
}

/** The year of an invented person as of one moment. */
export interface ExampleYear {
  readonly userId: string;
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly services: ShownServices;
}
