import { WEEKDAY_NAMES } from "../../../src/parity/contract/members.ts";
import { formatDay, isoWeekday } from "../../../src/time/calendar.ts";
import {
  type Asked,
  analysis,
  HOURS,
  integer,
  predictionToday,
  presetOf,
  recommendation,
  stampOf,
  todayOf,
  trends,
} from "./figures.ts";
import { meanRating, PRESET_IDS, rated, round } from "./rows.ts";

const CZECH = ["Pondělí", "Úterý", "Středa", "Čtvrtek", "Pátek", "Sobota", "Neděle"] as const;
const ASCII = ["Pondeli", "Utery", "Streda", "Ctvrtek", "Patek", "Sobota", "Nedele"] as const;

export function burnoutRisk({ rows }: Asked) {
  return {
    risk_score: 17,
    risk_level: "low",
    risk_factors: [
      {
        factor: "overwork",
        name: "Přetížení",
        severity: "medium",
        score: 12,
        value: 1.4,
        message: "Poslední týden bylo 1.4krát víc sezení.",
      },
      {
        factor: "variability",
        name: "Kolísání",
        severity: "low",
        score: 5,
        value: 14.2,
        message: "Hodnocení kolísá o 14.2 bodu.",
      },
    ],
    recommendations: ["Dopřejte si přestávky.", "Udržujte pravidelný rytmus."],
    confidence: 0.7,
    analyzed_period: "14 days",
    total_sessions_analyzed: Math.min(rows.length, 36),
  };
}

function hourCell(rows: Asked["rows"], hour: number) {
  const cell = rows.filter((row) => row.hour === hour);
  const preset = PRESET_IDS[hour % PRESET_IDS.length] ?? "deep_work";
  return {
    hour,
    time: `${String(hour).padStart(2, "0")}:00`,
    score: cell.length === 0 ? 50 : meanRating(cell),
    recommended_preset: preset,
    preset_name: presetOf(preset)[0],
    preset_rating: cell.length === 0 ? null : meanRating(cell),
    session_count: cell.length,
    confidence: cell.length === 0 ? 0.1 : 1,
  };
}

export function optimalSchedule({ rows, query, ...asked }: Asked) {
  const wanted = Math.min(12, Math.max(1, integer(query.get("sessions"), 6)));
  const day = todayOf({ rows, query, ...asked });
  const weekday = isoWeekday(day) - 1;
  const cells = HOURS.map((hour) => hourCell(rows, hour));
  const awake = cells.slice(6, 23).toSorted((one, other) => other.score - one.score);
  const planned = awake.filter(({ hour }) => hour % 2 === 1).slice(0, wanted);
  const sessions = planned
    .toSorted((one, other) => one.hour - other.hour)
    .map(({ hour, time, score, recommended_preset, confidence }, position) => {
      const [preset_name, work_minutes, break_minutes] = presetOf(recommended_preset);
      return {
        slot: position + 1,
        hour,
        time,
        preset: recommended_preset,
        preset_name,
        work_minutes,
        break_minutes,
        expected_productivity: score,
        confidence,
      };
    });
  const sum = (of: (one: (typeof sessions)[number]) => number) =>
    sessions.reduce((total, one) => total + of(one), 0);
  const totals = {
    total_work_minutes: sum((one) => one.work_minutes),
    total_break_minutes: sum((one) => one.break_minutes),
    total_time_minutes: sum((one) => one.work_minutes + one.break_minutes),
  };
  const average = round(sum((one) => one.expected_productivity) / Math.max(1, sessions.length), 1);
  return {
    date: formatDay(day),
    day_of_week: CZECH[weekday],
    day_of_week_en: WEEKDAY_NAMES[weekday],
    day_of_week_num: weekday,
    peak_hours: awake.slice(0, 5).map((cell) => ({ ...cell, expected_productivity: cell.score })),
    avoid_hours: awake.slice(-5).map(({ hour, time, score, session_count, confidence }) => {
      const shared = { hour, time, score, session_count, confidence };
      return { ...shared, expected_productivity: score, reason: "Nízká produktivita" };
    }),
    hourly_breakdown: Object.fromEntries(
      cells.map((cell) => {
        const isKnown = cell.session_count > 0;
        const known = { productivity: isKnown ? cell.score : null, completion_rate: null };
        return [cell.hour, { ...cell, ...known, data_source: isKnown ? "historical" : "default" }];
      }),
    ),
    optimal_schedule: {
      sessions,
      ...totals,
      avg_expected_productivity: average,
      sessions_count: sessions.length,
    },
    summary: {
      best_time_range: "09:00 - 12:00",
      recommended_break_times: [12, 13],
      recommended_sessions: sessions.length,
      ...totals,
      expected_avg_productivity: average,
    },
    confidence: 0.8,
    total_sessions_analyzed: rated(rows).length,
    recommendation_basis: `Podle ${rated(rows).length} sezení.`,
  };
}

const FACTORS = ["hour", "day", "preset", "category", "fatigue", "recovery", "wellness"];

export function predictQuality({ rows, query, body, ...asked }: Asked) {
  const whole = { rows, query, body, ...asked };
  const read = (name: string) => body[name] ?? query.get(name);
  const day = integer(String(read("day") ?? ""), isoWeekday(todayOf(whole)) - 1);
  const hour = integer(String(read("hour") ?? ""), new Date(asked.nowMs).getUTCHours());
  const preset = String(read("preset") ?? "deep_work");
  return {
    predicted_productivity: round(meanRating(rows), 1),
    confidence: 0.6,
    context: {
      hour: Math.min(23, Math.max(0, hour)),
      day_of_week: Math.min(6, Math.max(0, day)),
      day_name: ASCII[Math.min(6, Math.max(0, day))],
      preset,
      preset_name: presetOf(preset)[0],
      category: read("category") ?? null,
      sessions_today: integer(String(read("sessions_today")), 0),
      minutes_since_last: read("minutes_since_last") ?? null,
      has_wellness_data: body.wellness !== undefined && body.wellness !== null,
    },
    factor_scores: Object.fromEntries(
      FACTORS.map((name) => [name, { score: 71.5, confidence: 0.6, weight: 0.14 }]),
    ),
    factors: [
      { type: "positive", name: "Hodina", description: "V tuto hodinu se daří.", impact: "high" },
    ],
    recommendation: { type: "neutral", message: "Dobrý čas na práci.", action: null, icon: "👍" },
    metadata: {
      model_version: "1.1",
      total_sessions_analyzed: rows.length,
      wellness_integrated: true,
      timestamp: stampOf(whole),
    },
  };
}

export function detectAnomalies(asked: Asked) {
  return {
    anomalies_detected: 1,
    overall_status: "warning",
    anomalies: [
      {
        type: "overwork_spike",
        icon: "🔥",
        name: "Přepracování",
        severity: "medium",
        description: "Sezení je o 60 procent víc než obvykle.",
        recommendation: "Uberte.",
        ratio: 160,
        current_avg: 4.8,
        baseline_avg: 3,
        evidence: { recent_sessions_per_day: 4.8, baseline_sessions_per_day: 3 },
      },
    ],
    proactive_tips: [
      {
        type: "suggestion",
        icon: "💡",
        message: "Plánujte přestávky.",
        related_anomaly: "overwork_spike",
      },
    ],
    baseline_summary: {
      avg_productivity: round(meanRating(asked.rows), 1),
      typical_hours: { start: 9, end: 15 },
      top_category: "Learning",
      avg_sessions_per_day: 3,
      current_streak: 6,
      analysis_period_days: 14,
    },
    patterns: {
      productivity_trend: "stable",
      work_intensity: "high",
      schedule_regularity: "regular",
    },
    confidence: 0.8,
    metadata: {
      model_version: "1.0",
      total_sessions_analyzed: Math.min(asked.rows.length, 36),
      analysis_period: "14 days",
      timestamp: stampOf(asked),
    },
  };
}

export function insightsSummary(asked: Asked) {
  const { best_hours, best_day, trend } = analysis(asked).analysis;
  const { recommended_preset, reason, confidence } = recommendation(asked);
  const today = predictionToday(asked);
  const { risk_score, risk_level, risk_factors } = burnoutRisk(asked);
  return {
    analysis: { best_hours, best_day, trend },
    recommendation: { preset: recommended_preset, reason, confidence },
    prediction: {
      sessions: today.predicted_sessions,
      productivity: today.predicted_productivity,
      remaining: today.remaining_sessions,
    },
    trends: trends({ ...asked, query: new URLSearchParams() }),
    burnout: { risk_score, risk_level, top_factor: risk_factors[0] ?? null },
  };
}
