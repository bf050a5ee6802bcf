import { randomUUID } from "node:crypto";
import type { CacheRequest } from "./cache-request.ts";
import type { Validity } from "./cached-answer.ts";
import type { GuardedStore } from "./guarded-store.ts";
import type { SharedKeys } from "./shared-keys.ts";

/** The reply to a request for a lease. The holder is the one replica that loads an answer. */
export interface Lease {
  /** Whether this replica holds the lease; otherwise another one does. */
  readonly isMine: boolean;
  /** Fencing number: an answer with a lower number does not replace one with a higher. */
  readonly fence: number;
  /** Releases the lease in the background. */
  release(): void;
}

/** Requests a lease of `lifeMs`; nothing when the store does not answer. */
export async function takeLease(
  store: GuardedStore,
  keys: SharedKeys,
  wanted: { readonly request: CacheRequest; readonly validity: Validity; readonly lifeMs: number },
): Promise<Lease | undefined> {
  const { request, validity, lifeMs } = wanted;
  const holder = randomUUID();
  const name = keys.lease(request, validity);
  const counter = keys.counter(request);
  const reply = await store.ask(
    (it) => it.lease(name, { holder, lifeMs, counter }),
    (it) => it.get(keys.answer(request), keys.group(request.userId)),
  );
  if (reply === undefined) return undefined;
  return {
    ...reply,
    release() {
      if (reply.isMine) void store.attempt((it) => it.release(name, holder));
    },
  };
}
