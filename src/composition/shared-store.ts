import { hash } from "node:crypto";
import { hostname } from "node:os";
import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { CacheServiceParts } from "../cache/cache-service.ts";
import { createSharedTier, NO_SHARED_TIER } from "../cache/shared-tier.ts";
import { printableUrl } from "../config/config.ts";
import { sqlitePath } from "../db/open.ts";
import type { CacheStore } from "../ports.ts";
import { codeDigest } from "../runtime/code-digest.ts";
import type { Opened } from "./opened.ts";

export interface SharedStore {
  readonly store: CacheStore;
  /** Identifies data and code: services with different data or code must not share entries. */
  readonly prefix: string;
}

/** Whether a shared store is configured or given. */
export function isShared({ redis, cacheStore }: Pick<Opened, "redis" | "cacheStore">): boolean {
  return redis !== undefined || cacheStore !== undefined;
}

/** The configured Redis, or a given store; nothing when there is none. */
export function openSharedStore(opened: Opened): SharedStore | undefined {
  if (!isShared(opened)) return undefined;
  const prefix = `pomodoro-ml:${dataName(opened.config.databaseUrl)}:${codeDigest()}:`;
  const store = opened.cacheStore ?? opened.redis?.cache(`${prefix}news`);
  return store && { prefix, store };
}

/** Identifies the data in a store that other services may use too. */
export function dataName(databaseUrl: string): string {
  // The host name is part of it, because other machines may have a file of the same name.
  const path = sqlitePath(databaseUrl);
  const data = path === undefined ? printableUrl(databaseUrl) : `${hostname()} ${resolve(path)}`;
  return hash("sha256", data, "base64url").slice(0, 16);
}

/** The shared tier on the store, or none without one. An unavailable Redis does not fail requests. */
export function shareAnswers(
  { clock }: Opened,
  shared: SharedStore | undefined,
): CacheServiceParts["openShared"] {
  if (shared === undefined) return () => NO_SHARED_TIER;
  // An unreferenced timer does not keep the process running.
  const pause = (ms: number) => delay(ms, undefined, { ref: false });
  return (news) => createSharedTier({ ...shared, clock, pause, ...news });
}
