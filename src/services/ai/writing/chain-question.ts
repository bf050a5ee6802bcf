import type { Prompt, ProviderFailure, ProviderKind, TextSchema } from "../../../ports.ts";
import type { PlannedCall } from "./call-ledger.ts";
import type { ProviderGate } from "./provider-gate.ts";

/** One question to a chain of models; the first answer is used. */
export interface ChainQuestion<Value> extends Pick<PlannedCall, "userId" | "capability"> {
  /** Prompt sized for the kind of provider. */
  readonly promptFor: (kind: ProviderKind) => Prompt;
  readonly content: PlannedCall["content"];
  readonly schema: TextSchema;
  /** Parses a model's response. @throws ProviderError when it is invalid */
  readonly read: (text: string) => Value;
  /** No attempt begins later. A provider that has not answered by then counts as slow. */
  readonly answerByMs: number;
  /** End of the last attempt; its answer is for the next request. */
  readonly endByMs: number;
  /** Aborts everything, because nobody waits any more. */
  readonly signal: AbortSignal;
  /** Receives the text while it is streamed; `undefined` when an attempt fails after part of it. */
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
