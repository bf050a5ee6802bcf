import type { Prompt, ProviderKind, TextSchema } from "../../../ports.ts";
import type { Figure, Note, TextMember, TextRequest } from "../text-request.ts";
import { estimateTokens } from "./prompt-size.ts";
import { SYSTEM_PROMPT } from "./system-prompt.ts";

/** Maximum prompt size in tokens: the usable context of a small local model, and a reasonable cost for a large one. */
const MAX_PROMPT_TOKENS: Readonly<Record<ProviderKind, number>> = { cloud: 8000, ollama: 3000 };

/** Maximum number of notes in a prompt. */
const MAX_NOTES = 20;
/** Maximum length of a note in characters. */
const MAX_NOTE_LENGTH = 300;
/** Maximum length of a name or of a free text in the request, in characters. */
const MAX_ASKED_LENGTH = 120;

/** Tokens for the keys and brackets around a text. */
const TOKENS_PER_MEMBER = 12;
/** Limit on the length of an answer, unless half of the texts' maximum length needs more. */
const MAX_OUTPUT_TOKENS = 1000;

/** Which of a person's notes may be sent. */
export type NotePolicy = "none" | "recent" | "all";

/** Age in days of the notes that the policy `recent` allows. */
const RECENT_DAYS = 7;

/** Schema of a model's answer: one text per member. */
export function schemaOf({ members }: Pick<TextRequest, "members">): TextSchema {
  return {
    members: members.map(({ key, maxLength }) => ({
      key,
      description: `plain text of at most ${maxLength} characters`,
    })),
  };
}

/** The notes sent with a request, newest first. */
export function sentNotes(request: TextRequest, policy: NotePolicy): readonly Note[] {
  if (policy === "none") return [];
  return request.notes
    .filter(({ day }) => policy === "all" || day >= request.day - RECENT_DAYS)
    .slice(0, MAX_NOTES)
    .map(({ day, text }) => ({ day, text: plain(text, MAX_NOTE_LENGTH) }));
}

export interface BuiltPrompt {
  readonly prompt: Prompt;
  readonly content: { readonly facts: number; readonly notes: number };
}

/**
 * Builds the exact messages of a request. Facts and notes are JSON, so their content cannot end the quotation. Notes
 * are dropped, oldest first, until the prompt is small enough.
 */
export function buildPrompt(
  request: TextRequest,
  kind: ProviderKind,
  policy: NotePolicy,
): BuiltPrompt {
  const system = SYSTEM_PROMPT[request.locale];
  let notes = sentNotes(request, policy);
  let user = userMessage(request, notes);
  while (notes.length > 0 && estimateTokens(system + user) > MAX_PROMPT_TOKENS[kind]) {
    notes = notes.slice(0, -1);
    user = userMessage(request, notes);
  }
  return {
    prompt: { system, user, maxOutputTokens: outputTokens(request.members) },
    content: { facts: request.figures.length, notes: notes.length },
  };
}

/** Repeats the question after an answer that could not be shown. */
export function repairPrompt(
  { system, user, maxOutputTokens }: Prompt,
  problems: ReadonlyMap<string, readonly string[]>,
): Prompt {
  const list = [...problems].map(([key, kinds]) => `${key}: ${kinds.join(", ")}`);
  return {
    ...{ system, maxOutputTokens },
    user: `${user}\n\nPROBLEMS of your last answer, by text; avoid them:\n${list.join("\n")}`,
  };
}

function outputTokens(members: readonly TextMember[]): number {
  const texts = members.reduce(
    (sum, { maxLength }) => sum + estimateTokens("x".repeat(maxLength)) + TOKENS_PER_MEMBER,
    0,
  );
  return Math.min(texts, Math.max(MAX_OUTPUT_TOKENS, Math.ceil(texts / 2)));
}

function userMessage(request: TextRequest, notes: readonly Note[]): string {
  const { locale, figures, members, names, asked } = request;
  const sections = [
    `TASK: ${request.capability}`,
    `TEXTS: ${JSON.stringify(members.map((member) => describeMember(member, figures, locale)))}`,
    `NAMES: ${JSON.stringify(listNames(names))}`,
  ];
  const texts = Object.entries(asked).map(([key, text]) => [key, plain(text, MAX_ASKED_LENGTH)]);
  if (texts.length > 0) sections.push(`ASKED: ${JSON.stringify(Object.fromEntries(texts))}`);
  if (notes.length > 0) sections.push(`NOTES: ${JSON.stringify(notes.map(({ text }) => text))}`);
  return sections.join("\n");
}

function describeMember(
  { key, maxLength, template, figureIds }: TextMember,
  figures: readonly Figure[],
  locale: TextRequest["locale"],
): Record<string, unknown> {
  const facts = figures
    .filter(({ id }) => figureIds.includes(id))
    .map(({ id, shown }) => [id, shown[locale]]);
  return { key, max_characters: maxLength, facts: Object.fromEntries(facts), draft: template };
}

function listNames({ categories, presets, tasks }: TextRequest["names"]): Record<string, string[]> {
  const cut = (list: readonly string[]) => list.map((name) => plain(name, MAX_ASKED_LENGTH));
  return { categories: cut(categories), presets: cut(presets), tasks: cut(tasks).slice(0, 30) };
}

/** Removes control and bidirectional characters and line breaks, and truncates to the given length. */
function plain(text: string, maxLength: number): string {
  const bare = text.replaceAll(/\s+/g, " ").replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, "");
  return [...bare.slice(0, 2 * maxLength)].slice(0, maxLength).join("").trim();
}
