import { Ajv2020, type Options, type ValidateFunction } from "ajv/dist/2020.js";
import type { Static, TSchema } from "typebox";
import { type FieldProblem, ServiceError, validationError } from "../errors.ts";
import { parseDay } from "../time/calendar.ts";
import { describeProblems, type RequestPart } from "./describe-problems.ts";
import { nameKeyword } from "./name.ts";
import { isSafeText } from "./safe-text.ts";

/** The validated value, or its faults. */
export type Checked<Value> =
  | { readonly value: Value }
  | { readonly problems: readonly FieldProblem[] };

/** For a body with more values only the first problem is reported, because each problem costs memory. */
const MAX_VALUES_FOR_ALL = 10_000;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const isDate = (text: string): boolean => parseDay(text) !== undefined;

const shared: Options = {
  removeAdditional: false,
  // Errors include their schema, which contains the only allowed value of a missing member.
  verbose: true,
  strictTypes: false,
  allowUnionTypes: true,
  formats: { date: isDate, "calendar-date": isDate, uuid: UUID, "date-time": true, uri: true },
  keywords: ["x-private", nameKeyword],
};

/** Bodies are typed: `"5"` is not a number, and no defaults or conversions are applied. */
const typed: Options = { ...shared, coerceTypes: false, useDefaults: false };
/** Parts of a URL are text, so numbers and booleans are converted from it. */
const textual: Options = { ...shared, coerceTypes: true, useDefaults: true };

const compilers = {
  typed: { first: new Ajv2020(typed), all: new Ajv2020({ ...typed, allErrors: true }) },
  textual: { first: new Ajv2020(textual), all: new Ajv2020({ ...textual, allErrors: true }) },
};

/**
 * Creates a validator for a schema. It is compiled at its first use, so that start-up does not compile unused schemas.
 */
export function compileCheck<Schema extends TSchema>(
  schema: Schema,
  part: RequestPart = "body",
): (value: unknown) => Checked<Static<Schema>> {
  const compiler = part === "body" ? compilers.typed : compilers.textual;
  let first: ValidateFunction<Static<Schema>> | undefined;
  let all: ValidateFunction | undefined;
  return (value) => {
    first ??= compiler.first.compile<Static<Schema>>(schema);
    if (first(value)) return { value };
    let errors = first.errors;
    if (countValues(value, MAX_VALUES_FOR_ALL) < MAX_VALUES_FOR_ALL) {
      all ??= compiler.all.compile(schema);
      all(value);
      errors = all.errors ?? errors;
    }
    return { problems: describeProblems(errors ?? [], part) };
  };
}

/** Validator compiler for Fastify, called for each part of a request with a schema. */
export function compileForFastify(route: {
  readonly schema: TSchema;
  readonly httpPart?: string | undefined;
}): (value: unknown) => { value: unknown } | { error: Error } {
  const part = toPart(route.httpPart);
  const check = compileCheck(route.schema, part);
  return (value) => {
    if (part === "body" && value === null) return { error: new ServiceError("body_missing") };
    // The router also matches `/api/sessions/` with `/api/sessions/:id`, but that is a different URL.
    if (part === "params" && Object.values(Object(value)).includes("")) {
      return { error: new ServiceError("not_found") };
    }
    const unsafe = part === "body" ? undefined : findUnsafeText(value);
    if (unsafe !== undefined) return { error: validationError([unsafe]) };
    const unread = part === "body" ? undefined : findUnwrittenNumber(route.schema, value);
    if (unread !== undefined) return { error: validationError([unread]) };
    const checked = check(value);
    if ("problems" in checked) return { error: validationError(checked.problems) };
    const endless = part === "body" ? undefined : findEndless(checked.value);
    return endless === undefined ? checked : { error: validationError([endless]) };
  };
}

const WRITTEN_NUMBERS: Readonly<Record<string, RegExp>> = {
  integer: /^-?\d+$/,
  number: /^-?\d+(\.\d+)?$/,
};

/** Rejects blank text, `0x10` and `1e1`, which JavaScript converts to numbers but no client means as such. */
function findUnwrittenNumber(schema: TSchema, values: unknown): FieldProblem | undefined {
  for (const [name, value] of Object.entries(Object(values))) {
    const type = String(Object(Object(Object(schema).properties)[name]).type);
    const written = WRITTEN_NUMBERS[type];
    if (written === undefined || typeof value !== "string" || written.test(value)) continue;
    return { field: name, code: "type", params: { expected: type } };
  }
  return undefined;
}

/** Rejects `Infinity`, which converts to a number that ajv does not compare with any limit. */
function findEndless(values: unknown): FieldProblem | undefined {
  const found = Object.entries(Object(values)).find(
    ([, value]) => typeof value === "number" && !Number.isFinite(value),
  );
  return found && { field: found[0], code: "type", params: { expected: "number" } };
}

function findUnsafeText(values: unknown): FieldProblem | undefined {
  if (typeof values !== "object" || values === null) return undefined;
  for (const [name, value] of Object.entries(values)) {
    if (!isSafeText(name)) return { field: "query", code: "text" };
    const texts: unknown[] = Array.isArray(value) ? value : [value];
    if (texts.some((text) => typeof text === "string" && !isSafeText(text))) {
      return { field: name, code: "text" };
    }
  }
  return undefined;
}

function toPart(part: string | undefined): RequestPart {
  return part === "querystring" || part === "params" || part === "headers" ? part : "body";
}

/** Number of values within a value, counted up to `limit`. */
function countValues(value: unknown, limit: number): number {
  const waiting: unknown[] = [value];
  let count = 0;
  for (let next = waiting.pop(); next !== undefined && count < limit; next = waiting.pop()) {
    count += 1;
    if (typeof next !== "object" || next === null) continue;
    const members = Object.values(next);
    if (members.length >= limit) return limit;
    waiting.push(...members);
  }
  return count;
}
