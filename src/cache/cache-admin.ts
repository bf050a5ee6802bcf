import { hash } from "node:crypto";
import { type Locale, translate } from "../messages/translate.ts";
import type {
  CacheEntries,
  CacheListQuery,
  CacheSelection,
  CacheStatistics,
  Invalidated,
  OwnCacheStatus,
} from "../schemas/cache.ts";
import { formatInstant } from "../time/format-instant.ts";
import type { DayCut } from "../time/local-day.ts";
import { keyOf } from "./cache-request.ts";
import type { CacheService } from "./cache-service.ts";
import { cacheStatistics } from "./cache-statistics.ts";
import type { LocalEntry } from "./local-tier.ts";

/** Looks into the cache and empties it, for operators and, as far as their own answers go, for users. */
export interface CacheAdmin {
  statistics(): CacheStatistics;
  entries(query: CacheListQuery): Promise<CacheEntries>;
  remove(selection: CacheSelection): Promise<{ readonly local: number; readonly shared: number }>;
  resetCounters(): void;
  /** The kept answers of one user, as older clients read them. */
  ownStatus(userId: string): Promise<OwnCacheStatus>;
  /** Deletes one user's kept answers, or those of one type. Repeating it does no harm. */
  invalidate(userId: string, type: string | undefined, locale: Locale): Promise<Invalidated>;
  /** Addresses whose answers can be asked for without knowing anything. */
  warmable(): readonly string[];
}

/** More of a person's answers than anybody reads. */
const MOST_OWN = 1000;

export function createCacheAdmin(
  service: CacheService,
  cutOf: (userId: string) => DayCut,
): CacheAdmin {
  const timeOf = (userId: string, ms: number) => formatInstant(Math.floor(ms), cutOf(userId).zone);

  async function describe(entry: LocalEntry): Promise<CacheEntries["entries"][number]> {
    const { question, answer } = entry;
    const { userId, locale, parameters, route } = question;
    return {
      user: userId,
      route: route.url,
      locale,
      parameters,
      bytes: answer.wire.length,
      etag: answer.etag,
      made_at: timeOf(userId, answer.madeAtMs),
      expires_at: timeOf(userId, answer.expiresAtMs),
      current: await service.isCurrent(entry),
    };
  }

  async function describeOwn(entry: LocalEntry): Promise<OwnCacheStatus["caches"][number]> {
    const { question, answer } = entry;
    return {
      type: typeOf(question.route.url),
      key: hash("sha256", keyOf(question), "base64url").slice(0, 22),
      generated_at: timeOf(question.userId, answer.madeAtMs),
      expires_at: timeOf(question.userId, answer.expiresAtMs),
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
        .list({ userId }, MOST_OWN)
        .sort((one, other) => other.answer.madeAtMs - one.answer.madeAtMs);
      const caches = await Promise.all(found.map(describeOwn));
      const valid = caches.filter((cache) => cache.valid).length;
      return { total_cached: caches.length, valid, invalidated: caches.length - valid, caches };
    },
    async invalidate(userId, type, locale) {
      let count = 0;
      const outdated = service.list({ userId }, MOST_OWN);
      for (const route of routesOf(type)) {
        const { local, shared } = await service.remove({ userId, route });
        count += local + shared;
      }
      service.renew(userId, outdated);
      return {
        status: "invalidated",
        invalidated_count: count,
        message: translate(locale, "cache.invalidated", { count }),
      };
    },
    warmable: () => [...service.routes.keys()].filter((url) => !url.includes(":")),
  };

  /** All routes as one selection, or those of a type. */
  function routesOf(type: string | undefined): readonly (string | undefined)[] {
    if (type === undefined) return [undefined];
    return [...service.routes.keys()].filter((url) => typeOf(url) === type);
  }
}

/** `/api/prediction/today` is of type `prediction_today`. */
function typeOf(url: string): string {
  return url
    .replace(/^\/api\/(ai\/)?/, "")
    .replaceAll(/[:/]+/g, " ")
    .trim()
    .replaceAll(/[ -]/g, "_");
}
