import { type Alarm, ProviderError } from "../../ports.ts";
import { alarmSignal } from "../ai/writing/alarm-signal.ts";
import type { CallLedger } from "../ai/writing/call-ledger.ts";
import type { ProviderGate } from "../ai/writing/provider-gate.ts";
import type { Embed } from "./note-embedder.ts";

export interface GatedEmbedParts {
  readonly gate: ProviderGate;
  readonly embeddingModel: string;
  readonly ledger: CallLedger;
  readonly after: Alarm;
}

/** Maximum time that a search waits for its query's vector. */
const QUERY_LIMIT_MS = 1500;
/** Time limit for a batch of notes, which nobody waits for. */
const BATCH_LIMIT_MS = 30_000;

/** Computes vectors with a provider, subject to its breaker, its limits and the budget, and records the call. */
export function gatedEmbed({ gate, embeddingModel, ledger, after }: GatedEmbedParts): Embed {
  return async (userId, texts, closing) => {
    if (!gate.allows()) return undefined;
    const limit = alarmSignal(after, texts.length === 1 ? QUERY_LIMIT_MS : BATCH_LIMIT_MS);
    const signal = AbortSignal.any([closing, limit.signal]);
    const entry = await ledger.begin({
      model: { ...gate.model, model: embeddingModel },
      ...{ userId, capability: "embedding", content: { facts: 0, notes: texts.length } },
      prompt: { system: "", user: texts.join("\n"), maxOutputTokens: 0 },
    });
    if (entry === undefined) {
      limit.cancel();
      return undefined;
    }
    let leave = () => {};
    try {
      leave = await gate.limiter.enter(signal);
      const { vectors } = await gate.model.embed(texts, signal);
      gate.succeeded();
      await entry.end({ usage: undefined });
      return vectors;
    } catch (error) {
      const failed =
        error instanceof ProviderError
          ? error
          : new ProviderError(closing.aborted ? "aborted" : "timeout");
      gate.failed(failed);
      await entry.end({ usage: undefined, failure: failed.failure });
      return undefined;
    } finally {
      leave();
      limit.cancel();
    }
  };
}
