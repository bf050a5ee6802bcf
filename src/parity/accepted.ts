import { readFile } from "node:fs/promises";
import { type Static, Type } from "typebox";
import type { Locale } from "../messages/locale.ts";
import { InputError } from "../messages/said.ts";
import { compileCheck } from "../schemas/validate.ts";
import shipped from "./accepted-differences.json" with { type: "json" };
import type { FieldDifference } from "./compare-values.ts";
import { matchesField } from "./field-path.ts";
import { isRoute } from "./rules.ts";
import { shiftedWeekday } from "./weekday-shift.ts";

/** A known and intended difference. All of its stated conditions must hold. */
const AcceptedDifference = Type.Object(
  {
    id: Type.String({ minLength: 1 }),
    class: Type.Enum(["old", "science"]),
    routes: Type.Array(Type.String(), { minItems: 1 }),
    fields: Type.Array(Type.String(), { minItems: 1 }),
    // Default: values only.
    kinds: Type.Optional(Type.Array(Type.Enum(["missing", "type", "value", "language"]))),
    // The former value is one of these.
    old: Type.Optional(Type.Array(Type.Unknown())),
    new: Type.Optional(Type.Array(Type.Unknown())),
    // Regular expressions for the former text and for the request line.
    old_matches: Type.Optional(Type.String()),
    request_matches: Type.Optional(Type.String()),
    // For numbers: maximum difference, and range of our value.
    within: Type.Optional(Type.Number({ minimum: 0 })),
    ours_is: Type.Optional(Type.Enum(["higher", "lower"])),
    // The former value is listed under the next weekday.
    weekday_shifted: Type.Optional(Type.Boolean()),
    reason: Type.Object({ en: Type.String(), cs: Type.String() }),
  },
  { additionalProperties: false },
);
export type AcceptedDifference = Static<typeof AcceptedDifference>;

const check = compileCheck(Type.Array(AcceptedDifference));

/** Known differences from the former service. */
export const KNOWN_DIFFERENCES: readonly AcceptedDifference[] = read(shipped, "shipped");

/**
 * A team's own accepted differences, in the format of `accepted-differences.json`.
 * @throws InputError naming the file and the fault
 */
export async function readAccepted(path: string): Promise<readonly AcceptedDifference[]> {
  const text = await readFile(path, "utf8");
  try {
    return read(JSON.parse(text), path);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new InputError("command.in_file", { path, reason: error.message });
  }
}

function read(value: unknown, where: string): readonly AcceptedDifference[] {
  const checked = check(value);
  if ("value" in checked) return checked.value;
  const [first] = checked.problems;
  throw new InputError("command.in_file", {
    path: where,
    reason: `${first?.field} ${first?.code}`,
  });
}

/** A field of one request, with the complete answers. */
export interface Seen {
  readonly route: string;
  readonly request: string;
  readonly difference: FieldDifference;
  readonly oldBody: unknown;
}

export function findAccepted(
  accepted: readonly AcceptedDifference[],
  seen: Seen,
): AcceptedDifference | undefined {
  return accepted.find((one) => holds(one, seen));
}

export function reasonOf(accepted: AcceptedDifference, locale: Locale): string {
  return `${accepted.id}: ${accepted.reason[locale]}`;
}

function holds(one: AcceptedDifference, seen: Seen): boolean {
  const { path, kind } = seen.difference;
  if (!one.routes.some((route) => isRoute(route, seen.route))) return false;
  if (!one.fields.some((field) => matchesField(field, path))) return false;
  if (!(one.kinds ?? ["value"]).includes(kind)) return false;
  if (one.request_matches !== undefined && !new RegExp(one.request_matches).test(seen.request)) {
    return false;
  }
  return holdsForValues(one, seen);
}

function holdsForValues(one: AcceptedDifference, { difference, oldBody }: Seen): boolean {
  const { old, new: ours } = difference;
  if (one.old !== undefined && !one.old.includes(old)) return false;
  if (one.new !== undefined && !one.new.includes(ours)) return false;
  if (one.old_matches !== undefined && !new RegExp(one.old_matches).test(String(old))) return false;
  if (one.weekday_shifted && !shiftedWeekday(difference, oldBody, one.within ?? 0)) return false;
  const [mine, theirs] = [old, ours].map((value) => (typeof value === "number" ? value : NaN));
  const apart = Number(theirs) - Number(mine);
  if (one.within !== undefined && !one.weekday_shifted && !(Math.abs(apart) <= one.within)) {
    return false;
  }
  if (one.ours_is === "higher") return apart > 0;
  return one.ours_is === "lower" ? apart < 0 : true;
}
