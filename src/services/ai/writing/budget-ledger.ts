import { hash } from "node:crypto";
import type { Clock, ProviderFailure, TokenUsage } from "../../../ports.ts";
import type {
  AiCall,
  AiCallEnd,
  AiLedgerRepository,
  BudgetLimits,
} from "../../../repositories/ai-ledger-repository.ts";
import type { CallLedger, LedgerEntry, PlannedCall } from "./call-ledger.ts";
import type { CallRecorder } from "./call-recorder.ts";
import { inBatches } from "./in-batches.ts";
import type { PriceTable } from "./prices.ts";
import { estimateTokens } from "./prompt-size.ts";

export interface BudgetLedgerParts {
  readonly repository: AiLedgerRepository;
  readonly prices: PriceTable;
  readonly limits: BudgetLimits;
  readonly clock: Clock;
  readonly newId: () => string;
  /** The service's current local day. */
  readonly today: () => number;
  readonly recorder: CallRecorder;
  /** Called when the ledger could not be read or written. */
  readonly onTrouble: (error: unknown) => void;
}

/** Failures that certainly cost nothing: the provider did no work, or was not reached. */
const FREE_FAILURES: readonly ProviderFailure[] = [
  "unreachable",
  "rate_limited",
  "quota",
  "unauthorized",
  "model_missing",
  "bad_request",
  "redirected",
];

/** Days for which the ledger is kept. */
const DAYS_KEPT = 400;

/** Reserves the maximum cost of a call before it and settles the actual cost after it. Fails closed. */
export function createBudgetLedger(
  parts: BudgetLedgerParts,
): CallLedger & { settled(): Promise<void> } {
  const { repository, prices, limits, clock, recorder } = parts;
  const begin = inBatches((calls: readonly AiCall[]) => repository.begin(calls, limits));
  const end = inBatches(async (ends: readonly AiCallEnd[]) => {
    await repository.end(ends);
    return ends.map(() => undefined);
  });
  const ending = new Set<Promise<void>>();
  let expiredOn = Number.NEGATIVE_INFINITY;

  async function expire(today: number): Promise<void> {
    if (today <= expiredOn) return;
    expiredOn = today;
    await repository.expire(today - DAYS_KEPT).catch(parts.onTrouble);
  }

  function describe({ model, userId, capability, prompt, content }: PlannedCall): AiCall {
    const text = `${prompt.system}\n${prompt.user}`;
    const reserved: TokenUsage = {
      inputTokens: estimateTokens(text),
      outputTokens: prompt.maxOutputTokens,
    };
    return {
      ...{ id: parts.newId(), atMs: clock.now(), day: parts.today(), userId, capability },
      ...{ provider: model.provider, host: model.host, model: model.model },
      ...content,
      bytes: Buffer.byteLength(text),
      promptSha256: hash("sha256", text, "hex"),
      reservedMicrodollars: model.provider === "cloud" ? prices.costOf(model.model, reserved) : 0,
    };
  }

  function entry(call: AiCall, isWrittenDown: boolean): LedgerEntry {
    const startedMs = clock.now();
    return {
      async end({ usage, failure }) {
        const cost = costOf(call, usage, failure);
        recorder.called(call, {
          usage,
          failure,
          seconds: (clock.now() - startedMs) / 1000,
          costMicrodollars: cost,
        });
        if (!isWrittenDown) return;
        const written = end({
          ...{ call, outcome: failure ?? "answered", costMicrodollars: cost },
          inputTokens: usage?.inputTokens ?? null,
          outputTokens: usage?.outputTokens ?? null,
        }).catch(parts.onTrouble);
        // Runs in the background. An unsettled reservation counts as spent.
        ending.add(written);
        void written.then(() => ending.delete(written));
      },
    };
  }

  function costOf(
    { provider, model, reservedMicrodollars }: AiCall,
    usage: TokenUsage | undefined,
    failure: ProviderFailure | undefined,
  ): number {
    if (provider !== "cloud") return 0;
    if (usage !== undefined) return prices.costOf(model, usage);
    return failure !== undefined && FREE_FAILURES.includes(failure) ? 0 : reservedMicrodollars;
  }

  return {
    async begin(planned) {
      const call = describe(planned);
      try {
        await expire(call.day);
        const isAllowed = await begin(call);
        if (!isAllowed) recorder.refused(call, "over_budget");
        return isAllowed ? entry(call, true) : undefined;
      } catch (error) {
        parts.onTrouble(error);
        if (planned.model.provider !== "cloud") return entry(call, false);
        recorder.refused(call, "ledger_unavailable");
        return undefined;
      }
    },
    async settled() {
      while (ending.size > 0) await Promise.all(ending);
    },
  };
}
