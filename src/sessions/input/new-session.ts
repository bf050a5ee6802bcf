import type { FieldProblem } from "../../errors.ts";
import type { Zone } from "../../time/zone.ts";
import { openZone } from "../../time/zone.ts";
import { parseSessionInput, type SessionDraft } from "./session-input.ts";

export type NewSessionInput =
  | { readonly ok: true; readonly session: SessionDraft }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/**
 * Reads one session of `POST /api/sessions` or of a batch. It has the same members as in files, plus `timezone` for
 * local times. A problem with the input as a whole has an empty field name.
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

/** Opens the time zone named by a client, under its canonical name. */
export function readZone(raw: unknown, problems: FieldProblem[]): Zone | undefined {
  if (!isGiven(raw)) return undefined;
  if (typeof raw !== "string") {
    problems.push({ field: "timezone", code: "type", params: { expected: "string" } });
    return undefined;
  }
  try {
    // Offsets such as +02:00 are rejected, because they do not follow a place's clock changes.
    if (!/^[A-Za-z]/.test(raw)) throw new RangeError("not a name");
    // Names are accepted in any case; the canonical name avoids storing one zone under several names.
    return openZone(new Temporal.ZonedDateTime(0n, raw).timeZoneId);
  } catch {
    problems.push({ field: "timezone", code: "timezone" });
    return undefined;
  }
}

/** `null` and blank text count as absent. */
export function isGiven(raw: unknown): boolean {
  return raw !== undefined && raw !== null && raw !== "";
}
