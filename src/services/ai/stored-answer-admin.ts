import type { CacheAdmin } from "../../cache/cache-admin.ts";
import { translate } from "../../messages/translate.ts";
import type { Clock, People } from "../../ports.ts";
import { formatInstant } from "../../time/format-instant.ts";
import { TEXT_CAPABILITIES, type TextCapability } from "./text-request.ts";
import type { AnswerStore } from "./writing/answer-store.ts";

export interface StoredAnswerAdminParts {
  readonly answers: AnswerStore;
  readonly clock: Clock;
  readonly people: Pick<People, "current">;
}

/** Texts fixed for a day or a week are deleted only by name, since a replacement would look like a change of mind. */
const KEPT_UNLESS_NAMED: readonly TextCapability[] = ["daily_challenge", "weekly_quest"];

/** Route types whose names differ from the capability's. */
const ROUTE_TYPES: Partial<Readonly<Record<TextCapability, string>>> = {
  next_session: "next_session_suggestion",
  optimal_schedule: "optimal_schedule_ai",
};

/** Extends the cache administration with the texts that language models wrote for a user. */
export function withStoredAnswers(inner: CacheAdmin, parts: StoredAnswerAdminParts): CacheAdmin {
  const { answers, clock, people } = parts;
  return {
    ...inner,
    async ownStatus(userId) {
      const status = await inner.ownStatus(userId);
      const { zone } = (await people.current(userId)).cut;
      const timeOf = (ms: number) => formatInstant(Math.floor(ms), zone);
      const stored = (await answers.list(userId)).map((answer) => ({
        type: answer.capability,
        key: answer.key.slice(0, 22),
        generated_at: timeOf(answer.madeAtMs),
        expires_at: timeOf(answer.expiresAtMs),
        valid: answer.expiresAtMs > clock.now(),
      }));
      const caches = [...status.caches, ...stored].sort((one, other) =>
        (one.generated_at ?? "") < (other.generated_at ?? "") ? 1 : -1,
      );
      const valid = caches.filter((cache) => cache.valid).length;
      return { total_cached: caches.length, valid, invalidated: caches.length - valid, caches };
    },
    async invalidate(userId, type, locale) {
      const capabilities = capabilitiesOf(type);
      let count = await answers.delete(userId, capabilities);
      for (const each of routeTypesOf(type)) {
        count += (await inner.invalidate(userId, each, locale)).invalidated_count;
      }
      return {
        status: "invalidated",
        invalidated_count: count,
        message: translate(locale, "cache.invalidated", { count }),
      };
    },
  };
}

function capabilitiesOf(type: string | undefined): readonly TextCapability[] {
  if (type === "all") return TEXT_CAPABILITIES;
  if (type === undefined)
    return TEXT_CAPABILITIES.filter((each) => !KEPT_UNLESS_NAMED.includes(each));
  return TEXT_CAPABILITIES.filter((each) => each === type);
}

function routeTypesOf(type: string | undefined): readonly (string | undefined)[] {
  if (type === undefined || type === "all") return [undefined];
  const capability = TEXT_CAPABILITIES.find((each) => each === type);
  const other = capability === undefined ? undefined : ROUTE_TYPES[capability];
  return other === undefined ? [type] : [type, other];
}
