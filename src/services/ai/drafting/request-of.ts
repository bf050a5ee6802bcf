import { hash } from "node:crypto";
import { mondayOf } from "../../../models/weekly-insights/state.ts";
import type { Assemble, Capability } from "../capability.ts";
import type { Person } from "../person.ts";
import { factsFingerprint, type Note, type TextRequest } from "../text-request.ts";
import { textDraft } from "./text-draft.ts";

const MAX_NOTES = 20;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** The request to word one answer, and what puts the answer together. */
export function requestOf<Question, Answer>(
  person: Person,
  capability: Capability<Question, Answer>,
  question: Question,
  { bypassCache, endsAtMs }: { readonly bypassCache: boolean; readonly endsAtMs: number },
): { readonly request: TextRequest; readonly assemble: Assemble<Answer> } {
  const { view, locale, day } = person;
  const draft = textDraft(locale, day);
  const assemble = capability.compose(person, draft, question);
  const { members, figures, names } = draft.finish(person.parts.categories);
  const notes = notesOf(person);
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
    bypassCache,
  };
  return { request, assemble };
}

/** What is fixed for a day or a week depends on nothing that becomes known in it. */
function fingerprintOf(
  { day }: Person,
  fixedFor: TextRequest["lifetime"]["fixedFor"],
  facts: Parameters<typeof factsFingerprint>[0],
): string {
  if (fixedFor === "facts") return factsFingerprint(facts);
  return hash("sha256", `${fixedFor} ${fixedFor === "week" ? mondayOf(day) : day}`, "base64url");
}

function notesOf(person: Person): Note[] {
  const notes: Note[] = [];
  for (const session of person.parts.recent) {
    const text = session.notes?.replaceAll(INVISIBLE, " ").trim() ?? "";
    if (text !== "") notes.push({ day: person.dayOf(session), text });
    if (notes.length === MAX_NOTES) break;
  }
  return notes;
}

function plainTexts(asked: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asked).map(([key, text]) => [key, text.replaceAll(INVISIBLE, " ").trim()]),
  );
}
