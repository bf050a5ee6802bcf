import type { LanguageModel, Prompt, ProviderFailure, TokenUsage } from "../../../ports.ts";

/** A call that is about to be made. */
export interface PlannedCall {
  readonly model: LanguageModel;
  readonly userId: string;
  readonly capability: string;
  readonly prompt: Prompt;
  /** How much of a person leaves with it. */
  readonly content: { readonly facts: number; readonly notes: number };
}

/** Writes down every call: what it may cost before, what it did cost after, and that something left. */
export interface CallLedger {
  /** Nothing when the budget does not allow the call, or the ledger cannot tell. */
  begin(call: PlannedCall): Promise<LedgerEntry | undefined>;
}

export interface LedgerEntry {
  end(outcome: {
    readonly usage: TokenUsage | undefined;
    readonly failure?: ProviderFailure;
  }): Promise<void>;
}
