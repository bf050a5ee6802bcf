import {
  type ExpandInput,
  type Expansion,
  QUESTION_TYPES,
} from "../../../schemas/ai-suggestions.ts";
import { plainName } from "../../answers/plain-name.ts";
import { HOUR_MS } from "../capability.ts";
import { duration, sessions } from "../drafting/amount.ts";
import { defineCapability } from "../drafting/define-capability.ts";
import type { TextDraft } from "../drafting/text-draft.ts";
import type { Person } from "../person.ts";

type QuestionType = (typeof QUESTION_TYPES)[number];

export interface ExpandQuestion {
  readonly topic: string;
  readonly category: string;
  readonly type: QuestionType;
}

const ICONS = { resources: "📚", steps: "🎯", time_estimate: "⏱️", connection: "🔗" } as const;
/** Maximum length of the answer in characters. */
const MAX_LENGTH = 1200;
/** Number of the person's own tasks mentioned. */
const MAX_TASKS = 3;
/** Own sessions from which the confidence is highest. */
const OWN_CONFIDENCE_SESSIONS = 10;

/** @returns `undefined` without a topic */
export function readExpandQuestion({
  suggestion,
  question_type,
}: ExpandInput): ExpandQuestion | undefined {
  const topic = textOf(suggestion?.topic);
  if (topic === "") return undefined;
  const type = QUESTION_TYPES.find((one) => one === question_type) ?? "resources";
  return { topic, category: textOf(suggestion?.category), type };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? plainName(value).trim().slice(0, 200) : "";
}

type Body = Pick<
  Expansion,
  | "answer"
  | "type"
  | "icon"
  | "confidence"
  | "original_suggestion"
  | "used_user_context"
  | "fallback"
>;

/** Details of a suggestion: where to look, how to begin, how long it may take, what it belongs to. */
export const expandSuggestion = defineCapability<ExpandQuestion, Body>({
  name: "expand_suggestion",
  deadlineMs: 20_000,
  ttlMs: HOUR_MS,
  fixedFor: "facts",
  parameters: ({ type, topic, category }) => ({ type, topic, category }),
  asked: ({ topic, category }) => ({
    topic: topic.slice(0, 120),
    category: category.slice(0, 100),
  }),
  noteQuery: (_person, { topic, category }) => `${topic} ${category}`.trim(),
  compose(person, draft, question) {
    const own = ownContext(person, question);
    const { key, usesOwn } = say(draft, question, own);
    return (text, { source }) => ({
      answer: text(key),
      type: question.type,
      icon: ICONS[question.type],
      confidence: usesOwn ? Math.min(0.6, 0.3 + (0.3 * own.count) / OWN_CONFIDENCE_SESSIONS) : 0.3,
      original_suggestion: { category: question.category, topic: question.topic },
      used_user_context: usesOwn,
      ...(source === "template" && { fallback: true }),
    });
  },
});

interface OwnContext {
  readonly count: number;
  readonly minutes: number;
  readonly tasks: readonly string[];
}

/** The person's own sessions in the category within thirty days. */
function ownContext(person: Person, { category }: ExpandQuestion): OwnContext {
  const wanted = category.toLowerCase();
  const found = person.completed().filter((one) => one.category.toLowerCase() === wanted);
  const minutes = found.reduce((sum, { durationSeconds }) => sum + durationSeconds / 60, 0);
  const tasks = found.map(({ task }) => plainName(task ?? "").trim()).filter((task) => task !== "");
  return {
    count: found.length,
    minutes: found.length === 0 ? 0 : Math.max(1, Math.round(minutes / found.length)),
    tasks: [...new Set(tasks)].slice(0, MAX_TASKS),
  };
}

function say(draft: TextDraft, question: ExpandQuestion, own: OwnContext) {
  const topic = draft.task(question.topic);
  const category = question.category === "" ? topic : draft.category(question.category);
  const tasks = own.tasks.map((task) => draft.task(task)).join(", ");
  const isOwn = own.count > 0 && question.category !== "";
  const hasTasks = isOwn && own.tasks.length > 0;
  const answer = draft.say.bind(draft, "answer", MAX_LENGTH);
  switch (question.type) {
    case "resources":
      return hasTasks
        ? { key: answer("ai.expand.resources.own", { topic, category, tasks }), usesOwn: true }
        : { key: answer("ai.expand.resources", { topic }), usesOwn: false };
    case "steps":
      return { key: answer("ai.expand.steps", { topic }), usesOwn: false };
    case "time_estimate":
      return isOwn
        ? {
            key: answer("ai.expand.time.own", { topic, category, minutes: duration(own.minutes) }),
            usesOwn: true,
          }
        : { key: answer("ai.expand.time", { topic }), usesOwn: false };
    case "connection":
      return hasTasks
        ? {
            key: answer("ai.expand.connection.own", {
              ...{ topic, category, tasks },
              sessions: sessions(own.count),
            }),
            usesOwn: true,
          }
        : { key: answer("ai.expand.connection", { topic, category }), usesOwn: false };
  }
}
