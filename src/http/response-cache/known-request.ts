import type { VerifiedCredential } from "../../ports.ts";
import type { CachedUrl } from "./url-cache.ts";

/** The remembered URL of a request, and its verified credential. */
export interface KnownRequest {
  readonly known: CachedUrl;
  readonly credential: VerifiedCredential;
}
