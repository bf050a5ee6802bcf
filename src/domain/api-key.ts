import type { Scope } from "./principal.ts";

/** A stored API key, without the secret itself. */
export interface ApiKey {
  readonly id: string;
  /** Readable beginning of the key: `pml_` and eight characters. Unique. */
  readonly prefix: string;
  /** Label chosen by the key's owner. */
  readonly name: string;
  /** User on whose behalf the key acts. */
  readonly userId: string;
  readonly scopes: readonly Scope[];
  readonly createdAtMs: number;
  /** `undefined`: valid until revoked. */
  readonly expiresAtMs: number | undefined;
  /** Precise to about a minute; `undefined` for a key that was never used. */
  readonly lastUsedAtMs: number | undefined;
}
