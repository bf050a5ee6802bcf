import type { Clock, VersionFeed } from "../ports.ts";
import type { DayCut } from "../time/local-day.ts";
import type { TimeBucket } from "./cache-policy.ts";
import type { CacheRequest } from "./cache-request.ts";
import type { Validity } from "./cached-answer.ts";
import { timeContext } from "./time-context.ts";

/** What an answer has to be made from to be valid now. */
export interface CurrentValidity {
  of(request: CacheRequest): Promise<Validity>;
  /** The version of a user's data when it is known without waiting. */
  versionAtOnce(userId: string): number | undefined;
  /** A user's zone, cut of days and bucket of time. */
  contextAt(userId: string, bucket: TimeBucket, nowMs: number): string;
}

export interface CurrentValidityParts {
  readonly clock: Clock;
  readonly feed: VersionFeed;
  readonly cutOf: (userId: string) => DayCut;
}

export function createCurrentValidity(parts: CurrentValidityParts): CurrentValidity {
  const { clock, feed, cutOf } = parts;
  const contextOf = timeContext();
  return {
    async of({ userId, route }) {
      const version = await feed.current(userId);
      return { version, context: contextOf(cutOf(userId), route.policy.bucket, clock.now()) };
    },
    versionAtOnce(userId) {
      try {
        const version = feed.current(userId);
        if (typeof version === "number") return version;
        // `of` asks again and waits, and reports a failure.
        version.catch(() => {});
      } catch {
        // The same.
      }
      return undefined;
    },
    contextAt: (userId, bucket, nowMs) => contextOf(cutOf(userId), bucket, nowMs),
  };
}
