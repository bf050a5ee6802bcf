import { isObject } from "../../../src/parity/compare-values.ts";
import { WEEKDAY_NAMES } from "../../../src/parity/contract/members.ts";
import type { OldRoute } from "../../../src/parity/old-routes.ts";
import { changeAt } from "./change.ts";
import type { Asked } from "./figures.ts";

interface Reply {
  readonly status: number;
  readonly body: unknown;
}
/** Makes an answer wrong as the old service has it wrong; other routes are left alone. */
type Defect = (route: OldRoute, reply: Reply, asked: Asked) => Reply;

const page: Reply = { status: 500, body: "<!doctype html><title>500</title>" };

/** A change of the answers of some routes. */
function of(routes: readonly string[], change: (body: unknown, asked: Asked) => unknown): Defect {
  return (route, reply, asked) =>
    routes.includes(route.id) && reply.status === 200
      ? { ...reply, body: change(reply.body, asked) }
      : reply;
}

/** One member of one route. */
function at(
  route: string,
  path: readonly (string | number)[],
  change: (value: unknown, asked: Asked) => unknown,
): Defect {
  return of([route], (body, asked) => changeAt(body, path, (value) => change(value, asked)));
}

const plus = (by: number) => (value: unknown) => Number(value) + by;
const to = (value: unknown) => () => value;

/** Every weekday under the name of the next. */
function shiftDays(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([day, member]) => [dayAfter(day), member]));
}

function dayAfter(day: unknown): string {
  const names: readonly string[] = WEEKDAY_NAMES;
  return names[(names.indexOf(String(day)) + 1) % names.length] ?? String(day);
}

const chain =
  (...defects: readonly Defect[]): Defect =>
  (route, reply, asked) =>
    defects.reduce((changed, defect) => defect(route, changed, asked), reply);

/** The known defects, by their numbers in the list of accepted differences. */
export const DEFECTS = {
  D1: (_, reply) => (reply.status === 400 ? page : reply),
  D3: (route, reply) => (route.id === "ai_learning_recommendations" ? page : reply),
  D9: (route, reply, { query }) =>
    route.id === "predict_quality" && query.get("hour") === "99"
      ? { ...reply, body: changeAt(reply.body, ["context", "hour"], to(99)) }
      : reply,
  D18: (_, reply) => (reply.status === 400 ? { status: 400, body: "<!doctype html>" } : reply),
  D19: at("recommendation", ["confidence"], to(1)),
  D20: at("recommendation", ["reason"], to("S touto předvolbou máte v průměru 69.0/5.")),
  D22: at("prediction_today", ["predicted_productivity"], to(3.5)),
  D26: chain(
    at("analysis", ["analysis", "total_sessions_analyzed"], plus(-2)),
    at("theme_productivity", ["themes", 0, "avg_rating"], plus(4)),
  ),
  D30: chain(
    at("analysis", ["analysis", "productivity_by_day"], shiftDays),
    at("analysis", ["analysis", "best_day"], dayAfter),
  ),
  D31: at("prediction_today", ["predicted_productivity"], plus(-8)),
  D34: chain(
    at("burnout_risk", ["risk_score"], plus(14)),
    at("burnout_risk", ["risk_level"], to("medium")),
    at("burnout_risk", ["risk_factors", 1], to(undefined)),
  ),
  D35: at("trends", ["productivity_trend"], to("declining")),
  D40: at("weekly_insights", ["predicted_sessions"], to(30)),
  D41: at("weekly_insights", ["productivity_trend"], to(-62)),
  D45: at("optimal_schedule", ["summary", "best_time_range"], to("08:00 - 23:00")),
  D47: at("optimal_schedule", ["date"], to("2026-01-01")),
  D50: at("trends", ["session_trend"], to("stable")),
  D51: at("prediction_today", ["energy_forecast", "level"], to("declining")),
  D52: at("analysis", ["analysis", "trend"], to("up")),
  D53: chain(
    at("detect_anomalies", ["anomalies", 0, "severity"], to("low")),
    at("detect_anomalies", ["overall_status"], to("info")),
  ),
  D54: at("trends", ["total_sessions"], plus(3)),
  D58: at("prediction_today", ["predicted_sessions"], plus(2)),
  D65: at("predict_quality", ["predicted_productivity"], plus(6)),
  D66: at("analysis", ["analysis", "best_hours", 0], to(22)),
  D70: at("ai_achievement_focus", ["name"], to(null)),
  D72: (route, reply) => (route.id === "ai_next_session_suggestion" ? page : reply),
  D85: (route, reply) => (route.id === "ai_daily_challenge" ? page : reply),
  D87: (route, reply) =>
    route.id === "ai_evening_review"
      ? {
          ...reply,
          body: {
            ai_available: false,
            fallback: true,
            from_cache: false,
            error: "no",
            message: "no",
          },
        }
      : reply,
  D96: at("ai_analyze_patterns", ["productivity", "best_day"], to("2026-01-05")),
  D103: at("predict_quality", ["context", "minutes_since_last"], to(12)),
  D110: at("preset_stats", ["deep_work", "best_hour"], plus(1)),
} as const satisfies Record<string, Defect>;

export type DefectName = keyof typeof DEFECTS;
