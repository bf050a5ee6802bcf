import { type FieldPath, matchesField } from "./field-path.ts";

/** How the two values of a field are compared. */
export type Rule =
  /** Numbers must agree within one unit of the last displayed digit, everything else literally. */
  | { readonly kind: "value" }
  | { readonly kind: "within"; readonly by: number }
  /** Language and stated numbers must agree; the wording is free. */
  | { readonly kind: "text" }
  /** `HH:MM`, compared across midnight. */
  | { readonly kind: "clock"; readonly minutes: number }
  /** A timestamp without a zone. */
  | { readonly kind: "moment"; readonly seconds: number }
  /** Only the type must agree. */
  | { readonly kind: "type" };

const value: Rule = { kind: "value" };
const text: Rule = { kind: "text" };
const type: Rule = { kind: "type" };

/** Answers may be one minute old. */
const LATE_SECONDS = 90;

/** Members that contain sentences or display names, at any path. */
const TEXTS = new Set([
  "reason",
  "message",
  "description",
  "tip",
  "name",
  "recommendation_basis",
  "action",
  "error",
]);
const MOMENTS = new Set(["generated_at", "timestamp"]);

/** The first matching pattern applies; `route.field`, with `*` for any route. */
const RULES: readonly (readonly [route: string, field: string, rule: Rule])[] = [
  ["recommendation", "current_time", { kind: "clock", minutes: 2 }],
  ["*", "recommendations[]", text],
  ["*", "anomalies[].recommendation", text],
  ["detect_anomalies", "anomalies[].evidence.normal_range", text],
  // The content of a factor is in words, and factors of equal impact can be in any order.
  ["predict_quality", "factors[].**", type],
  ["ai_achievement_focus", "name", text],
  ["health", "database", value],
];

/** Lists of objects and the member that identifies their items; other lists are compared by index. */
const KEYS: readonly (readonly [route: string, field: string, key: string])[] = [
  ["*", "recommended_schedule", "hour"],
  ["*", "predictions", "date"],
  ["*", "risk_factors", "factor"],
  ["*", "peak_hours", "hour"],
  ["*", "avoid_hours", "hour"],
  ["optimal_schedule", "optimal_schedule.sessions", "hour"],
  ["*", "anomalies", "type"],
  ["*", "themes", "theme"],
];

/** Tolerances set by the caller: a number for `route.field`, both as patterns. */
export type Tolerances = ReadonlyMap<string, number>;

export function ruleFor(route: string, path: FieldPath, tolerances: Tolerances): Rule {
  for (const [pattern, by] of tolerances) {
    const [named = "", ...field] = pattern.split(".");
    if (isRoute(named, route) && matchesField(field.join("."), path)) return { kind: "within", by };
  }
  const found = RULES.find(
    ([named, field]) => isRoute(named, route) && matchesField(field, path),
  )?.[2];
  if (found !== undefined) return found;
  const member = path.findLast((segment) => !segment.startsWith("[")) ?? "";
  if (MOMENTS.has(member)) return { kind: "moment", seconds: LATE_SECONDS };
  return TEXTS.has(member) ? text : value;
}

export function keyFor(route: string, path: FieldPath): string | undefined {
  return KEYS.find(([named, field]) => isRoute(named, route) && matchesField(field, path))?.[2];
}

export function isRoute(pattern: string, route: string): boolean {
  return pattern === "*" || pattern === route;
}
