import type { AchievementFocus } from "../../../schemas/achievements.ts";
import type { MorningBriefing } from "../../../schemas/ai-day.ts";
import { HOUR_MS } from "../capability.ts";
import { defineCapability } from "../drafting/define-capability.ts";
import type { Worded } from "../worded.ts";
import { presentBriefing } from "./briefing-answer.ts";
import { briefingFacts } from "./briefing-facts.ts";
import { draftBriefing } from "./briefing-texts.ts";

export interface BriefingQuestion {
  /** YYYY-MM-DD when a date was requested. */
  readonly date: string | null;
  readonly achievement: AchievementFocus;
}

/** Forecast for the day, and how to begin it. */
export const morningBriefing = defineCapability<BriefingQuestion, Worded<MorningBriefing>>({
  name: "morning_briefing",
  deadlineMs: 30_000,
  ttlMs: 4 * HOUR_MS,
  fixedFor: "facts",
  parameters: ({ date }) => ({ date }),
  noteQuery: (person) => person.theme(person.day).recommended_theme ?? "",
  compose(person, draft, { achievement }) {
    const facts = briefingFacts(person);
    const texts = draftBriefing(person, draft, facts);
    const day = { day: person.day, facts, texts, achievement };
    return (text, { source }) => presentBriefing(day, text, source);
  },
});
