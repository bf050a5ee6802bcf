import { hash } from "node:crypto";
import type { RowSource } from "../../domain/import-formats.ts";
import type { SessionDraft, Spelling } from "../input/session-input.ts";

import { OccurrenceCounter } from "./occurrence-counter.ts";

/** Version of the id rule. When it changes, rows imported under the old rule must still be recognised. */
const RULE = "pomodoro-ml/1";

/**
 * Assigns ids to rows without one, the same ids whenever the same file is imported. The id is a UUID of version 8
 * derived from the session's identity: user, kind of source, start, duration, preset, category and task. Rating,
 * completion and notes are excluded, because people fill them in later, and an edited row is still the same session.
 * The n-th row with the same identity in a file gets the n-th id, so two equal rows are two sessions, and importing the
 * file again adds nothing.
 */
export class SessionIds {
  readonly #occurrences = new OccurrenceCounter();

  /** Id of a session that another program identifies by a key, whatever its other content. */
  ofKey(userId: string, source: RowSource, key: string): string {
    const digest = hash("sha256", JSON.stringify([RULE, userId, source, "key", key]));
    // The start is excluded because it can be corrected; the digest's first digits replace it.
    return toUuid(Number.parseInt(digest.slice(19, 31), 16), digest);
  }

  /** @param spelling the names as in the row; normalised names would not match rows imported before */
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
    // A collision of these 48 bits is harmless: the second row gets the id of a repetition, and gets the same one
    // whenever the file is imported.
    const occurrence = this.#occurrences.count(Number.parseInt(digest.slice(0, 12), 16));
    const distinct = occurrence === 0 ? digest : hash("sha256", `${digest} ${occurrence}`);
    return toUuid(draft.startedAtMs, distinct);
  }
}

/**
 * RFC 9562, section 5.8: version 8, variant 10, and 122 custom bits. The first 48 are the start in milliseconds, as in
 * version 7. Files are chronological, so the databases' indexes grow at their end. With hash bits first, an import of a
 * million rows took SQLite 52 s, almost all of it for rewriting index pages.
 */
function toUuid(startedAtMs: number, digest: string): string {
  const time =
    hexDigits(Math.floor(startedAtMs / 0x1_00_00_00)) + hexDigits(startedAtMs % 0x1_00_00_00);
  const variant = ((Number.parseInt(digest.charAt(0), 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-8${digest.slice(1, 4)}-${variant}${digest.slice(4, 7)}-${digest.slice(7, 19)}`;
}

/** Six digits. Numbers above 2^31 are converted ten times more slowly, so the time is written in two halves. */
function hexDigits(value: number): string {
  return value.toString(16).padStart(6, "0");
}
