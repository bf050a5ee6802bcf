import { type Locale, type MessageParameters, translate } from "../../../messages/translate.ts";
import type { Finding, Tip } from "../../../models/anomaly-detector/anomaly-report.ts";
import { formatDay } from "../../../time/calendar.ts";
import { round } from "../../answers/data-basis.ts";
import { plainName } from "../../answers/plain-name.ts";
import type { AnomalyTexts } from "./details.ts";

/** Title, description and suggestion of a finding. */
export function anomalyTexts(finding: Finding, locale: Locale): AnomalyTexts {
  const { type } = finding;
  return {
    name: translate(locale, `anomaly.${type}.name`),
    description: translate(locale, `anomaly.${type}.description`, figuresOf(finding)),
    recommendation: translate(locale, `anomaly.${type}.advice`),
  };
}

/** Whether all types could be tested; `beside`: another test found a slower change. */
export type Known = "all" | "some" | "beside";

/** @param known what praise may claim */
export function tipText(tip: Tip, known: Known, locale: Locale): string {
  return tip.kind === "positive"
    ? translate(locale, "anomaly.nothing", { known })
    : translate(locale, `anomaly.${tip.related}.tip`, { variant: tip.variant });
}

function figuresOf(finding: Finding): MessageParameters {
  switch (finding.type) {
    case "productivity_drop":
      return {
        current: round(finding.details.currentValue, 1),
        baseline: round(finding.details.baselineValue, 1),
        points: Math.round(finding.details.baselineValue - finding.details.currentValue),
      };
    case "unusual_hours":
      return {
        unusual: finding.details.unusualSessions,
        sessions: finding.details.sessions,
        from: finding.details.usualStart,
        to: finding.details.usualEnd,
      };
    case "category_shift":
      return {
        category: plainName(finding.details.category),
        points: Math.round(Math.abs(finding.details.changePercent)),
        direction: finding.details.changePercent < 0 ? "down" : "up",
      };
    case "streak_break":
      return {
        streak: finding.details.streakDays,
        gap: finding.details.gapDays,
        since: formatDay(finding.details.gapStart),
        returned: finding.details.returned ? "yes" : "no",
      };
    case "overwork_spike":
      return {
        current: round(finding.details.currentAverage, 1),
        baseline: round(finding.details.baselineAverage, 1),
        percent: Math.round(finding.details.excessPercent),
      };
    case "quality_decline":
      return {
        count: finding.details.consecutiveCount,
        recent: round(finding.details.recentAverage, 1),
        baseline: round(finding.details.baselineAverage, 1),
      };
    case "level_shift":
      return {
        since: formatDay(finding.details.sinceDay),
        before: round(finding.details.before, 1),
        after: round(finding.details.after, 1),
      };
  }
}
