import type { NextSession, NextSessionQuery } from "../../../schemas/ai-suggestions.ts";
import { plainName } from "../../answers/plain-name.ts";
import { MINUTE_MS } from "../capability.ts";
import { defineCapability } from "../drafting/define-capability.ts";
import type { TextDraft } from "../drafting/text-draft.ts";
import type { Person } from "../person.ts";
import type { Worded } from "../worded.ts";

export interface NextQuestion {
  readonly category: string | null;
  readonly hour: number | undefined;
  readonly excludedTopic: string;
  /** Applies to this request alone; empty: the person's own categories. */
  readonly categories: readonly string[];
}

/** Maximum length of a topic in characters. */
const MAX_TOPIC_LENGTH = 50;
/** Maximum length of a reason in characters. */
const MAX_REASON_LENGTH = 100;
/** Work done within this period is not suggested again. */
const RECENT_MS = 24 * 3_600_000;
const USUAL_CATEGORY = "Other";

export function readNextQuestion(query: NextSessionQuery): NextQuestion {
  const hour = /^\d{1,2}$/.test(query.hour ?? "") ? Number(query.hour) : undefined;
  const categories = (query.categories ?? "").split(",").map((name) => name.trim());
  return {
    category: query.category?.trim() || null,
    hour: hour !== undefined && hour <= 23 ? hour : undefined,
    excludedTopic: (query.exclude_topic ?? "").trim(),
    categories: [...new Set(categories.filter((name) => name !== ""))].slice(0, 100),
  };
}

/** Suggests the next session: a category, a preset that suits the hour, and a topic. */
export const nextSession = defineCapability<NextQuestion, Worded<NextSession>>({
  name: "next_session",
  deadlineMs: 20_000,
  ttlMs: 15 * MINUTE_MS,
  fixedFor: "facts",
  parameters: ({ category, hour = null, excludedTopic, categories }) => ({
    ...{ category, hour, excludedTopic },
    categories: categories.join("\n"),
  }),
  asked: ({ excludedTopic }) => ({ exclude_topic: excludedTopic.slice(0, 120) }),
  noteQuery: (person, question) => chooseCategory(person, question).category,
  compose(person, draft, question) {
    const suggestion = suggestNext(person, draft, question);
    const { diversity_result: diversity } = person.diversity(knownTo(person, question));
    const isOverloaded = diversity.overloaded_categories.length > 0;
    const variety = isOverloaded ? draft.repeat("diversity", 400, diversity.reasoning) : undefined;
    return (text) => ({
      ...suggestion.present(text),
      ...(variety !== undefined && {
        diversity_reasoning: text(variety),
        avoid_categories: diversity.avoid_categories.map(plainName),
        recommended_alternatives: diversity.recommended_alternatives.map(plainName),
      }),
    });
  },
});

/** The suggestion in the form used by other answers. */
export function suggestNext(person: Person, draft: TextDraft, question: NextQuestion) {
  const { category, why } = chooseCategory(person, question);
  const { recommended_preset: preset, confidence } = person.recommendation(category, question.hour);
  const topic = sayTopic(person, draft, category, question.excludedTopic);
  const reason = draft.say("next_reason", MAX_REASON_LENGTH, `ai.next.reason.${why}`, {
    category: draft.category(category),
  });
  draft.preset(preset);
  return {
    present: (text: (key: string) => string): Suggestion => ({
      category: plainName(category),
      topic: text(topic),
      preset,
      reason: text(reason),
      confidence,
    }),
  };
}

interface Suggestion {
  readonly category: string;
  readonly topic: string;
  readonly preset: string;
  readonly reason: string;
  readonly confidence: number;
}

function knownTo({ parts }: Person, { categories }: NextQuestion): readonly string[] {
  return categories.length > 0 ? categories : parts.categories;
}

/**
 * A category that goes well on this weekday and is not overdone; otherwise the least used one, otherwise the most used
 * one.
 */
function chooseCategory(person: Person, question: NextQuestion) {
  const known = knownTo(person, question);
  const isKnown = (name: string) => known.length === 0 || known.includes(name);
  const { avoid_categories: avoid, recommended_alternatives: alternatives } =
    person.diversity(known).diversity_result;
  const theme = person.theme(person.day);
  const best = theme.recommended_theme;
  const another = alternatives.find(isKnown);
  if (avoid.length > 0 && another !== undefined)
    return { category: another, why: "variety" as const };
  if (best !== null && isKnown(best)) {
    return {
      category: best,
      why: theme.basis === "often_used" ? ("usual" as const) : ("best" as const),
    };
  }
  const usual = person.shares().find(({ category }) => isKnown(category))?.category;
  if (usual !== undefined) return { category: usual, why: "usual" as const };
  const first = known.includes(question.category ?? "") ? question.category : known[0];
  return { category: first ?? USUAL_CATEGORY, why: "begin" as const };
}

function sayTopic(person: Person, draft: TextDraft, category: string, excluded: string): string {
  const isFresh = (text: string) => text.length <= MAX_TOPIC_LENGTH && !excluded.includes(text);
  const task = person
    .completed()
    .filter((session) => session.category === category)
    .filter(({ endedAtMs }) => person.view.atMs - endedAtMs >= RECENT_MS)
    .map((session) => plainName(session.task ?? "").trim())
    .find((name) => name !== "" && name.length < MAX_TOPIC_LENGTH - 14 && isFresh(name));
  if (task !== undefined) {
    return draft.say("next_topic", MAX_TOPIC_LENGTH, "ai.next.topic", { task: draft.task(task) });
  }
  const named = draft.category(category);
  const kinds = ["any", "plan", "review"] as const;
  // Another idea must be of a different kind than the one that was refused.
  const refused = kinds.findIndex(
    (kind) => excluded !== "" && excluded === refusedText(draft, kind, named),
  );
  const kind = kinds[(refused + 1) % kinds.length] ?? "any";
  return draft.say("next_topic", MAX_TOPIC_LENGTH, `ai.next.topic.${kind}`, { category: named });
}

function refusedText(draft: TextDraft, kind: "any" | "plan" | "review", category: string): string {
  return draft.preview(`ai.next.topic.${kind}`, { category });
}
