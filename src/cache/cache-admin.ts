import { hash } from "node:crypto";
import { type Locale, translate } from "../messages/translate.ts";
import type { People } from "../ports.ts";
import type {
  CacheEntries,
  CacheListQuery,
  CacheSelection,
  CacheStatistics,
  Invalidated,
  OwnCacheStatus,
} from "../schemas/cache.ts";
import { formatInstant } from "../time/format-instant.ts";
import { keyOf } from "./cache-request.ts";
import type { CacheService } from "./cache-service.ts";
import { cacheStatistics } from "./cache-statistics.ts";
import type { LocalEntry } from "./local-tier.ts";

/** Inspects and empties the cache: all of it for operators, their own answers for users. */
export interface CacheAdmin {
  statistics(): CacheStatistics;
  entries(query: CacheListQuery): Promise<CacheEntries>;
  remove(selection: CacheSelection): Promise<{ readonly local: number; readonly shared: number }>;
  resetCounters(): void;
  /** The cached answers of one user, in the shape of older clients. */
  ownStatus(userId: string): Promise<OwnCacheStatus>;
  /** Deletes one user's cached answers, or those of one type. Idempotent. */
  invalidate(userId: string, type: string | undefined, locale: Locale): Promise<Invalidated>;
  /** Routes of the API without path parameters. */
  warmable(): readonly string[];
}

/** Bounds the answer of `/api/ai/cache-status`; a person has a few dozen entries. */
const MAX_OWN_ENTRIES = 1000;

export function createCacheAdmin(
  service: CacheService,
  people: Pick<People, "current">,
): CacheAdmin {
  async function timesOf(userId: string): Promise<(ms: number) => string> {
    const { cut } = await people.current(userId);
    return (ms) => formatInstant(Math.floor(ms), cut.zone);
  }

  async function describe(entry: LocalEntry): Promise<CacheEntries["entries"][number]> {
    const { request, answer } = entry;
    const { userId, locale, parameters, route } = request;
    const timeOf = await timesOf(userId);
    return {
      user: userId,
      route: route.url,
      locale,
      parameters,
      bytes: answer.wire.length,
      etag: answer.etag,
      made_at: timeOf(answer.madeAtMs),
      expires_at: timeOf(answer.expiresAtMs),
      current: await service.isCurrent(entry),
    };
  }

  async function describeOwn(entry: LocalEntry): Promise<OwnCacheStatus["caches"][number]> {
    const { request, answer } = entry;
    const timeOf = await timesOf(request.userId);
    return {
      type: typeOf(request.route.url),
      key: hash("sha256", keyOf(request), "base64url").slice(0, 22),
      generated_at: timeOf(answer.madeAtMs),
      expires_at: timeOf(answer.expiresAtMs),
      valid: await service.isCurrent(entry),
    };
  }

  return {
    statistics: () => cacheStatistics(service),
    async entries({ user, route, pattern, limit }) {
      const found = service.list({ userId: user, route, pattern }, limit);
      return { entries: await Promise.all(found.map(describe)) };
    },
    remove: ({ user, route, pattern }) => service.remove({ userId: user, route, pattern }),
    resetCounters: () => service.resetCounters(),
    async ownStatus(userId) {
      const found = service
        .list({ userId }, MAX_OWN_ENTRIES)
        .sort((one, other) => other.answer.madeAtMs - one.answer.madeAtMs);
      const caches = await Promise.all(found.map(describeOwn));
      const valid = caches.filter((cache) => cache.valid).length;
      return { total_cached: caches.length, valid, invalidated: caches.length - valid, caches };
    },
    async invalidate(userId, type, locale) {
      let count = 0;
      const outdated = service.list({ userId }, MAX_OWN_ENTRIES);
      for (const route of routesOf(type)) {
        const { local, shared } = await service.remove({ userId, route });
        count += local + shared;
      }
      service.refreshAhead(userId, outdated);
      return {
        status: "invalidated",
        invalidated_count: count,
        message: translate(locale, "cache.invalidated", { count }),
      };
    },
    warmable: () =>
      [...service.routes.keys()].filter((url) => url.startsWith("/api/") && !url.includes(":")),
  };

  /** All routes as one selection, or those of a type. */
  function routesOf(type: string | undefined): readonly (string | undefined)[] {
    if (type === undefined) return [undefined];
    return [...service.routes.keys()].filter((url) => typeOf(url) === type);
  }
}

/** The type of a route: `prediction_today` for `/api/prediction/today`. */
function typeOf(url: string): string {
  return url
    .replace(/^\/api\/(ai\/)?/, "")
    .replaceAll(/[:/]+/g, " ")
    .trim()
    .replaceAll(/[ -]/g, "_");
}
