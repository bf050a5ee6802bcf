import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { KNOWN_DIFFERENCES } from "../../../src/parity/accepted.ts";
import type { Outcome } from "../../../src/parity/ask.ts";
import { isObject } from "../../../src/parity/compare-values.ts";
import { breaches } from "../../../src/parity/contract-check.ts";
import { contractRequests } from "../../../src/parity/contract-requests.ts";
import { createJudge } from "../../../src/parity/judge.ts";
import { OLD_ROUTES, type OldRoute } from "../../../src/parity/old-routes.ts";
import { createFindings, type Difference } from "../../../src/parity/report.ts";
import { parseDay } from "../../../src/time/calendar.ts";
import { changeAt } from "../../support/old-service/change.ts";
import { DEFECTS, type DefectName } from "../../support/old-service/defects.ts";
import {
  type OldServiceOptions,
  type Reply,
  replyTo,
} from "../../support/old-service/old-service.ts";
import { inventRows } from "../../support/old-service/rows.ts";

const TODAY = parseDay("2026-03-02") ?? 0;
const HISTORY = { rows: inventRows(TODAY), nowMs: TODAY * 86_400_000 + 8.5 * 3_600_000 };
const REQUESTS = contractRequests(TODAY, true);
const judge = createJudge({ accepted: KNOWN_DIFFERENCES, tolerances: new Map(), locale: "en" });

function outcomeOf({ status, body }: Reply): Outcome {
  const isText = typeof body === "string";
  const mediaType = !isText
    ? "application/json"
    : body.startsWith("<")
      ? "text/html"
      : "text/plain";
  return { status, mediaType, body, ms: 1 };
}

const RIGHT = REQUESTS.map((request) => replyTo(request, HISTORY));

/** What is found between two stand-ins over every request whose answer either changes. */
function compare(old: OldServiceOptions, fresh: OldServiceOptions): readonly Difference[] {
  return REQUESTS.flatMap((request, at) => {
    const replies = [old, fresh].map((options) =>
      Object.keys(options).length === 0 ? RIGHT[at] : replyTo(request, HISTORY, options),
    );
    const [was, is] = replies;
    if (was === undefined || is === undefined || replies.every((one) => same(one, RIGHT[at])))
      return [];
    return judge(request, outcomeOf(was), outcomeOf(is));
  });
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Changes one place in the answers of one route. */
function planted(
  route: string,
  path: readonly (string | number)[],
  change: (value: unknown) => unknown,
): OldServiceOptions {
  return {
    change: (asked: OldRoute, reply: Reply) =>
      asked.id === route ? { ...reply, body: changeAt(reply.body, path, change) } : reply,
  };
}

const to = (value: unknown) => () => value;

describe("the stand-in of the old service", () => {
  // What ours has besides, for clients that read it from no answer of the old one.
  const ADDED = /^(preset|predicted_sessions|recommended_focus|tip) required$/;

  test("answers all its routes as the contract says", () => {
    const answered = new Set<string>();
    for (const request of REQUESTS) {
      const { status, body } = replyTo(request, HISTORY);
      if (status !== 200) continue;
      answered.add(request.route.id);
      const broken = breaches(request.route.answer, body).filter((breach) => !ADDED.test(breach));
      assert.deepEqual(broken, [], request.route.id);
    }
    assert.equal(answered.size, 42);
    assert.equal(OLD_ROUTES.length, 42);
  });
});

describe("between equal services", () => {
  test("no request of the contract shows a difference", () => {
    for (const [at, request] of REQUESTS.entries()) {
      const [was, is] = [RIGHT[at], replyTo(request, HISTORY)];
      assert.ok(was);
      assert.deepEqual(judge(request, outcomeOf(was), outcomeOf(is)), []);
    }
  });

  for (const name of Object.keys(DEFECTS).filter((one): one is DefectName => one in DEFECTS)) {
    test(`nor does it when both have ${name}`, () => {
      assert.deepEqual(compare({ defects: [name] }, { defects: [name] }), []);
    });
  }
});

describe("a known defect of the old service is found and accepted, alone", () => {
  for (const name of Object.keys(DEFECTS).filter((one): one is DefectName => one in DEFECTS)) {
    test(name, () => {
      const found = compare({ defects: [name] }, {});
      assert.ok(found.length > 0);
      const odd = found.filter((one) => one.class !== "old" && one.class !== "science");
      assert.deepEqual(odd, []);
      assert.ok(
        found.some(({ reason }) => reason.startsWith(`${name}: `)),
        String(found[0]?.reason),
      );
      // The other way round it would be ours that has the defect; a few are judged alike both ways.
      assert.ok(compare({}, { defects: [name] }).length > 0);
    });
  }
});

describe("a planted difference of ours is found", () => {
  const PLANTS: readonly (readonly [
    route: string,
    path: readonly (string | number)[],
    change: (value: unknown) => unknown,
    verdict: "ours" | "unexplained",
    field?: string,
  ])[] = [
    ["health", ["database"], to("disconnected"), "ours"],
    ["set_categories", ["categories_count"], to(7), "unexplained"],
    ["analysis", ["heatmap", "Monday"], to(undefined), "ours"],
    ["analysis", ["analysis", "productivity_by_day", "Monday"], to(12), "unexplained"],
    ["analysis", ["analysis", "trend"], to("sideways"), "ours"],
    ["recommendation", ["current_time"], to("11:30"), "unexplained"],
    ["recommendation", ["recommended_preset"], to("standard"), "ours"],
    ["recommendation", ["reason"], to("This preset is the best for you."), "unexplained"],
    ["recommendation", ["alternative"], to(5), "ours"],
    ["prediction_today", ["date"], to("2026-03-01"), "unexplained"],
    ["prediction_today", ["completed_sessions"], to(4), "unexplained"],
    ["prediction_today", ["predicted_productivity"], to(9.5), "unexplained"],
    ["prediction_today", ["energy_forecast"], to(undefined), "ours"],
    ["prediction_week", ["predictions", 3, "day_name"], to("Monday"), "unexplained"],
    ["prediction_week", ["predictions", 6], to(undefined), "ours"],
    ["trends", ["total_sessions"], to(400), "unexplained"],
    ["trends", ["avg_productivity"], to(3.5), "unexplained"],
    ["preset_stats", ["learning", "avg_rating"], (was) => Number(was) + 0.3, "unexplained"],
    ["burnout_risk", ["risk_level"], to("severe"), "ours"],
    ["burnout_risk", ["analyzed_period"], to("15 days"), "ours"],
    ["burnout_risk", ["risk_factors", 0, "name"], to(undefined), "ours"],
    [
      "optimal_schedule",
      ["hourly_breakdown", "9", "preset_name"],
      to("Tiefe Arbeit"),
      "unexplained",
    ],
    ["optimal_schedule", ["peak_hours", 0, "time"], to("9:00"), "ours"],
    ["optimal_schedule", ["day_of_week_num"], to(6), "unexplained"],
    ["predict_quality", ["context", "hour"], (was) => 23 - Number(was), "unexplained"],
    ["predict_quality", ["recommendation", "icon"], to("🙂"), "ours"],
    ["predict_quality", ["metadata", "timestamp"], to("2026-03-02T09:30:00"), "unexplained"],
    ["detect_anomalies", ["anomalies", 0, "type"], to("level_shift"), "ours"],
    ["detect_anomalies", ["metadata", "total_sessions_analyzed"], to(3), "unexplained"],
    ["debug_diversity", ["diversity_result", "reasoning"], to(undefined), "ours"],
    ["train", ["sessions_analyzed"], to(1), "unexplained"],
    ["insights_summary", ["burnout", "top_factor", "factor"], to("bad_luck"), "ours"],
    ["theme_productivity", ["themes", 1, "sessions"], to(1), "unexplained"],
    ["weekly_insights", ["tip"], to(undefined), "ours"],
    ["theme_recommendation", ["day_of_week"], to("úterý"), "unexplained"],
    ["ai_morning_briefing", ["wellbeing_check", "status"], to("splendid"), "ours"],
    ["ai_next_session_suggestion", ["topic"], to(undefined), "ours"],
    ["ai_weekly_quest", [0, "target"], to("3"), "ours"],
    ["ai_analyze_patterns", ["productivity", "best_hours"], to(9), "ours"],
    ["ai_cache_status", ["valid"], to(undefined), "ours"],
    ["ai_invalidate_cache", ["status"], to("done"), "ours"],
    ["semantic_search", ["results", 0, "similarity"], to("high"), "ours"],
  ];

  for (const [route, path, change, verdict] of PLANTS) {
    test(`${route} ${path.join(".")}: ${verdict}`, () => {
      const found = compare({}, planted(route, path, change));
      const worst = found.filter((one) => one.class === verdict);
      assert.ok(worst.length > 0, JSON.stringify(found.slice(0, 3)));
      const path_ = OLD_ROUTES.find(({ id }) => id === route)?.path;
      assert.ok(found.every((one) => one.route.endsWith(String(path_))));
    });
  }

  for (const { id } of OLD_ROUTES) {
    test(`${id}: a failure, another refusal, another format, no answer`, () => {
      const fails = (reply: Reply): OldServiceOptions => ({
        change: (route, right) => (route.id === id && right.status === 200 ? reply : right),
      });
      for (const reply of [
        { status: 500, body: { error: "no" } },
        { status: 404, body: { error: "no" } },
        { status: 200, body: "<html>" },
      ]) {
        const found = compare({}, fails(reply)).filter(({ class: one }) => one !== "old");
        assert.ok(found.length > 0 && found.every(({ class: one }) => one !== "science"));
      }
      const [request] = REQUESTS.filter(({ route }) => route.id === id);
      assert.ok(request);
      const old = outcomeOf(replyTo(request, HISTORY));
      const [silent] = judge(request, old, { failure: "timeout", ms: 9 });
      assert.equal(silent?.class, "ours");
      const [other] = judge(request, { failure: "unreachable", ms: 9 }, old);
      assert.equal(other?.class, "unexplained");
    });
  }

  test("wherever a member of figures is left out or becomes a list", () => {
    const figures = REQUESTS.filter(({ route }) => route.kind === "figures");
    fc.assert(
      fc.property(fc.constantFrom(...figures), fc.nat(), fc.boolean(), (request, at, leaveOut) => {
        const right = replyTo(request, HISTORY);
        const paths = memberPaths(right.body);
        const path = paths[at % Math.max(1, paths.length)];
        fc.pre(right.status === 200 && path !== undefined);
        const body = changeAt(right.body, path ?? [], to(leaveOut ? undefined : [["odd"]]));
        const found = judge(request, outcomeOf(right), outcomeOf({ status: 200, body }));
        assert.ok(found.length > 0, `${request.target} ${path?.join(".")}`);
      }),
      { numRuns: 300 },
    );
  });
});

/** The places of all members of an answer. */
function memberPaths(value: unknown): (string | number)[][] {
  if (Array.isArray(value)) {
    return value.flatMap((item, at) => memberPaths(item).map((path) => [at, ...path]));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => [
    [name],
    ...memberPaths(member).map((path) => [name, ...path]),
  ]);
}

describe("the report", () => {
  test("counts by class, and its verdict is `same` only without ours and unexplained ones", () => {
    const findings = createFindings();
    for (const differences of [compare({ defects: ["D40"] }, {}), []]) {
      findings.add({ differences, oldMs: 10, newMs: 1 });
    }
    assert.equal(findings.report().verdict, "same");
    assert.ok(findings.report().counts.old > 0);
    findings.add({
      differences: compare({}, planted("health", ["service"], to("x"))),
      oldMs: 30,
      newMs: 2,
    });
    assert.equal(findings.report().verdict, "different");
    assert.equal(findings.report().counts.ours, 1);
    assert.deepEqual(findings.latency(), {
      old: { median: 10, p95: 30 },
      new: { median: 1, p95: 2 },
    });
  });
});

describe("accepted differences", () => {
  test("each is of routes that exist, and says why in both languages", () => {
    const known = new Set(["*", ...OLD_ROUTES.map(({ id }) => id)]);
    for (const one of KNOWN_DIFFERENCES) {
      assert.deepEqual(
        one.routes.filter((route) => !known.has(route)),
        [],
        one.id,
      );
      assert.ok(one.reason.en.length > 20 && one.reason.cs.length > 20, one.id);
    }
  });
});
