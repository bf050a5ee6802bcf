import { hash } from "node:crypto";
import { type CacheRequest, keyOf } from "./cache-request.ts";
import type { Validity } from "./cached-answer.ts";

/** The keys of the shared store. */
export interface SharedKeys {
  /** The beginning of all keys. */
  readonly prefix: string;
  /** The key of the set of a user's keys. Its braces make a cluster keep all keys of a user in one hash slot. */
  group(userId: string): string;
  answer(request: CacheRequest): string;
  /** The key of the lease to load an answer with this validity. */
  lease(request: CacheRequest, validity: Validity): string;
  /** The key of the counter that yields the fencing numbers of an answer's leases. */
  counter(request: CacheRequest): string;
}

/** @param prefix identifies data and code: services with different data or code must not share entries */
export function createSharedKeys(prefix: string): SharedKeys {
  const group = (userId: string) => `${prefix}{${digest(userId)}}`;
  return {
    prefix,
    group,
    answer: (request) => `${group(request.userId)}${request.route.url} ${digest(keyOf(request))}`,
    lease(request, { version, context }) {
      return `${group(request.userId)} lease ${digest(`${version} ${context} ${keyOf(request)}`)}`;
    },
    counter: (request) => `${group(request.userId)} counter ${digest(keyOf(request))}`,
  };
}

export function isGroup(key: string): boolean {
  return key.endsWith("}");
}

/** The route in the key of an answer; empty for all other keys. */
export function routeOf(key: string): string {
  return key.slice(key.indexOf("}") + 1).split(" ", 1)[0] ?? "";
}

function digest(text: string): string {
  return hash("sha256", text, "base64url").slice(0, 22);
}
