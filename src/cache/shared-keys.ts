import { hash } from "node:crypto";
import { type CacheRequest, keyOf } from "./cache-request.ts";
import type { Validity } from "./cached-answer.ts";

/** What things are called in a store. */
export interface SharedKeys {
  /** All keys begin with it. */
  readonly prefix: string;
  /** The set of a user's keys. Its braces make a cluster keep everything of a user on one node. */
  group(userId: string): string;
  answer(request: CacheRequest): string;
  /** The right to make the answer to a request from these data, at this time. */
  lease(request: CacheRequest, validity: Validity): string;
  /** What numbers those who make answers to a request. */
  counter(request: CacheRequest): string;
}

/** @param prefix names the data and the code: services on other data or with other code must not meet */
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

/** The route in the key of an answer; empty for everything else. */
export function routeOf(key: string): string {
  return key.slice(key.indexOf("}") + 1).split(" ", 1)[0] ?? "";
}

function digest(text: string): string {
  return hash("sha256", text, "base64url").slice(0, 22);
}
