import { ServiceError } from "../../errors.ts";
import type { Clock } from "../../ports.ts";
import { guardedFetch } from "../guarded-fetch.ts";

/** A token that names an unknown key makes the keys be fetched again, but not more often than this. */
const EVERY_MS = 60_000;
/** While there are no keys at all, every token waits for them. */
const WITHOUT_KEYS_MS = 5000;

/** The keys were fetched a moment ago, and the one that is asked for is not among them. */
class UnknownKeyError extends Error {
  override readonly name = "UnknownKeyError";
}

/**
 * Fetches the keys that tokens are checked with: no redirects, nothing endless, and not over and over because of
 * forged tokens.
 */
export function createKeyFetch(
  clock: Clock,
): (url: string, options: RequestInit) => Promise<Response> {
  let attemptedMs = Number.NEGATIVE_INFINITY;
  let hasKeys = false;
  let failure: unknown;

  return async (url, options) => {
    const nowMs = clock.now();
    if (nowMs - attemptedMs < (hasKeys ? EVERY_MS : WITHOUT_KEYS_MS)) {
      if (failure === undefined) throw new UnknownKeyError("no such key");
      throw new ServiceError("identity_unavailable", { cause: failure });
    }
    attemptedMs = nowMs;
    try {
      const keys = await readKeys(await guardedFetch(url, options));
      failure = undefined;
      hasKeys = true;
      return keys;
    } catch (error) {
      failure = error;
      throw new ServiceError("identity_unavailable", { cause: error });
    }
  };
}

/** @throws Error when it is no set of keys */
async function readKeys(response: Response): Promise<Response> {
  const body: unknown = await response.json();
  if (response.status !== 200 || !Array.isArray(Object(body).keys)) {
    throw new Error(`the address of the keys answers ${response.status} without keys`);
  }
  return Response.json(body);
}
