import type { Session } from "../../../domain/session.ts";
import { plainName } from "../../answers/plain-name.ts";
import { points, sessions } from "../drafting/amount.ts";
import type { TextDraft } from "../drafting/text-draft.ts";
import { extractTopics } from "./extract-topics.ts";

/** Maximum number of topics mentioned. */
const MAX_TOPICS = 4;
/** Rated sessions needed on either side before a difference is stated. */
const MIN_RATED = 5;
/** Smallest difference that is stated, in points. */
const MIN_DIFFERENCE = 3;

/**
 * Summary of the notes of the last thirty days: their number, the known topics they mention, and the ratings of their
 * sessions.
 */
export function sayNotes(draft: TextDraft, of: readonly Session[]): string[] {
  const noted = of.filter(({ notes }) => notes !== null && notes.trim() !== "");
  if (noted.length === 0) return [];
  const keys = [
    draft.say("notes_count", 160, "ai.notes.count", { sessions: sessions(noted.length) }),
  ];
  const named = noted.map(({ notes, category }) => ({ task: notes ?? "", category }));
  const { technologies, concepts } = extractTopics(named);
  const topics = [...technologies, ...concepts].slice(0, MAX_TOPICS).map(plainName);
  if (topics.length > 0) {
    const list = topics.map((topic) => draft.task(topic)).join(", ");
    keys.push(draft.say("notes_topics", 240, "ai.notes.topics", { topics: list }));
  }
  const withNote = ratingsOf(noted);
  const without = ratingsOf(of.filter((session) => !noted.includes(session)));
  if (withNote.length < MIN_RATED || without.length < MIN_RATED) return keys;
  const [ofNoted, ofPlain] = [mean(withNote), mean(without)];
  if (Math.abs(ofNoted - ofPlain) < MIN_DIFFERENCE) return keys;
  keys.push(
    draft.say("notes_rating", 200, "ai.notes.rating", {
      noted: points(ofNoted),
      plain: points(ofPlain),
    }),
  );
  return keys;
}

function ratingsOf(of: readonly Session[]): number[] {
  return of.flatMap(({ rating }) => (rating === null ? [] : [rating]));
}

function mean(values: readonly number[]): number {
  return Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
}
