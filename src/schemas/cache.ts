import { type Static, Type } from "typebox";
import { nullable } from "./answer.ts";
import { Timestamp } from "./common.ts";

const Count = Type.Integer({ minimum: 0 });

const Tier = Type.Object(
  {
    hits: Count,
    misses: Count,
    stale: Type.Integer({
      minimum: 0,
      description: "expired answers served: stale-while-revalidate or stale-if-error",
    }),
    hit_rate: nullable("number", {
      minimum: 0,
      maximum: 1,
      description: "hits and stale answers among all requests; null without requests",
    }),
  },
  { title: "CacheTier", additionalProperties: false },
);
export type Tier = Static<typeof Tier>;

const RouteStatistics = Type.Object(
  {
    route: Type.String(),
    policy: Type.Object(
      {
        ttl_seconds: Type.Number(),
        stale_seconds: Type.Number(),
        bucket: Type.Enum(["none", "day", "hour", "quarter", "minute"], {
          description: "the time after which the answer changes by itself",
        }),
        shared: Type.Boolean(),
      },
      { additionalProperties: false },
    ),
    local: Tier,
    shared: Tier,
    made: Type.Integer({ minimum: 0, description: "answers loaded" }),
    collapsed: Type.Integer({
      minimum: 0,
      description: "requests that shared the answer of an identical one",
    }),
    entries: Count,
    bytes: Count,
  },
  { title: "CacheRoute", additionalProperties: false },
);

export const CacheStatistics = Type.Object(
  {
    local: Type.Object(
      { ...Tier.properties, entries: Count, bytes: Count, max_bytes: Count },
      { additionalProperties: false, description: "memory of the process that answered" },
    ),
    shared: Type.Object(
      {
        ...Tier.properties,
        state: Type.Enum(["none", "up", "down"], {
          description: "`none`: REDIS_URL is not set; `down`: asked only once a second",
        }),
        errors: Count,
        unreadable: Type.Integer({
          minimum: 0,
          description: "values under our keys that are not entries of ours",
        }),
        pending_deletions: Type.Integer({
          minimum: 0,
          description: "deletions that wait for Redis",
        }),
      },
      { additionalProperties: false, description: "Redis, as the process that answered saw it" },
    ),
    routes: Type.Array(RouteStatistics),
  },
  { title: "CacheStatistics", additionalProperties: false },
);
export type CacheStatistics = Static<typeof CacheStatistics>;

const selection = {
  user: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  route: Type.Optional(
    Type.String({ maxLength: 200, description: "as registered: `/api/sessions/:id`" }),
  ),
  pattern: Type.Optional(
    Type.String({
      maxLength: 200,
      description: "routes by glob: `/api/prediction/*`, `/api/**`",
    }),
  ),
};

export const CacheSelection = Type.Object(selection, { additionalProperties: false });
export type CacheSelection = Static<typeof CacheSelection>;

export const CacheListQuery = Type.Object(
  { ...selection, limit: Type.Integer({ minimum: 1, maximum: 1000, default: 100 }) },
  { additionalProperties: false },
);
export type CacheListQuery = Static<typeof CacheListQuery>;

export const CacheEntries = Type.Object(
  {
    entries: Type.Array(
      Type.Object(
        {
          user: Type.String(),
          route: Type.String(),
          locale: Type.String(),
          parameters: Type.String({ description: "path and query, checked and sorted, as JSON" }),
          bytes: Count,
          etag: Type.String(),
          made_at: Timestamp,
          expires_at: Timestamp,
          current: Type.Boolean({ description: "whether it would be served now" }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  {
    title: "CacheEntries",
    additionalProperties: false,
    description: "in the process that answered, the most recently used first",
  },
);
export type CacheEntries = Static<typeof CacheEntries>;

export const CacheDeleted = Type.Object(
  {
    local: Type.Integer({ minimum: 0, description: "in the process that answered" }),
    shared: Type.Integer({ minimum: 0, description: "in Redis" }),
  },
  { title: "CacheDeleted", additionalProperties: false },
);

export const CacheWarmed = Type.Object(
  {
    warmed: Type.Array(
      Type.Object(
        { route: Type.String(), status: Type.Integer() },
        { additionalProperties: false },
      ),
    ),
  },
  { title: "CacheWarmed", additionalProperties: false },
);

export const CacheReset = Type.Object(
  { status: Type.Enum(["reset"]) },
  { title: "CacheReset", additionalProperties: false },
);

export const OwnCacheStatus = Type.Object(
  {
    total_cached: Count,
    valid: Count,
    invalidated: Type.Integer({ minimum: 0, description: "total minus valid" }),
    caches: Type.Array(
      Type.Object(
        {
          type: Type.String({ description: "the route without `/api/`, in snake case" }),
          key: nullable("string"),
          generated_at: nullable("string"),
          expires_at: nullable("string"),
          valid: Type.Boolean({ description: "whether it would be served now" }),
        },
        { additionalProperties: false },
      ),
      { description: "newest first" },
    ),
  },
  { title: "OwnCacheStatus", additionalProperties: false },
);
export type OwnCacheStatus = Static<typeof OwnCacheStatus>;

/** Older clients send nothing, a type, or another value, which is ignored. */
export const InvalidateInput = Type.Unknown({
  description: "`type`: only answers of this type, as the cache's status names it; all when absent",
});

export const Invalidated = Type.Object(
  {
    status: Type.Enum(["invalidated"]),
    invalidated_count: Type.Integer({ minimum: 0, description: "copies, in memory and in Redis" }),
    message: Type.String(),
  },
  { title: "Invalidated", additionalProperties: false },
);
export type Invalidated = Static<typeof Invalidated>;
