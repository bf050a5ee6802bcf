import { type Locale, translate } from "../../messages/translate.ts";
import { type OptimalSchedule, SCHEDULE_SESSIONS } from "../../schemas/optimal-schedule.ts";
import type { WeekPrediction } from "../../schemas/predictions.ts";
import { contentLine, textValue, utcValue } from "../../sessions/export/ics-text.ts";
import { parseDay } from "../../time/calendar.ts";
import { parseClock } from "../../time/timestamp.ts";
import type { Zone } from "../../time/zone.ts";

export interface PlanSource {
  /** Forecast of the sessions of the coming days. */
  week(): Promise<WeekPrediction>;
  /** Number of today's sessions still to come. */
  remaining(): Promise<number>;
  /** @param day `today`, or an English weekday: the next such day */
  schedule(day: string, sessions: number): Promise<OptimalSchedule>;
}

interface PlanContext {
  readonly zone: Zone;
  readonly locale: Locale;
  /** When the plan was made. */
  readonly stampMs: number;
}

/**
 * Planned sessions of the coming days as events: the expected number, at the best times. None while there is too little
 * data.
 */
export async function planEvents(source: PlanSource, context: PlanContext): Promise<string> {
  const week = await source.week();
  if (week.data.status !== "ready") return "";
  let text = "";
  for (const [index, day] of week.predictions.entries()) {
    const toCome = index === 0 ? await source.remaining() : day.predicted_sessions;
    const sessions = Math.min(toCome, SCHEDULE_SESSIONS.maximum);
    if (sessions < SCHEDULE_SESSIONS.minimum) continue;
    const name = index === 0 ? "today" : day.weekday;
    const plan = await source.schedule(name, sessions);
    if (plan.date !== day.date) continue;
    text += plan.optimal_schedule.sessions
      .map((session) => plannedEvent(plan.date, session, context))
      .join("");
  }
  return text;
}

type Planned = OptimalSchedule["optimal_schedule"]["sessions"][number];

function plannedEvent(
  date: string,
  { time, slot, work_minutes: minutes, preset_name: preset }: Planned,
  { zone, locale, stampMs }: PlanContext,
): string {
  const startMs = zone.instantOf(parseDay(date) ?? 0, parseClock(time) ?? 0);
  return [
    contentLine("BEGIN", "VEVENT"),
    contentLine("UID", `plan-${date}-${slot}@pomodoro-ml`),
    contentLine("DTSTAMP", utcValue(stampMs)),
    contentLine("DTSTART", utcValue(startMs)),
    contentLine("DTEND", utcValue(startMs + minutes * 60_000)),
    contentLine("SUMMARY", textValue(translate(locale, "calendar.planned", { preset }))),
    contentLine("STATUS", "TENTATIVE"),
    contentLine("TRANSP", "TRANSPARENT"),
    contentLine("END", "VEVENT"),
  ].join("");
}
