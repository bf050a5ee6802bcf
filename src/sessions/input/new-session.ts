import type { FieldProblem } from "../../errors.ts";
import type { Zone } from "../../time/zone.ts";
import { openZone } from "../../time/zone.ts";
import { parseSessionInput, type SessionDraft } from "./session-input.ts";

export type NewSessionInput =
  | { readonly ok: true; readonly session: SessionDraft }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/**
 * Reads one session of `POST /api/sessions` or of its batch: as files give it, with `timezone` beside
 * local times. A problem with the whole has an empty field.
 */
export function readNewSession(input: unknown, nowMs: number): NewSessionInput {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    return { ok: false, problems: [{ field: "", code: "type", params: { expected: "object" } }] };
  }
  const { timezone, ...raw }: Record<string, unknown> = { ...input };
  const problems: FieldProblem[] = [];
  const zone = readZone(timezone, problems);
  const result = parseSessionInput(raw, { zone, nowMs });
  if (!result.ok) problems.push(...result.errors);
  if (!result.ok || problems.length > 0) return { ok: false, problems };
  return { ok: true, session: result.session };
}

/** Opens the zone that a client names, under its one proper spelling. */
export function readZone(raw: unknown, problems: FieldProblem[]): Zone | undefined {
  if (!isGiven(raw)) return undefined;
  if (typeof raw !== "string") {
    problems.push({ field: "timezone", code: "type", params: { expected: "string" } });
    return undefined;
  }
  try {
    // Offsets such as +02:00 are no zones: the clock of a place changes, an offset does not.
    if (!/^[A-Za-z]/.test(raw)) throw new RangeError("not a name");
    // Names are found in any case, and every spelling would be kept as a zone of its own.
    return openZone(new Temporal.ZonedDateTime(0n, raw).timeZoneId);
  } catch {
    problems.push({ field: "timezone", code: "timezone" });
    return undefined;
  }
}

/** `null` and blank text mean absent. */
export function isGiven(raw: unknown): boolean {
  return raw !== undefined && raw !== null && raw !== "";
}
