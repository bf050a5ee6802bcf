import type { Scope } from "./principal.ts";

/** A stored key: everything about it but the key itself. */
export interface ApiKey {
  readonly id: string;
  /** The readable beginning of the key, `pml_` and eight characters; no two keys share one. */
  readonly prefix: string;
  /** What its holder calls it. */
  readonly name: string;
  /** For whom it speaks. */
  readonly userId: string;
  readonly scopes: readonly Scope[];
  readonly createdAtMs: number;
  /** Nothing: until it is revoked. */
  readonly expiresAtMs: number | undefined;
  /** To about a minute; nothing while it was never used. */
  readonly lastUsedAtMs: number | undefined;
}
