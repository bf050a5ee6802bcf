import { hash } from "node:crypto";
import type { RowSource } from "../../domain/import-formats.ts";
import type { SessionDraft, Spelling } from "../input/session-input.ts";

import { OccurrenceCounter } from "./occurrence-counter.ts";

/** Raise it only together with a way to recognise rows that were imported under the old rule. */
const RULE = "pomodoro-ml/1";

/**
 * Gives ids to rows that have none, the same ones whenever the same file is imported. The id is a UUID of
 * version 8 made from what identifies a session: user, kind of source, start, length, preset, category and
 * task. Rating, completion and notes are not part of it, because people fill them in later: such an edited
 * row is still the session that it was. The n-th row with the same identity in one file gets the n-th id, so
 * that two equal rows are two sessions, and the file imported again still adds nothing.
 */
export class SessionIds {
  readonly #occurrences = new OccurrenceCounter();

  /** The id of a session that another program knows by a key, whatever it says about it now. */
  ofKey(userId: string, source: RowSource, key: string): string {
    const digest = hash("sha256", JSON.stringify([RULE, userId, source, "key", key]));
    // The start is no part of it, because it can be corrected; the first digits stand in its place.
    return toUuid(Number.parseInt(digest.slice(19, 31), 16), digest);
  }

  /** @param spelling the names as the row has them: a normalised one would not find what was imported before */
  next(userId: string, source: RowSource, draft: SessionDraft, spelling: Spelling): string {
    const identity = JSON.stringify([
      RULE,
      userId,
      source,
      draft.startedAtMs,
      draft.durationSeconds,
      spelling.preset,
      spelling.category,
      spelling.task,
    ]);
    const digest = hash("sha256", identity);
    // Two rows that share these 48 bits by chance do no harm: the second gets the id of a repetition, and
    // gets it whenever the file is imported.
    const occurrence = this.#occurrences.count(Number.parseInt(digest.slice(0, 12), 16));
    const distinct = occurrence === 0 ? digest : hash("sha256", `${digest} ${occurrence}`);
    return toUuid(draft.startedAtMs, distinct);
  }
}

/**
 * RFC 9562, section 5.8: version 8, variant 10, and 122 bits of ours. The first 48 are the start in
 * milliseconds, as in version 7: files are in the order of time, so the databases' indexes grow at their end.
 * With hash bits in front an import of a million rows took SQLite 52 s, nearly all of it rewriting index pages.
 */
function toUuid(startedAtMs: number, digest: string): string {
  const time =
    hexDigits(Math.floor(startedAtMs / 0x1_00_00_00)) + hexDigits(startedAtMs % 0x1_00_00_00);
  const variant = ((Number.parseInt(digest.charAt(0), 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-8${digest.slice(1, 4)}-${variant}${digest.slice(4, 7)}-${digest.slice(7, 19)}`;
}

/** Six digits. Numbers above 2^31 are written ten times slower, so the time is written in two halves. */
function hexDigits(value: number): string {
  return value.toString(16).padStart(6, "0");
}
