import { translate } from "../../../messages/translate.ts";
import type { LearningRecommendations, LearningV2 } from "../../../schemas/ai-suggestions.ts";
import { plainName } from "../../answers/plain-name.ts";
import { HOUR_MS, type NoQuestion, type TextOf } from "../capability.ts";
import { percent, sessions } from "../drafting/amount.ts";
import { defineCapability } from "../drafting/define-capability.ts";
import type { TextDraft } from "../drafting/text-draft.ts";
import type { Person } from "../person.ts";
import type { Worded } from "../worded.ts";
import { extractTopics } from "./extract-topics.ts";
import { suggestNext } from "./next-session.ts";

/** Completed sessions at which levels 2, 3, 4 and 5 are reached. */
const LEVEL_SESSIONS = [10, 40, 120, 300] as const;
/** Maximum number of categories in an answer. */
const MAX_CATEGORIES = 5;
/** A category with a larger multiple of the even share is overused. */
const TOO_MUCH_OVER_EVEN = 1.5;
/** A category with a smaller multiple of the even share is underused. */
const TOO_LITTLE_OF_EVEN = 0.5;
const TOPIC_SESSIONS = { high: 5, medium: 3, low: 2 } as const;

/** What to learn next, from the person's own categories and tasks alone. */
export const learningRecommendations = defineCapability<
  NoQuestion,
  Worded<LearningRecommendations>
>({
  name: "learning_recommendations",
  deadlineMs: 30_000,
  ttlMs: 2 * HOUR_MS,
  fixedFor: "facts",
  parameters: () => ({}),
  compose(person, draft) {
    const learning = draftLearning(person, draft);
    const summary = draft.say("summary", 200, "ai.learning.summary", {
      sessions: sessions(person.completed().length),
    });
    return (text) => ({
      skill_gaps: learning.gaps.map(({ category, level, key, importance }) => ({
        category,
        current_level: level,
        recommended_level: Math.min(5, level + 1),
        gap_description: text(key),
        importance,
      })),
      recommended_topics: learning.topics.map((one) => one.present(text)),
      category_balance: learning.balance.map(({ advice: _advice, ...rest }) => rest),
      personalized_tips: learning.tips.map(text),
      next_session_suggestion: learning.next.present(text),
      user_knowledge: learning.knowledge,
      motivational_message: text(learning.motivation),
      analysis_summary: text(summary),
      confidence_score: learning.confidence,
    });
  },
});

/** The same in the shape of the later route. */
export const learningV2 = defineCapability<NoQuestion, Worded<LearningV2>>({
  name: "learning_v2",
  deadlineMs: 30_000,
  ttlMs: 2 * HOUR_MS,
  fixedFor: "facts",
  parameters: () => ({}),
  compose(person, draft) {
    const learning = draftLearning(person, draft);
    const path = draft.say("path", 200, "ai.learning.path");
    const levelName = (level: number) =>
      translate(person.locale, "ai.learning.level", { level: String(level) });
    return (text) => ({
      skill_gaps: learning.gaps.map(({ category, level, key, importance }, index) => ({
        skill: category,
        current_level: levelName(level),
        target_level: levelName(Math.min(5, level + 1)),
        job_market_demand: "unknown",
        related_tools: learning.knowledge.technologies.slice(0, 3),
        priority_order: index + 1,
        gap_description: text(key),
        importance,
      })),
      recommended_topics: learning.topics.map((one) => ({
        ...one.present(text),
        job_market_relevance: "unknown",
        learning_path: [text(path)],
      })),
      category_balance: learning.balance.map(({ advice, ...rest }) => ({
        ...rest,
        advice: text(advice),
      })),
      user_knowledge: {
        ...learning.knowledge,
        ready_to_learn: learning.topics.map(({ category }) => category).slice(0, 3),
      },
      job_market_alignment: {
        score: 0,
        confidence: 0,
        analysis: translate(person.locale, "ai.learning.market"),
        top_missing_skills: [],
      },
      personalized_tips: learning.tips.map(text),
      next_session_suggestion: learning.next.present(text),
      motivational_message: text(learning.motivation),
      confidence_score: learning.confidence,
    });
  },
});

function draftLearning(person: Person, draft: TextDraft) {
  const shares = sharesOf(person);
  const [least] = shares.toSorted((one, other) => one.percent - other.percent);
  const tasks = person.completed().map(({ task, category }) => ({ task: task ?? "", category }));
  const { technologies, concepts, expertise_areas } = extractTopics(tasks);
  return {
    gaps: shares.map((share, index) => sayGap(person, draft, share, index)),
    topics: shares.slice(0, 3).map((share, index) => sayTopic(draft, share, index)),
    balance: shares.map((share, index) => sayBalance(draft, share, shares.length, index)),
    tips: sayTips(person, draft, least !== undefined && shares.length > 1),
    next: suggestNext(person, draft, {
      category: null,
      hour: undefined,
      excludedTopic: "",
      categories: [],
    }),
    knowledge: { technologies, concepts, expertise_areas },
    motivation: draft.say("motivation", 200, "ai.briefing.motivation", {
      variant: String(person.day % 5),
    }),
    confidence: person.themes().confidence,
  };
}

interface Share {
  readonly category: string;
  readonly sessions: number;
  readonly percent: number;
}

/** Shares of known categories, including those without a recent session. */
function sharesOf(person: Person): readonly Share[] {
  const used = person.shares();
  const unused = person.parts.categories
    .filter((name) => !used.some(({ category }) => category === name))
    .map((category) => ({ category, sessions: 0, percent: 0 }));
  return [...used, ...unused].slice(0, MAX_CATEGORIES);
}

function sayGap(person: Person, draft: TextDraft, share: Share, index: number) {
  const known = person.themes().themes.find(({ theme }) => theme === share.category);
  const level = 1 + LEVEL_SESSIONS.filter((least) => (known?.sessions ?? 0) >= least).length;
  const key = draft.say(`gap_${index + 1}`, 240, "ai.learning.gap", {
    category: draft.category(share.category),
    sessions: sessions(share.sessions),
  });
  return { category: plainName(share.category), level, key, importance: importanceOf(share) };
}

function importanceOf({ percent: share }: Share): "high" | "medium" | "low" {
  if (share >= 40) return "high";
  return share >= 15 ? "medium" : "low";
}

function sayTopic(draft: TextDraft, share: Share, index: number) {
  const category = draft.category(share.category);
  const topic = draft.say(`topic_${index + 1}`, 100, "ai.learning.topic", { category });
  const reason =
    share.sessions === 0
      ? draft.say(`topic_${index + 1}_reason`, 200, "ai.learning.topic.begin")
      : draft.say(`topic_${index + 1}_reason`, 200, "ai.learning.topic.reason", {
          category,
          percent: percent(share.percent),
        });
  const priority = importanceOf(share);
  return {
    category,
    present: (text: TextOf) => ({
      topic: text(topic),
      category,
      reason: text(reason),
      priority,
      estimated_sessions: TOPIC_SESSIONS[priority],
      related_to: null,
    }),
  };
}

function sayBalance(draft: TextDraft, share: Share, total: number, index: number) {
  const even = Math.round(1000 / total) / 10;
  const status = statusOf(share.percent, even);
  const category = draft.category(share.category);
  return {
    category,
    current_percentage: share.percent,
    recommended_percentage: even,
    status,
    advice: draft.say(`balance_${index + 1}`, 200, `ai.learning.balance.${status}`, { category }),
  };
}

function statusOf(share: number, even: number): "too_much" | "balanced" | "too_little" {
  if (share > TOO_MUCH_OVER_EVEN * even) return "too_much";
  return share < TOO_LITTLE_OF_EVEN * even ? "too_little" : "balanced";
}

function sayTips(person: Person, draft: TextDraft, hasSeveral: boolean): string[] {
  const sessionsDone = person.completed();
  const keys: string[] = [];
  if (sessionsDone.some(({ rating }) => rating === null) || sessionsDone.length === 0) {
    keys.push(draft.say("tip_1", 200, "ai.learning.tip.rate"));
  }
  if (sessionsDone.every(({ task }) => task === null)) {
    keys.push(draft.say("tip_2", 200, "ai.learning.tip.name"));
  }
  if (hasSeveral || keys.length === 0) {
    keys.push(draft.say("tip_3", 200, "ai.learning.tip.vary"));
  }
  return keys;
}
