import { presetMeant } from "../../../domain/preset.ts";
import { DEFAULT_PRESET } from "../../../domain/session.ts";
import type { ChallengeQuery, DailyChallenge } from "../../../schemas/ai-suggestions.ts";
import { formatDay } from "../../../time/calendar.ts";
import { HOUR_MS, type TextOf } from "../capability.ts";
import { sessions, time } from "../drafting/amount.ts";
import { defineCapability } from "../drafting/define-capability.ts";
import type { TextDraft } from "../drafting/text-draft.ts";
import type { Person } from "../person.ts";
import type { Worded } from "../worded.ts";
import { isFreeDay } from "./say-forecast.ts";

const NOON = 12 * 60;
const XP = { easy: 25, medium: 50, hard: 75 } as const;
const KINDS = ["sessions", "morning", "deep", "category"] as const;
/** On a day without expected sessions there is no challenge. */
type Kind = (typeof KINDS)[number] | "free";
const CONDITIONS = {
  free: "sessions",
  sessions: "sessions",
  morning: "before_12",
  deep: "preset_deep_work",
  category: "category",
} as const;

export interface ChallengeQuestion {
  /** Average sessions per day according to the caller; used while there is no history. */
  readonly averageSessions: number;
  readonly topCategory: string | null;
  readonly weakAreas: string;
}

export function readChallengeQuestion(query: ChallengeQuery): ChallengeQuestion {
  const average = Number(query.avg_sessions);
  return {
    averageSessions: average > 0 && average <= 50 ? average : 3,
    topCategory: query.top_category?.trim() || null,
    weakAreas: (query.weak_areas ?? "").slice(0, 120),
  };
}

/** One goal for today, from the data at the beginning of the day; it is fixed until the next day. */
export const dailyChallenge = defineCapability<ChallengeQuestion, Worded<DailyChallenge>>({
  name: "daily_challenge",
  deadlineMs: 7000,
  ttlMs: 12 * HOUR_MS,
  fixedFor: "day",
  parameters: ({ averageSessions, topCategory }) => ({ averageSessions, topCategory }),
  asked: ({ weakAreas }) => ({ weak_areas: weakAreas }),
  compose(person, draft, question) {
    const challenge = challengeOf(person, draft, question);
    return (text) => ({
      id: `dc_${formatDay(person.day).replaceAll("-", "")}`,
      ...challenge.present(text),
      difficulty: challenge.difficulty,
      category: challenge.category,
      condition: challenge.condition,
    });
  },
});

/**
 * The challenge of the day. Its kind changes daily; its size follows the usual amount of such a day.
 * @param now the current forecast; a day that turns out to be free has no challenge
 */
export function challengeOf(
  person: Person,
  draft: TextDraft,
  question?: ChallengeQuestion,
  now?: ReturnType<Person["forecast"]>,
) {
  const { morning } = person.parts;
  const forecast = person.forecast(person.day, morning);
  const usual =
    morning.sessions > 0 ? forecast.predicted_sessions : (question?.averageSessions ?? 3);
  const category = categoryFor(person, question);
  const isFree = isFreeDay(now ?? forecast);
  const kind = isFree ? "free" : kindOn(person, category);
  const whole = Math.max(1, Math.round(usual));
  const target = kind === "sessions" ? whole : Math.max(1, Math.ceil(whole / 2));
  const amount = sessions(target);
  const title = draft.say("challenge_title", 60, `ai.challenge.${kind}.title`);
  const keys = {
    free: () => draft.say("challenge", 200, "ai.challenge.free.text", { sessions: amount }),
    sessions: () => draft.say("challenge", 200, "ai.challenge.sessions.text", { sessions: amount }),
    morning: () =>
      draft.say("challenge", 200, "ai.challenge.morning.text", {
        sessions: amount,
        time: time(NOON),
      }),
    deep: () =>
      draft.say("challenge", 200, "ai.challenge.deep.text", {
        sessions: amount,
        preset: draft.preset(DEFAULT_PRESET),
      }),
    category: () =>
      draft.say("challenge", 200, "ai.challenge.category.text", {
        sessions: amount,
        category: draft.category(category ?? ""),
      }),
  };
  const description = keys[kind]();
  const difficulty = difficultyOf(target, kind);
  return {
    difficulty,
    category: kind === "category" ? category : null,
    condition: CONDITIONS[kind],
    present: (text: TextOf) => ({
      title: text(title),
      description: text(description),
      target,
      xp_reward: XP[difficulty],
    }),
  };
}

function kindOn({ day, view }: Person, category: string | null): (typeof KINDS)[number] {
  const kind = KINDS[day % KINDS.length] ?? "sessions";
  if (kind === "category" && category === null) return "sessions";
  // Clients can only check the condition for this preset.
  const hasDeepWork = presetMeant(view.presets) === DEFAULT_PRESET;
  return kind === "deep" && !hasDeepWork ? "sessions" : kind;
}

/** The most frequent category at the beginning of the day. */
function categoryFor(person: Person, question: ChallengeQuestion | undefined): string | null {
  const counts = new Map<string, number>();
  for (const session of person.completed()) {
    if (person.dayOf(session) < person.day) {
      counts.set(session.category, (counts.get(session.category) ?? 0) + 1);
    }
  }
  const [most] = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  return most?.[0] ?? question?.topCategory ?? person.parts.categories[0] ?? null;
}

function difficultyOf(target: number, kind: Kind): keyof typeof XP {
  if (kind === "free") return "easy";
  if (kind === "sessions") return target >= 6 ? "hard" : "medium";
  return target >= 3 ? "medium" : "easy";
}
