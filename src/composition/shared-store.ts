import { hash } from "node:crypto";
import { hostname } from "node:os";
import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { redisStore } from "../adapters/redis/redis-store.ts";
import type { CacheServiceParts } from "../cache/cache-service.ts";
import { createSharedTier, NO_SHARED_TIER } from "../cache/shared-tier.ts";
import { printableUrl } from "../config/config.ts";
import { sqlitePath } from "../db/open.ts";
import type { CacheStore } from "../ports.ts";
import { codeDigest } from "../runtime/code-digest.ts";
import type { Opened } from "./opened.ts";

export interface SharedStore {
  readonly store: CacheStore;
  /** Names the data and the code: services on other data or with other code must not meet in one store. */
  readonly prefix: string;
}

/** Whether replicas share answers. */
export function isShared({ config, cacheStore }: Pick<Opened, "config" | "cacheStore">): boolean {
  return config.redisUrl !== undefined || cacheStore !== undefined;
}

/** The configured Redis, or a given store; nothing when there is none. */
export function openSharedStore({ config, cacheStore }: Opened): SharedStore | undefined {
  const { redisUrl, databaseUrl } = config;
  if (!isShared({ config, cacheStore })) return undefined;
  const prefix = `pomodoro-ml:${dataName(databaseUrl)}:${codeDigest()}:`;
  return { prefix, store: cacheStore ?? redisStore(redisUrl ?? "", `${prefix}news`) };
}

/** Names the data in a store where there may be others. */
export function dataName(databaseUrl: string): string {
  // A file is known by its machine too: others may have one of the same name.
  const path = sqlitePath(databaseUrl);
  const data = path === undefined ? printableUrl(databaseUrl) : `${hostname()} ${resolve(path)}`;
  return hash("sha256", data, "base64url").slice(0, 16);
}

/** Among replicas through the shared store; alone when there is none. A Redis that is down is no trouble. */
export function shareAnswers(
  { clock }: Opened,
  shared: SharedStore | undefined,
): CacheServiceParts["openShared"] {
  if (shared === undefined) return () => NO_SHARED_TIER;
  // A process that has nothing else to do does not wait for it.
  const pause = (ms: number) => delay(ms, undefined, { ref: false });
  return (news) => createSharedTier({ ...shared, clock, pause, ...news });
}
