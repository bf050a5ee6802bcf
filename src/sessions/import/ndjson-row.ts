import type { FieldProblem } from "../../errors.ts";
import { openZone } from "../../time/zone.ts";
import { isRecord, type RawInput } from "../input/field-readers.ts";
import { isGiven, readZone } from "../input/new-session.ts";
import {
  parseSessionInput,
  type SessionInput,
  type SessionInputContext,
} from "../input/session-input.ts";
import { type ImportRow, misencodedRow, unreadableRow } from "./import-row.ts";
import type { Line } from "./line-splitter.ts";
import type { PersonFile } from "./person-row.ts";

/**
 * Reads one NDJSON line: the members of `POST /api/sessions` (with `timezone` for local times) and `user`, or a line of
 * a personal data export. Blank lines are skipped.
 */
export function readNdjsonRow(
  line: Line,
  context: SessionInputContext,
  person: PersonFile,
): ImportRow | undefined {
  if (line.fault === "encoding") return misencodedRow(line.number, line.likely);
  if (line.fault !== undefined) return unreadableRow(line.number, { code: line.fault });
  if (line.text.trim() === "") return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch {
    return unreadableRow(line.number, { code: "json" });
  }
  const read = person.read(line.number, value);
  if (read !== undefined && "row" in read) return read.row;
  return new NdjsonRow(line.number, read?.session ?? value, context);
}

class NdjsonRow implements ImportRow {
  readonly line: number;
  readonly user: unknown;
  readonly input: SessionInput;
  readonly #members: RawInput;

  constructor(line: number, value: unknown, context: SessionInputContext) {
    const { user, timezone, ...session } = isRecord(value) ? value : {};
    this.line = line;
    this.user = isGiven(user) ? user : undefined;
    this.input = isRecord(value)
      ? readMembers(session, timezone, context)
      : parseSessionInput(value, context);
    this.#members = session;
  }

  written(field: string): unknown {
    return Object.hasOwn(this.#members, field) ? this.#members[field] : undefined;
  }
}

function readMembers(
  session: RawInput,
  timezone: unknown,
  context: SessionInputContext,
): SessionInput {
  if (!isGiven(timezone)) return parseSessionInput(session, context);
  const problems: FieldProblem[] = [];
  const zone = readZone(timezone, problems);
  // With an unknown zone, times are read in UTC, so that only the zone is reported.
  const input = parseSessionInput(session, { ...context, zone: zone ?? openZone("UTC") });
  if (zone !== undefined) return input;
  return { ok: false, errors: input.ok ? problems : [...problems, ...input.errors] };
}
