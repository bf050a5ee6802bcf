import { middleHours } from "../../stats/circular-hours.ts";
import { differenceProbability } from "../../stats/surprise.ts";
import type { Explanation, Model, Prediction } from "../model.ts";
import { levelShiftLimit } from "./announced-shift.ts";
import type {
  Anomaly,
  AnomalyQuery,
  AnomalyReport,
  Change,
  Finding,
  OverallStatus,
  Tip,
} from "./anomaly-report.ts";
import { testCategoryShift } from "./category-shift.ts";
import type { AnomalyType, Nothing, Severity, Suspicion } from "./finding.ts";
import { advanceAnomaly, learnAnomaly } from "./fold.ts";
import { withLastingSpike } from "./lasting-spike.ts";
import { testLevelShift } from "./level-shift.ts";
import { testOverworkSpike } from "./overwork-spike.ts";
import { ALARM_TAIL, MIN_DAYS, PRIOR_DIFFERENCE, SUMMARY_DAYS, WEEK_DAYS } from "./parameters.ts";
import { testProductivityDrop } from "./productivity-drop.ts";
import { testQualityDecline } from "./quality-decline.ts";
import {
  ASKED,
  isJudged,
  openRecentDays,
  type RecentDays,
  recentHourCounts,
  sumDays,
} from "./recent-days.ts";
import { type AnomalyState, emptyAnomalyState } from "./state.ts";
import { testStreakBreak } from "./streak-break.ts";
import { describePatterns, summarize } from "./summary.ts";
import { SEVERITIES, toFinding } from "./to-finding.ts";
import { testUnusualHours, usualHourCounts } from "./unusual-hours.ts";

const METHOD = "predictive-tails";
/** Largest number of tips in a report. */
const MAX_TIPS = 3;

const STATUS: Readonly<Record<Severity, OverallStatus>> = {
  low: "info",
  medium: "warning",
  high: "alert",
  critical: "critical",
};

/**
 * Finds recent days that differ from the person's usual pattern. Each type compares the tested days with earlier days,
 * and reports only a difference that chance would rarely produce. See docs/models/anomaly-detector.md.
 */
export const anomalyDetector: Model<AnomalyState, AnomalyQuery, AnomalyReport> = {
  name: "anomaly-detector",
  version: 5,
  empty: emptyAnomalyState,
  advance: advanceAnomaly,
  learnInto: learnAnomaly,

  predict(state, query): Prediction<AnomalyReport> {
    const asked = query.asked.day;
    const basis = {
      sessions: state.sessions,
      days: state.sessions === 0 ? 0 : Math.max(0, asked - state.firstDay),
      method: METHOD,
    };
    const days = openRecentDays(state, asked, query.stated);
    const sessionsAnalyzed = sumDays(days.sessions, ASKED - SUMMARY_DAYS + 1, ASKED);
    if (!isJudged(state, asked)) {
      const few = state.activeDays < MIN_DAYS;
      return {
        status: "insufficient_data",
        value: nothingToSay(few ? "dates" : "recent_sessions", state.activeDays, sessionsAnalyzed),
        confidence: 0,
        basis,
        have: few ? state.activeDays : 0,
        need: few ? MIN_DAYS : 1,
      };
    }
    const { report, confidence } = judge(state, days, sessionsAnalyzed);
    return { status: "ready", value: report, confidence, basis };
  },

  explain(state, query): Explanation {
    const { anomalies, changes } = anomalyDetector.predict(state, query).value;
    const factors = [...anomalies, ...changes].map((finding) => ({
      code: `anomaly.${finding.type}`,
      contribution: finding.surpriseBits,
      parameters: numbersOf(finding),
    }));
    const total = factors.reduce((sum, { contribution }) => sum + contribution, 0);
    return { baseline: 0, total, factors };
  },
};

function judge(
  state: AnomalyState,
  days: RecentDays,
  sessionsAnalyzed: number,
): { readonly report: AnomalyReport; readonly confidence: number } {
  const usualHours = usualHourCounts(state, days.asked);
  // In the first week there are no earlier days to compare with, so the summary describes the week itself.
  const middle =
    middleHours(usualHours) ?? middleHours(recentHourCounts(state, days.asked, WEEK_DAYS));
  const findings: Finding[] = [];
  const tested: AnomalyType[] = [];
  const failures: { type: AnomalyType; error: unknown }[] = [];
  let nothingDiffers = 1;
  let surest = 0;
  function note(type: AnomalyType, test: () => Suspicion | Nothing | undefined): void {
    let verdict: Suspicion | Nothing | undefined;
    try {
      verdict = test();
    } catch (error) {
      failures.push({ type, error });
    }
    if (verdict === undefined) {
      // A type that could not be tested keeps its prior probability of a difference.
      nothingDiffers *= 1 - PRIOR_DIFFERENCE;
      return;
    }
    tested.push(type);
    const real = differenceProbability(verdict.tail, PRIOR_DIFFERENCE);
    nothingDiffers *= 1 - real;
    if (!("details" in verdict) || verdict.tail >= limitOf(state, verdict)) return;
    findings.push(toFinding(verdict));
    surest = Math.max(surest, real);
  }
  note("productivity_drop", () => testProductivityDrop(state, days));
  note("unusual_hours", () => testUnusualHours(state, days, usualHours, middle));
  note("category_shift", () => testCategoryShift(state, days));
  note("streak_break", () => testStreakBreak(state, days.asked, days.stated));
  note("overwork_spike", () => testOverworkSpike(days));
  note("quality_decline", () => testQualityDecline(state, days));
  note("level_shift", () => testLevelShift(days));
  const changes = findings.filter((finding) => finding.type === "level_shift");
  const anomalies = withLastingSpike(
    findings.filter((finding) => finding.type !== "level_shift"),
    changes,
  );
  const report: AnomalyReport = {
    status: overallStatus(anomalies, changes),
    anomalies,
    changes,
    tested,
    failures,
    tips: tipsFor(anomalies.length > 0 ? anomalies : changes),
    summary: summarize(state, days, middle),
    patterns: describePatterns(state, days),
    lacking: null,
    activeDays: state.activeDays,
    sessionsAnalyzed,
  };
  return { report, confidence: findings.length === 0 ? nothingDiffers : surest };
}

function limitOf(state: AnomalyState, { type, details }: Suspicion): number {
  return type === "level_shift" ? levelShiftLimit(state, details.direction) : ALARM_TAIL[type];
}

/** A lasting change alone raises the status to "info" only. */
function overallStatus(anomalies: readonly Anomaly[], changes: readonly Change[]): OverallStatus {
  if (anomalies.length === 0 && changes.length > 0) return "info";
  const worst = Math.max(-1, ...anomalies.map(({ severity }) => SEVERITIES.indexOf(severity)));
  const severity = SEVERITIES[worst];
  return severity === undefined ? "healthy" : STATUS[severity];
}

function tipsFor(anomalies: readonly Finding[]): Tip[] {
  if (anomalies.length === 0) return [{ kind: "positive" }];
  const tips = anomalies.flatMap(({ type }): Tip[] => [
    { kind: "suggestion", related: type, variant: 2 },
    { kind: "suggestion", related: type, variant: 3 },
  ]);
  return tips.slice(0, MAX_TIPS);
}

function nothingToSay(
  lacking: "dates" | "recent_sessions",
  activeDays: number,
  sessionsAnalyzed: number,
): AnomalyReport {
  return {
    status: "insufficient_data",
    anomalies: [],
    changes: [],
    tested: [],
    failures: [],
    tips: [],
    summary: null,
    patterns: null,
    lacking,
    activeDays,
    sessionsAnalyzed,
  };
}

/** The numbers and strings of a finding, for its sentence. */
function numbersOf({ details, severity }: Finding): Record<string, string | number> {
  const plain: Record<string, string | number> = { severity };
  for (const [name, value] of Object.entries(details)) {
    if (typeof value === "string" || typeof value === "number") plain[name] = value;
  }
  return plain;
}
