import type {
  Anomaly as Found,
  Change as FoundChange,
} from "../../../models/anomaly-detector/anomaly-report.ts";
import type { Anomaly, Change } from "../../../schemas/detect-anomalies.ts";
import { formatDay } from "../../../time/calendar.ts";
import { hourText } from "../../answers/clock-text.ts";
import { round } from "../../answers/data-basis.ts";

/** Texts of one anomaly. */
export interface AnomalyTexts {
  readonly name: string;
  readonly description: string;
  readonly recommendation: string;
}

/** An anomaly in its wire form; each type has its own members. */
export function anomalyOf(finding: Found, texts: AnomalyTexts): Anomaly {
  const { severity } = finding;
  const common = { ...texts, tail_probability: significant(finding.tail) };
  const mild = severity === "low" ? ("low" as const) : ("medium" as const);
  switch (finding.type) {
    case "productivity_drop":
      return { ...common, ...productivityDrop(finding.details), severity };
    case "unusual_hours":
      return { ...common, ...unusualHours(finding.details), severity: mild };
    case "category_shift":
      return { ...common, ...categoryShift(finding.details), severity: "low" };
    case "streak_break":
      return { ...common, ...streakBreak(finding.details), severity: mild };
    case "overwork_spike":
      return { ...common, ...overworkSpike(finding.details), severity: mild };
    case "quality_decline":
      return { ...common, ...qualityDecline(finding.details), severity: mild };
  }
}

/** A change in its wire form. */
export function changeOf({ details, severity, tail }: FoundChange, texts: AnomalyTexts): Change {
  const before = round(details.before, 1);
  const after = round(details.after, 1);
  return {
    ...texts,
    tail_probability: significant(tail),
    type: "level_shift",
    icon: "📊",
    severity: severity === "low" ? "low" : "medium",
    direction: details.direction,
    since: formatDay(details.sinceDay),
    before_avg: before,
    after_avg: after,
    evidence: { sessions_per_day_before: before, sessions_per_day_after: after },
  };
}

type DetailsOf<Type extends Found["type"]> = Extract<Found, { type: Type }>["details"];

function productivityDrop(details: DetailsOf<"productivity_drop">) {
  return {
    type: "productivity_drop" as const,
    icon: "📉" as const,
    z_score: round(details.zScore, 2),
    current_value: round(details.currentValue, 1),
    baseline_value: round(details.baselineValue, 1),
    change_percent: round(details.changePercent, 1),
    evidence: { period: "last_3_days" as const, data_points: [...details.dataPoints] },
  };
}

function unusualHours(details: DetailsOf<"unusual_hours">) {
  return {
    type: "unusual_hours" as const,
    icon: "🌙" as const,
    evidence: {
      normal_range: `${hourText(details.usualStart)} - ${hourText(details.usualEnd)}`,
      unusual_sessions: details.hours.map(hourText),
    },
  };
}

function categoryShift(details: DetailsOf<"category_shift">) {
  const named = details.recentDistribution.flatMap(([category, percent]) =>
    category === null ? [] : [[category, round(percent, 1)] as const],
  );
  const [, other = 0] = details.recentDistribution.find(([category]) => category === null) ?? [];
  return {
    type: "category_shift" as const,
    icon: "🔄" as const,
    category: details.category,
    change_percent: round(details.changePercent, 1),
    evidence: {
      baseline_top: details.baselineTop,
      // Names are user-defined. `fromEntries` defines each property, so `__proto__` is an ordinary name.
      recent_distribution: Object.fromEntries(named),
      other_percent: round(other, 1),
    },
  };
}

function streakBreak(details: DetailsOf<"streak_break">) {
  return {
    type: "streak_break" as const,
    icon: "💔" as const,
    streak_days: details.streakDays,
    gap_days: details.gapDays,
    returned: details.returned,
    evidence: { streak_length: details.streakDays, gap_start: formatDay(details.gapStart) },
  };
}

function overworkSpike(details: DetailsOf<"overwork_spike">) {
  const current = round(details.currentAverage, 1);
  const baseline = round(details.baselineAverage, 1);
  return {
    type: "overwork_spike" as const,
    icon: "🔥" as const,
    ratio: Math.round(details.ratioPercent),
    current_avg: current,
    baseline_avg: baseline,
    evidence: { recent_sessions_per_day: current, baseline_sessions_per_day: baseline },
  };
}

function qualityDecline(details: DetailsOf<"quality_decline">) {
  const baseline = round(details.baselineAverage, 1);
  return {
    type: "quality_decline" as const,
    icon: "⚠️" as const,
    consecutive_count: details.consecutiveCount,
    avg_recent: round(details.recentAverage, 1),
    baseline_avg: baseline,
    evidence: {
      consecutive_ratings: [...details.consecutiveRatings],
      baseline_threshold: baseline,
    },
  };
}

/** Two significant digits: tails differ by orders of magnitude, and more digits would suggest precision. */
function significant(probability: number): number {
  return Number(probability.toPrecision(2));
}
