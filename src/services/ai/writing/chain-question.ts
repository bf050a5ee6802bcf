import type { Prompt, ProviderFailure, ProviderKind, TextSchema } from "../../../ports.ts";
import type { PlannedCall } from "./call-ledger.ts";
import type { ProviderGate } from "./provider-gate.ts";

/** One question to whichever model answers it first. */
export interface ChainQuestion<Value> extends Pick<PlannedCall, "userId" | "capability"> {
  /** Sized for the kind of provider. */
  readonly promptFor: (kind: ProviderKind) => Prompt;
  readonly content: PlannedCall["content"];
  readonly schema: TextSchema;
  /** Makes a value of what the model wrote. @throws ProviderError when there is none in it */
  readonly read: (text: string) => Value;
  /** No attempt begins later, and a provider that has not answered by then counts as slow. */
  readonly answerByMs: number;
  /** The last attempt may run until here: what it brings is for the next time. */
  readonly endByMs: number;
  /** Ends everything: nobody waits any more. */
  readonly signal: AbortSignal;
  /** Takes the text as it comes; `undefined` when an attempt failed after some of it. */
  readonly onPiece?: (piece: string | undefined) => void;
}

export type ChainFailure =
  | ProviderFailure
  | "not_configured"
  | "over_budget"
  | "resting"
  | "too_late";

export type ChainOutcome<Value> =
  | { readonly gate: ProviderGate; readonly value: Value }
  | { readonly failure: ChainFailure };
