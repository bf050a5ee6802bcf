import type { LanguageModel, Prompt, ProviderFailure, TokenUsage } from "../../../ports.ts";

/** A call about to be made. */
export interface PlannedCall {
  readonly model: LanguageModel;
  readonly userId: string;
  readonly capability: string;
  readonly prompt: Prompt;
  /** Amount of personal data that is sent with it. */
  readonly content: { readonly facts: number; readonly notes: number };
}

/** Records every call: its maximum cost before, its actual cost after, and that data were sent. */
export interface CallLedger {
  /** `undefined` when the budget does not allow the call, or the ledger is unavailable. */
  begin(call: PlannedCall): Promise<LedgerEntry | undefined>;
}

export interface LedgerEntry {
  end(outcome: {
    readonly usage: TokenUsage | undefined;
    readonly failure?: ProviderFailure;
  }): Promise<void>;
}
