import type { ProviderFailure, TokenUsage } from "../../../ports.ts";
import type { AiCall } from "../../../repositories/ai-ledger-repository.ts";
import type { TextSource } from "../text-request.ts";

/** Receives every call and answer, for metrics. */
export interface CallRecorder {
  called(call: CallLabels, outcome: CallOutcome): void;
  /** A call was not made. */
  refused(call: CallLabels, reason: "over_budget" | "ledger_unavailable"): void;
  answered(capability: string, source: TextSource): void;
  /** A text of a model may not be shown. */
  violated(capability: string, kind: string): void;
}

export type CallLabels = Pick<AiCall, "provider" | "model" | "capability">;

export interface CallOutcome {
  readonly usage: TokenUsage | undefined;
  readonly failure: ProviderFailure | undefined;
  readonly seconds: number;
  readonly costMicrodollars: number;
}
