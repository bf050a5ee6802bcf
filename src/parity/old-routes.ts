import type { TSchema } from "typebox";
import { BEYOND_RULES } from "./contract/beyond-rules.ts";
import { CONTRACT } from "./contract/contract.ts";
import type { ContractRoute } from "./contract/route.ts";

export type Method = ContractRoute["methods"][number];

/** Routes of the former service, by the names used in accepted differences and tolerances. */
const ALL: Readonly<Record<string, ContractRoute>> = { ...CONTRACT, ...BEYOND_RULES };

/**
 * `figures`: values are compared. `words`: content depends on a language model, a draw or the state of either service,
 * so only shapes are compared. `text`: not JSON; status and format are compared.
 */
export type RouteKind = "figures" | "words" | "text";

export interface OldRoute {
  readonly id: string;
  readonly path: string;
  readonly methods: readonly Method[];
  readonly answer: TSchema;
  readonly kind: RouteKind;
  /** Whether the request changes shared state. */
  readonly writes: boolean;
}

const WRITES = new Set(["set_categories", "train", "ai_invalidate_cache"]);
/** Routes answered by fixed rules in both services, although their URL suggests a model. */
const FIGURES = new Set(["ai_achievement_focus", "ai_analyze_patterns"]);
const WORDS = new Set(["semantic_search", "embedding_health", "debug_diversity"]);

export const OLD_ROUTES: readonly OldRoute[] = Object.entries(ALL).map(([id, route]) => ({
  id,
  path: route.path,
  methods: route.methods,
  answer: route.answer,
  kind: kindOf(id),
  writes: WRITES.has(id),
}));

function kindOf(id: string): RouteKind {
  if (id === "metrics") return "text";
  const isWords = WORDS.has(id) || (id.startsWith("ai_") && !FIGURES.has(id));
  return isWords ? "words" : "figures";
}

const patterns = OLD_ROUTES.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
}));

/** The former service's route that matches a request, if any. */
export function findOldRoute(method: string, target: string): OldRoute | undefined {
  const path = target.split("?", 1)[0] ?? "";
  return patterns.find(({ route, pattern }) => {
    return route.methods.some((known) => known === method) && pattern.test(path);
  })?.route;
}
