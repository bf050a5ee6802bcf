/** Reason why a text may not be shown; label of the violation metric. */
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
  /** The offending part of the text: for a repair request and for tests, never for a log. */
  readonly found: string;
}
