import { DEFAULT_CATEGORY, DEFAULT_PRESET, type NewSession } from "../../domain/session.ts";
import type { FieldProblem } from "../../errors.ts";
import {
  isRecord,
  type RawInput,
  readBoolean,
  readLabel,
  readName,
  readNumber,
  readText,
  readUuid,
} from "./field-readers.ts";
import type { ClockChange } from "./local-instant.ts";
import { readSessionTime, type SessionInputContext } from "./session-time.ts";

export type { SessionInputContext } from "./session-time.ts";

/** A validated session. The caller adds the user, and an id if none was given. */
export type SessionDraft = Omit<NewSession, "id" | "userId"> & { readonly id: string | undefined };

export type Spelling = Pick<SessionDraft, "preset" | "category" | "task">;

export type SessionInput =
  | {
      readonly ok: true;
      readonly session: SessionDraft;
      /** Preset, category and task as given, which identify rows without an id. */
      readonly spelling: Spelling;
      /** A local time that was skipped or ambiguous at a clock change, and the member that contains it. */
      readonly clockChange: { readonly field: string; readonly kind: ClockChange } | undefined;
    }
  | { readonly ok: false; readonly errors: readonly FieldProblem[] };

export const SESSION_LIMITS = {
  presetCharacters: 50,
  categoryCharacters: 100,
  taskCharacters: 200,
  /** The database column is unlimited. This limit bounds the input of profiles and prompts. */
  notesCharacters: 10_000,
} as const;

/** Members of a session as input. */
export const SESSION_MEMBERS = [
  "id",
  "start",
  "end",
  "duration_minutes",
  "preset",
  "category",
  "task",
  "rating",
  "completed",
  "notes",
] as const;
const KNOWN: ReadonlySet<string> = new Set(SESSION_MEMBERS);

/** Length to which an unknown member's name is cut in an error message. */
const NAME_CHARACTERS = 60;
/** Maximum number of unknown members that are reported; a hostile object can have a hundred thousand. */
const UNKNOWN_REPORTED = 10;

/**
 * Reads one session from `POST /api/sessions`, an NDJSON line or a CSV row. `null` counts as absent, and so does blank
 * text. Ratings are rounded to two decimals, durations to whole seconds (at least one); the time from a start to an end
 * is rounded down. A rating is never rescaled. All faults are reported, each with the member's name.
 */
export function parseSessionInput(raw: unknown, context: SessionInputContext): SessionInput {
  if (!isRecord(raw)) {
    return { ok: false, errors: [{ field: "", code: "type", params: { expected: "object" } }] };
  }
  const errors: FieldProblem[] = [];
  const id = readUuid(raw.id, "id", errors);
  const time = readSessionTime(raw, context, errors);
  const { presetCharacters, categoryCharacters, taskCharacters, notesCharacters } = SESSION_LIMITS;
  const session = {
    id,
    startedAtMs: time?.startedAtMs ?? 0,
    durationSeconds: time?.durationSeconds ?? 0,
    preset: readName(raw.preset, "preset", presetCharacters, errors) ?? DEFAULT_PRESET,
    category: readName(raw.category, "category", categoryCharacters, errors) ?? DEFAULT_CATEGORY,
    task: readLabel(raw.task, "task", taskCharacters, errors) ?? null,
    rating: readRating(raw.rating, errors),
    completed: readBoolean(raw.completed, "completed", errors) ?? true,
    notes: readText(raw.notes, "notes", notesCharacters, errors) ?? null,
  };
  rejectUnknown(raw, errors);
  if (errors.length > 0 || time === undefined) return { ok: false, errors };
  return { ok: true, session, spelling: spellingOf(raw), clockChange: time.clockChange };
}

function spellingOf({ preset, category, task }: RawInput): Spelling {
  return {
    preset: spelled(preset) ?? DEFAULT_PRESET,
    category: spelled(category) ?? DEFAULT_CATEGORY,
    task: spelled(task) ?? null,
  };
}

function spelled(raw: unknown): string | undefined {
  return typeof raw === "string" && raw !== "" ? raw : undefined;
}

function readRating(raw: unknown, errors: FieldProblem[]): number | null {
  const rating = readNumber(raw, "rating", errors);
  if (rating === undefined) return null;
  if (rating < 0) errors.push({ field: "rating", code: "minimum", params: { limit: 0 } });
  if (rating > 100) errors.push({ field: "rating", code: "maximum", params: { limit: 100 } });
  // Adding zero turns −0, which databases do not preserve, into 0.
  return Math.round(rating * 100) / 100 + 0;
}

function rejectUnknown(raw: RawInput, errors: FieldProblem[]): void {
  let unknown = 0;
  for (const name in raw) {
    if (KNOWN.has(name) || !Object.hasOwn(raw, name)) continue;
    if (++unknown > UNKNOWN_REPORTED) return;
    errors.push({ field: name.slice(0, NAME_CHARACTERS).toWellFormed(), code: "unknown" });
  }
}
