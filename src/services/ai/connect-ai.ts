import type { Registry } from "prom-client";
import { type Config, databaseKind, printableUrl } from "../../config/config.ts";
import type { Database } from "../../db/database.ts";
import type { Alarm, CacheStore, Clock, LanguageModel, Pause, Randomness } from "../../ports.ts";
import { aiAnswerRepository } from "../../repositories/ai-answer-repository.ts";
import { aiLedgerRepository } from "../../repositories/ai-ledger-repository.ts";
import { type AiMetrics, createAiMetrics } from "../../telemetry/ai-metrics.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { formatInstant } from "../../time/format-instant.ts";
import { type DayCut, dayMomentAt } from "../../time/local-day.ts";
import { type AiHealthService, createAiHealthService } from "./ai-health-service.ts";
import { checkText } from "./checking/check-text.ts";
import { createUsageService, type UsageService } from "./usage-service.ts";
import type { CheckText } from "./writing/check-texts.ts";
import { KNOWN_PRICES } from "./writing/known-prices.ts";
import { createMetricsRecorder } from "./writing/metrics-recorder.ts";
import { SYSTEM_PROMPT } from "./writing/system-prompt.ts";
import { createTextWriting, type TextWriting } from "./writing/text-writing.ts";

/** Interface of the language models to the rest of the service. */
export interface Ai {
  readonly textWriting: TextWriting;
  readonly aiHealthService: AiHealthService;
  readonly usageService: UsageService;
  readonly aiMetrics: AiMetrics;
}

export interface AiParts {
  readonly config: Config;
  /** In the order in which they are tried. */
  readonly models: readonly LanguageModel[];
  readonly database: Database;
  readonly registry: Registry;
  readonly logger: Logger;
  readonly shared: { readonly store: CacheStore; readonly prefix: string } | undefined;
  /** The service's own days, which delimit budgets. */
  readonly cut: DayCut;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly after: Alarm;
  readonly random: Randomness;
  readonly newId: () => string;
}

/** The text check, which also rejects quotations of the system prompt. */
const check: CheckText = (request, key, text) =>
  checkText(request, key, text, SYSTEM_PROMPT[request.locale]);

export function connectAi(parts: AiParts): Ai {
  const { config, models, database, logger, clock, cut } = parts;
  const ledger = aiLedgerRepository(database);
  const today = () => dayMomentAt(clock.now(), cut).day;
  const aiMetrics = createAiMetrics(parts.registry, {
    breakerStates: () => aiHealthService.breakerStates(),
    budgetRemainingUsd: () => usageService.remainingUsd(),
  });
  const textWriting = createTextWriting({
    ...parts,
    ...{ answers: aiAnswerRepository(database), ledger, today, check },
    hasPeers: config.workers > 1 || databaseKind(config.databaseUrl) === "postgres",
    shared: parts.shared?.store,
    sharedPrefix: parts.shared?.prefix ?? "",
    recorder: createMetricsRecorder(aiMetrics),
    notePolicy: config.aiSendNotes,
    prices: { ...KNOWN_PRICES, ...config.aiPrices },
    budgetUsd: { total: config.aiDailyBudgetUsd, perUser: config.aiUserDailyBudgetUsd },
    concurrency: config.aiConcurrency,
    maxCallMs: config.ollamaTimeoutSeconds * 1000,
    writtenAhead: config.aiBriefingAheadDays > 0 ? ["morning_briefing"] : [],
    onTrouble: (error) =>
      logger.warn({ event_type: "AI_STORE_FAILED", error }, "a record of a model's answer failed"),
  });
  warnOfPrices(models, textWriting, logger);
  const usageService = createUsageService({
    ...{ ledger, today },
    limits: {
      daily_usd: config.aiDailyBudgetUsd,
      user_daily_usd: config.aiUserDailyBudgetUsd ?? null,
    },
  });
  const aiHealthService = createAiHealthService({
    ...{ gates: textWriting.gates, provider: config.aiProvider, clock, after: parts.after },
    model: config.aiProvider === "cloud" ? config.aiCloudModel : config.ollamaModel,
    isDisabled: config.aiProvider === "ollama" && config.isOllamaOff,
    ollamaUrl: printableUrl(config.ollamaUrl),
    timeOf: (ms) => formatInstant(Math.floor(ms), cut.zone),
    remainingUsd: () => usageService.remainingUsd(),
  });
  return { textWriting, aiHealthService, usageService, aiMetrics };
}

function warnOfPrices(
  models: readonly LanguageModel[],
  { prices }: TextWriting,
  logger: Logger,
): void {
  for (const { provider, model } of models) {
    if (provider !== "cloud" || prices.knows(model)) continue;
    logger.warn(
      { event_type: "AI_PRICE_UNKNOWN", context: { model } },
      "no price is known for this model; it counts as the dearest known one (POMODORO_AI_PRICES)",
    );
  }
}
