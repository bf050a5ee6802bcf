import type { Locale } from "../../messages/locale.ts";
import type { AcceptedDifference } from "../accepted.ts";
import type { Latency, ParityReport } from "../report.ts";
import type { Tolerances } from "../rules.ts";

/** Settings of the comparing thread. */
export interface MirrorSettings {
  readonly fresh: string;
  readonly deadlineMs: number;
  readonly maxBytes: number;
  readonly accepted: readonly AcceptedDifference[];
  readonly tolerances: Tolerances;
  readonly locale: Locale;
}

/** A client's request to the former service. */
export interface MirroredRequest {
  readonly method: string;
  readonly target: string;
  readonly body?: string;
  /** Headers that identify the caller and the language. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The former service's answer. */
export interface MirroredAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly ms: number;
}

export type ToWorker =
  | { readonly kind: "request"; readonly id: number; readonly request: MirroredRequest }
  /** `undefined` when the client disconnected, or the answer was too large to keep. */
  | { readonly kind: "answer"; readonly id: number; readonly answer: MirroredAnswer | undefined }
  | { readonly kind: "report" };

export type FromWorker =
  | { readonly kind: "done"; readonly id: number; readonly compared: boolean }
  | { readonly kind: "report"; readonly report: ParityReport; readonly latency: Latency };
