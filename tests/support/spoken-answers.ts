import type { Session } from "../../src/domain/session.ts";
import type { Locale } from "../../src/messages/locale.ts";
import { analyzeAnomalies } from "../../src/services/ai/capabilities/analyze-anomalies.ts";
import { dailyChallenge } from "../../src/services/ai/capabilities/daily-challenge.ts";
import { eveningReview } from "../../src/services/ai/capabilities/evening-review.ts";
import { integratedInsight } from "../../src/services/ai/capabilities/integrated-insight.ts";
import { morningBriefing } from "../../src/services/ai/capabilities/morning-briefing.ts";
import { motivation } from "../../src/services/ai/capabilities/motivation.ts";
import { nextSession, readNextQuestion } from "../../src/services/ai/capabilities/next-session.ts";
import { optimalSchedule } from "../../src/services/ai/capabilities/optimal-schedule.ts";
import type { DraftingCapability } from "../../src/services/ai/drafting/define-capability.ts";
import { Person } from "../../src/services/ai/person.ts";
import { analysisFacts } from "../../src/services/analysis/facts.ts";
import { presentAnalysis } from "../../src/services/analysis/present.ts";
import { weekFacts } from "../../src/services/predictions/facts.ts";
import { presentWeek } from "../../src/services/predictions/present.ts";
import { type EpochDay, MS_PER_DAY } from "../../src/time/calendar.ts";
import { type InventedPerson, viewOf } from "./invented-people.ts";

const RECENT_DAYS = 30;
const ACHIEVEMENT = {
  achievement_id: "week",
  name: "A week",
  reason: "It is next.",
  progress: 1,
  target: 7,
  percent: 14,
  source: "own_sessions",
} as const;

/** All that one person is told at one moment, in one language. */
export function spokenAnswers(
  someone: InventedPerson,
  day: EpochDay,
  minute: number,
  locale: Locale,
) {
  const view = viewOf(someone, day, minute);
  const person = new Person({
    view,
    locale,
    categories: ["Coding", "Reading", "Writing"],
    checkin: null,
    recent: recentOf(someone, view.atMs),
    morning: viewOf(someone, day, 0),
  });
  const texts: string[] = [];
  function worded<Question, Answer>(
    capability: DraftingCapability<Question, Answer>,
    question: Question,
  ): Answer {
    const options = { endsAtMs: view.atMs, found: [], bypassCache: false };
    const { request, assemble } = capability.draft(person, question, options);
    const told = Object.fromEntries(request.members.map(({ key, template }) => [key, template]));
    texts.push(...Object.values(told));
    return assemble((key) => told[key] ?? "", {
      texts: told,
      source: "template",
      generatedAtMs: view.atMs,
    });
  }
  return {
    view,
    today: person.forecast(),
    tomorrow: person.forecast(day + 1),
    week: presentWeek(weekFacts(view, day), { view, locale }),
    plan: person.schedule(12),
    plans: [1, 2, 6].map((ahead) => person.schedule(12, WEEKDAYS[(ahead + day - 4) % 7])),
    recommendation: person.recommendation(),
    recommendedAt: (hour: number) => person.recommendation(undefined, hour).preset,
    ...presentAnalysis(analysisFacts(view)),
    anomalies: person.anomalies(),
    load: person.load(),
    trends: person.trends(),
    themes: person.themes(),
    theme: person.theme(day),
    weekly: person.week(),
    briefing: worded(morningBriefing, { date: null, achievement: ACHIEVEMENT }),
    insight: worded(integratedInsight, {}),
    schedule: worded(optimalSchedule, { sessions: 12, day: "today" }),
    review: worded(eveningReview, {}),
    findings: worded(analyzeAnomalies, {}),
    challenge: worded(dailyChallenge, { averageSessions: 3, topCategory: null, weakAreas: "" }),
    motivation: worded(motivation, { mood: "" }),
    next: worded(nextSession, readNextQuestion({})),
    texts,
  };
}
export type SpokenAnswers = ReturnType<typeof spokenAnswers>;

/** Epoch day 4 was a Monday. */
const WEEKDAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

function recentOf({ sessions }: InventedPerson, atMs: number): Session[] {
  return sessions
    .map(({ id, startedAtMs, durationMinutes, preset, category, rating, completed }) => {
      const endedAtMs = startedAtMs + durationMinutes * 60_000;
      return {
        ...{ id, userId: "somebody", startedAtMs, endedAtMs, preset, category, rating, completed },
        durationSeconds: durationMinutes * 60,
        ...{ task: null, notes: null, createdAtMs: endedAtMs, updatedAtMs: endedAtMs },
      };
    })
    .filter(({ endedAtMs }) => endedAtMs <= atMs && endedAtMs > atMs - RECENT_DAYS * MS_PER_DAY)
    .reverse();
}
