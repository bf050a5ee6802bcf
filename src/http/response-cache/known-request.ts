import type { VerifiedCredential } from "../../ports.ts";
import type { CachedUrl } from "./url-cache.ts";

/** What is remembered of a request's address, and of the credential that it brings. */
export interface KnownRequest {
  readonly known: CachedUrl;
  readonly credential: VerifiedCredential;
}
