import { randomUUID } from "node:crypto";
import type { CacheRequest } from "./cache-request.ts";
import type { Validity } from "./cached-answer.ts";
import type { GuardedStore } from "./guarded-store.ts";
import type { SharedKeys } from "./shared-keys.ts";

/** The outcome of asking for a lease: the right to be the one replica that loads an answer. */
export interface Lease {
  /** Otherwise another replica holds it. */
  readonly isMine: boolean;
  /** Fencing number: an answer with a lower number does not replace one with a higher. */
  readonly fence: number;
  /** In the background. */
  release(): void;
}

/** Asks for a lease of `lifeMs`; nothing when the store cannot tell. */
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
