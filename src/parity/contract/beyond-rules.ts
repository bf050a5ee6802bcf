import { Type } from "typebox";
import { Count, orNull, Share, Text } from "./members.ts";
import type { ContractRoute } from "./route.ts";

const Hit = Type.Object({
  id: Text,
  date: Text,
  category: Text,
  task: orNull(Text),
  notes: orNull(Text),
  productivity_rating: orNull(Type.Number()),
  similarity: Type.Number(),
});

const CacheStatus = Type.Object({
  total_cached: Count,
  valid: Count,
  invalidated: Count,
  caches: Type.Array(
    Type.Object({
      type: Text,
      key: Text,
      generated_at: orNull(Text),
      expires_at: orNull(Text),
      valid: Type.Boolean(),
    }),
  ),
});

/**
 * Routes of the first version whose answers depend on a model, the URL or stored data; only their shapes are specified.
 */
export const BEYOND_RULES = {
  ai_expand_suggestion: {
    methods: ["POST"],
    path: "/api/ai/expand-suggestion",
    parameters: {},
    answer: Type.Object({
      answer: Text,
      type: Text,
      icon: Text,
      confidence: Share,
      ai_generated: Type.Boolean(),
    }),
  },
  semantic_search: {
    methods: ["GET"],
    path: "/api/semantic-search",
    parameters: {},
    answer: Type.Object({
      query: Text,
      results: Type.Array(Hit),
      count: Count,
      model: Text,
      dimensions: Count,
    }),
  },
  ai_v2_health: {
    methods: ["GET"],
    path: "/api/ai/v2/health",
    parameters: {},
    answer: Type.Object({ status: Text, message: Text }),
  },
  ai_invalidate_cache: {
    methods: ["POST"],
    path: "/api/ai/invalidate-cache",
    parameters: {},
    answer: Type.Object({
      status: Type.Literal("invalidated"),
      invalidated_count: Count,
      message: Text,
    }),
  },
  ai_cache_status: {
    methods: ["GET"],
    path: "/api/ai/cache-status",
    parameters: {},
    answer: CacheStatus,
  },
} as const satisfies Record<string, ContractRoute>;
