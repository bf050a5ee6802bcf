import type { Locale } from "../../messages/locale.ts";
import { translate } from "../../messages/translate.ts";
import type { Alarm, Clock, LanguageModel, ProviderKind } from "../../ports.ts";
import type { AiHealth } from "../../schemas/ai-operations.ts";
import { alarmSignal } from "./writing/alarm-signal.ts";
import type { GateHealth, ProviderGate } from "./writing/provider-gate.ts";

/** Status of the language models, from recent traffic. */
export interface AiHealthService {
  health(locale: Locale): Promise<AiHealth>;
  /** By provider: 0 closed, 1 open, 2 misconfigured. */
  breakerStates(): Readonly<Record<string, number>>;
}

export interface AiHealthParts {
  readonly gates: readonly ProviderGate[];
  readonly provider: ProviderKind;
  readonly model: string;
  /** Whether Ollama is explicitly disabled. */
  readonly isDisabled: boolean;
  /** URL without user name and password. */
  readonly ollamaUrl: string;
  readonly clock: Clock;
  readonly after: Alarm;
  readonly timeOf: (ms: number) => string;
  readonly remainingUsd: () => Promise<number>;
}

/** Shortest interval between background requests for a provider's list of models. */
const CHECK_EVERY_MS = 60_000;
/** Time limit of such a request. */
const CHECK_LIMIT_MS = 1500;

type Status = AiHealth["status"];

interface Check {
  readonly models: readonly string[] | undefined;
}

const STATES: Readonly<Record<GateHealth["breaker"], number>> = {
  closed: 0,
  open: 1,
  misconfigured: 2,
};

export function createAiHealthService(parts: AiHealthParts): AiHealthService {
  const { gates, clock } = parts;
  const checks = new Map<LanguageModel, Check>();
  const checkedAtMs = new Map<LanguageModel, number>();

  /** Runs in the background; the next status shows its result. */
  function checkSoon({ model }: ProviderGate): void {
    const lastMs = checkedAtMs.get(model) ?? Number.NEGATIVE_INFINITY;
    if (clock.now() - lastMs < CHECK_EVERY_MS) return;
    checkedAtMs.set(model, clock.now());
    const limit = alarmSignal(parts.after, CHECK_LIMIT_MS);
    model
      .check(limit.signal)
      .then(
        (models) => checks.set(model, { models }),
        () => checks.set(model, { models: undefined }),
      )
      .finally(limit.cancel);
  }

  function statusOf(gate: ProviderGate | undefined): Status {
    if (gate === undefined) return parts.isDisabled ? "disabled" : "not_configured";
    const { breaker, lastFailure, lastSuccessMs } = gate.health();
    if (breaker === "misconfigured") {
      return lastFailure?.failure === "model_missing" ? "model_missing" : "error";
    }
    if (breaker === "open") return "unavailable";
    const check = checks.get(gate.model);
    if (check === undefined || lastSuccessMs !== undefined) return "healthy";
    if (check.models === undefined) return "unavailable";
    return isListed(check.models, gate.model.model) ? "healthy" : "model_missing";
  }

  return {
    async health(locale) {
      for (const gate of gates) checkSoon(gate);
      const first = gates.find(({ model }) => model.provider === parts.provider);
      const ollama = gates.find(({ model }) => model.provider === "ollama");
      const status = statusOf(first);
      const models = first === undefined ? undefined : checks.get(first.model)?.models;
      return {
        ai_provider: parts.provider,
        configured_model: parts.model,
        status,
        message: translate(locale, `ai.health.${status}`, { model: parts.model }),
        ...(parts.provider === "ollama" ? { ollama_url: parts.ollamaUrl } : {}),
        ollama_connected: ollama !== undefined && statusOf(ollama) === "healthy",
        ...(models === undefined ? {} : { available_models: [...models] }),
        providers: gates.map((gate) => describe(gate, parts.timeOf)),
        budget_remaining_usd: await parts.remainingUsd().catch(() => null),
      };
    },
    breakerStates: () =>
      Object.fromEntries(gates.map((gate) => [gate.model.provider, STATES[gate.health().breaker]])),
  };
}

function describe(
  gate: ProviderGate,
  timeOf: (ms: number) => string,
): AiHealth["providers"][number] {
  const { breaker, lastSuccessMs, lastFailure } = gate.health();
  const { provider, model, host } = gate.model;
  return {
    ...{ provider, model, host, breaker },
    last_success: lastSuccessMs === undefined ? null : timeOf(lastSuccessMs),
    last_failure: lastFailure?.failure ?? null,
    last_failure_at: lastFailure === undefined ? null : timeOf(lastFailure.atMs),
  };
}

/** Ollama lists `name:tag` and accepts `name` for `name:latest`. A provider without a list may still know the model. */
function isListed(models: readonly string[], model: string): boolean {
  return models.length === 0 || models.some((name) => name === model || name === `${model}:latest`);
}
