import { hash } from "node:crypto";
import { mondayOf } from "../../../models/weekly-insights/state.ts";
import type { Assemble, Capability } from "../capability.ts";
import type { Person } from "../person.ts";
import { factsFingerprint, type Note, type TextRequest } from "../text-request.ts";
import { textDraft } from "./text-draft.ts";

/** Maximum number of notes in a request. */
const MAX_NOTES = 20;
/** Line breaks are kept, because each line is a sentence of its own. */
const INVISIBLE = /(?:(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}])+/gu;

export interface DraftOptions {
  readonly endsAtMs: number;
  /** Similar notes of any age, most similar first. */
  readonly found: readonly Note[];
}

/** Builds the request for wording one answer, and the function that assembles the answer. */
export function requestOf<Question, Answer>(
  person: Person,
  capability: Capability<Question, Answer>,
  question: Question,
  { endsAtMs, found }: DraftOptions,
): { readonly request: TextRequest; readonly assemble: Assemble<Answer> } {
  const { view, locale, day } = person;
  const draft = textDraft(locale, day, view.presets);
  const assemble = capability.compose(person, draft, question);
  const { members, figures, names } = draft.finish(person.parts.categories);
  const notes = notesOf(person, found);
  const asked = plainTexts(capability.asked?.(question) ?? {});
  const { name, fixedFor, deadlineMs, ttlMs } = capability;
  const facts = { members, figures, names, notes, asked };
  const request: TextRequest = {
    capability: name,
    userId: view.userId,
    locale,
    parameters: capability.parameters(question),
    ...facts,
    factsFingerprint: fingerprintOf(person, fixedFor, facts),
    day,
    deadlineMs,
    lifetime: { ttlMs, endsAtMs, fixedFor },
    bypassCache: false,
  };
  return { request, assemble };
}

/** A text that is fixed for a day or a week does not depend on facts that become known within it. */
function fingerprintOf(
  { day }: Person,
  fixedFor: TextRequest["lifetime"]["fixedFor"],
  facts: Parameters<typeof factsFingerprint>[0],
): string {
  if (fixedFor === "facts") return factsFingerprint(facts);
  return hash("sha256", `${fixedFor} ${fixedFor === "week" ? mondayOf(day) : day}`, "base64url");
}

/** The similar and the newest notes, without repetition. */
function notesOf(person: Person, found: readonly Note[]): Note[] {
  const newest = person.parts.recent
    .filter(({ notes }) => notes !== null)
    .slice(0, 2 * MAX_NOTES)
    .map((session): Note => ({ day: person.dayOf(session), text: session.notes ?? "" }));
  const notes = new Map<string, Note>();
  for (const { day, text } of [...found, ...newest]) {
    const plain = text.replaceAll(INVISIBLE, " ").trim();
    if (plain !== "") notes.set(`${day} ${plain}`, { day, text: plain });
    if (notes.size === MAX_NOTES) break;
  }
  return [...notes.values()];
}

function plainTexts(asked: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asked).map(([key, text]) => [key, text.replaceAll(INVISIBLE, " ").trim()]),
  );
}
