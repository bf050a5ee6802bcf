import { ServiceError } from "../../errors.ts";
import type { Clock } from "../../ports.ts";
import { guardedFetch } from "../guarded-fetch.ts";

/** The shortest time between two fetches. A token with an unknown key causes one. */
const EVERY_MS = 60_000;
/** The same while no keys are known, when every token needs them. */
const WITHOUT_KEYS_MS = 5000;

/** The keys were fetched recently and do not include the requested one. */
class UnknownKeyError extends Error {
  override readonly name = "UnknownKeyError";
}

/**
 * Fetches the public keys of tokens: without redirects, with bounded size, and at a bounded rate, so that forged tokens
 * cannot cause a flood of fetches.
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

/** @throws Error when the response is not a key set */
async function readKeys(response: Response): Promise<Response> {
  const body: unknown = await response.json();
  if (response.status !== 200 || !Array.isArray(Object(body).keys)) {
    throw new Error(`the address of the keys answers ${response.status} without keys`);
  }
  return Response.json(body);
}
