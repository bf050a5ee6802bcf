import type { QuestQuery, WeeklyQuests } from "../../../schemas/ai-suggestions.ts";
import { themeProductivityOf } from "../../insights/themes/present.ts";
import { HOUR_MS } from "../capability.ts";
import { days, sessions } from "../drafting/amount.ts";
import { defineCapability } from "../drafting/define-capability.ts";
import { isoWeek } from "../drafting/iso-week.ts";
import type { Person } from "../person.ts";

export interface QuestQuestion {
  readonly weeklyAverage: number;
  readonly categories: readonly string[];
}

export function readQuestQuestion(query: QuestQuery): QuestQuestion {
  const average = Number(query.weekly_avg);
  const given = query.best_categories ?? [];
  return {
    weeklyAverage: average > 0 && average <= 350 ? average : 15,
    categories: (typeof given === "string" ? [given] : given).filter((name) => name.trim() !== ""),
  };
}

const XP = [150, 120, 200] as const;
/** Smallest goal in days. */
const MIN_DAYS = 3;
/** The week has at least one day off. */
const MAX_DAYS = 6;

/** Three goals for the week, from the data at its beginning; they are fixed until the next week. */
export const weeklyQuest = defineCapability<QuestQuestion, WeeklyQuests>({
  name: "weekly_quest",
  deadlineMs: 7000,
  ttlMs: 24 * HOUR_MS,
  fixedFor: "week",
  parameters: ({ weeklyAverage, categories }) => ({
    weeklyAverage,
    categories: categories.join("\n"),
  }),
  compose(person, draft, question) {
    const { morning } = person.parts;
    const expected =
      morning.sessions > 0 ? person.week(morning).predicted_sessions : question.weeklyAverage;
    const total = Math.max(2, Math.round(expected));
    const category = favourite(person, question);
    const share = Math.max(1, Math.round(total / 3));
    const dayTarget = Math.min(MAX_DAYS, Math.max(MIN_DAYS, Math.round(total / 3)));
    const week = isoWeek(person.day);
    const quests = [
      {
        kind: "sessions" as const,
        text: draft.say("quest_1", 200, "ai.quest.sessions.text", { sessions: sessions(total) }),
        target: total,
        category: null,
      },
      category === null
        ? {
            kind: "sessions" as const,
            text: draft.say("quest_2", 200, "ai.quest.sessions.text", {
              sessions: sessions(share),
            }),
            target: share,
            category,
          }
        : {
            kind: "category" as const,
            text: draft.say("quest_2", 200, "ai.quest.category.text", {
              sessions: sessions(share),
              category: draft.category(category),
            }),
            target: share,
            category,
          },
      {
        kind: "days" as const,
        text: draft.say("quest_3", 200, "ai.quest.days.text", { days: days(dayTarget) }),
        target: dayTarget,
        category: null,
      },
    ].map((quest, index) => ({
      ...quest,
      title: draft.say(`quest_${index + 1}_title`, 60, `ai.quest.${quest.kind}.title`),
    }));
    return (text, { source }) =>
      quests.map((quest, index) => ({
        id: `wq_w${week}_${index}`,
        title: text(quest.title),
        description: text(quest.text),
        target: quest.target,
        xp_reward: XP[index] ?? 100,
        category: quest.category,
        ai_generated: source !== "template",
      }));
  },
});

function favourite(person: Person, { categories }: QuestQuestion): string | null {
  const { best_theme, themes } = themeProductivityOf(person.parts.morning);
  return best_theme ?? themes[0]?.theme ?? categories[0] ?? person.parts.categories[0] ?? null;
}
