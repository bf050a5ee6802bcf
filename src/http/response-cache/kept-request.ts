import type { CacheRequest } from "../../cache/cache-request.ts";
import type { Identify } from "../../ports.ts";
import type { RequestGuard } from "../guard/request-guard.ts";
import type { SetPersonalLanguage } from "../personal-language.ts";
import type { Countable } from "../rate-limits/request-limits.ts";
import type { RequestContext } from "../request-context.ts";
import type { RequestPipeline } from "../request-pipeline.ts";
import { allows } from "../route-scope.ts";
import type { KnownRequest } from "./known-request.ts";
import type { PlainRequest } from "./ready-answer.ts";
import type { CachedUrl, UrlCache } from "./url-cache.ts";

/** A request to a cached route, and its cache request. */
export interface KeptRequest extends Countable {
  readonly context: RequestContext;
  readonly known: CachedUrl;
  readonly question: CacheRequest;
  /** Settles the language of the context, and so of the question; nothing when it is settled already. */
  readonly languageSet: Promise<void> | undefined;
}

export interface KeptRequestReader {
  /** Whether the request's URL and credential are both known. */
  isKnown(request: PlainRequest): boolean;
  /**
   * Opens the context of a request; nothing for a request that the framework has to answer.
   *
   * @param receivedMs when the request was received, as `performance.now` has it; now when absent
   */
  open(request: PlainRequest, receivedMs?: number): KeptRequest | undefined;
}

export interface KeptRequestParts {
  readonly addresses: UrlCache;
  readonly pipeline: RequestPipeline;
  readonly identify: Identify;
  readonly setLanguage: SetPersonalLanguage;
  /** The framework answers the requests that the guard refuses. */
  readonly guard: RequestGuard;
  /** Whether the server drains: all requests go to the framework, which asks clients to close their connections. */
  readonly isClosed: () => boolean;
}

/** Reads requests by remembered URLs and credentials, synchronously. */
export function createKeptRequestReader(parts: KeptRequestParts): KeptRequestReader {
  const { addresses, pipeline } = parts;

  function lookUp(request: PlainRequest): KnownRequest | undefined {
    if (parts.isClosed()) return undefined;
    const { found } = request;
    if (found?.credential.isStillGood() === true) return found;
    const { method, url = "" } = request;
    if (method !== "GET" && method !== "HEAD") return undefined;
    const known = addresses.get(url);
    if (known === undefined || parts.guard(request) !== undefined) return undefined;
    const credential = parts.identify.known(request);
    if (credential === undefined || !allows(credential.principal, known.scope)) return undefined;
    request.found = { known, credential };
    return request.found;
  }

  return {
    isKnown: (request) => lookUp(request) !== undefined,
    open(request, receivedMs) {
      const found = lookUp(request);
      if (found === undefined) return undefined;
      const { known, credential } = found;
      const { principal } = credential;
      const context = pipeline.open(request, receivedMs);
      context.principal = principal;
      const { route, parameters, make } = known;
      const { userId } = principal;
      const languageSet = parts.setLanguage(context);
      const question = { route, userId, locale: context.locale, parameters, loaderFor: make };
      return { request, principal, budget: known.budget, context, known, question, languageSet };
    },
  };
}
