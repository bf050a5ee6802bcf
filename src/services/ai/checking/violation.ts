/** Why a text may not be shown; the label of the metric of violations. */
export type ViolationKind =
  | "empty"
  | "length"
  | "number"
  | "name"
  | "language"
  | "markup"
  | "characters"
  | "leak"
  | "clinical"
  | "cause";

export interface Violation {
  readonly kind: ViolationKind;
  /** The part of the text that is at fault: for a repair request and for tests, never for a log. */
  readonly found: string;
}
