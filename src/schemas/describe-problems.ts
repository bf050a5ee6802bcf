import type { ErrorObject } from "ajv/dist/2020.js";
import type { FieldCode, FieldProblem } from "../errors.ts";

/** Parts of a request that have a schema. */
export type RequestPart = "body" | "querystring" | "params" | "headers";

/** Maximum number of reported problems; a hostile body could cause a hundred thousand. */
const MAX_PROBLEMS = 20;

/**
 * Maximum length of a reported name. Names of unknown members come from the client and could be as long as the body.
 */
const MAX_NAME_LENGTH = 100;

/** Describes the faults of a value, one per field, with the client's own names. */
export function describeProblems(
  errors: readonly ErrorObject[],
  part: RequestPart,
): FieldProblem[] {
  const problems = new Map<string, FieldProblem>();
  // Only the failed alternative is reported, not the errors of its branches.
  const alternatives = errors
    .filter(({ keyword }) => keyword === "anyOf" || keyword === "oneOf")
    .map(({ schemaPath }) => schemaPath);
  for (const error of errors) {
    if (alternatives.some((path) => error.schemaPath.startsWith(`${path}/`))) continue;
    const problem = describeOne(error, part);
    if (!problems.has(problem.field)) problems.set(problem.field, problem);
    if (problems.size >= MAX_PROBLEMS) break;
  }
  return [...problems.values()];
}

/** Message code and placeholder of the limit, by failed ajv keyword. */
const LIMITS: Readonly<Record<string, FieldCode>> = {
  minimum: "minimum",
  maximum: "maximum",
  exclusiveMinimum: "more_than",
  minLength: "min_length",
  maxLength: "max_length",
  minItems: "min_items",
  maxItems: "max_items",
  minProperties: "min_properties",
};

const FORMATS: Readonly<Record<string, FieldCode>> = {
  date: "date",
  "calendar-date": "date",
  uuid: "uuid",
};

function describeOne(error: ErrorObject, part: RequestPart): FieldProblem {
  const field = fieldName(error.instancePath, part);
  const params: Record<string, unknown> = error.params;
  const limit = LIMITS[error.keyword];
  if (limit !== undefined) return { field, code: limit, params: { limit: Number(params.limit) } };
  switch (error.keyword) {
    case "required":
      return missing(error, part);
    case "additionalProperties":
      return { field: join(error.instancePath, params.additionalProperty, part), code: "unknown" };
    case "type":
      return { field, code: "type", params: { expected: expectedType(params.type) } };
    case "enum":
      return { field, code: "allowed_values", params: { allowed: list(params.allowedValues) } };
    case "const":
      return { field, code: "allowed_values", params: { allowed: String(params.allowedValue) } };
    case "format":
      return { field, code: FORMATS[String(params.format)] ?? "invalid" };
    case "pattern":
      return { field, code: "pattern" };
    default:
      return { field, code: "invalid" };
  }
}

/**
 * A missing member with only one allowed value is reported with that value, since "is required" alone would not help.
 */
function missing(error: ErrorObject, part: RequestPart): FieldProblem {
  const name = String(error.params.missingProperty);
  const field = join(error.instancePath, name, part);
  const only: unknown = error.parentSchema?.properties?.[name]?.const;
  if (only === undefined) return { field, code: "required" };
  return { field, code: "allowed_values", params: { allowed: String(only) } };
}

function expectedType(type: unknown): string {
  const types: unknown[] = Array.isArray(type) ? type : String(type).split(",");
  return String(types.find((name) => name !== "null") ?? "null");
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.filter((value) => value !== null).join(", ") : "";
}

/** Converts `/sessions/3/rating` to the form `sessions[3].rating`. */
function fieldName(instancePath: string, part: RequestPart): string {
  const names = instancePath
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (names.length > 0) return joinNames(names);
  return part === "querystring" ? "query" : part;
}

/** Joins a path of members and indices into one readable name of bounded length. */
export function joinNames(names: readonly string[]): string {
  let joined = "";
  for (const name of names) {
    if (/^\d+$/.test(name)) joined += `[${name}]`;
    else joined += joined === "" ? name : `.${name}`;
  }
  return joined.length > MAX_NAME_LENGTH ? `${joined.slice(0, MAX_NAME_LENGTH)}…` : joined;
}

function join(instancePath: string, member: unknown, part: RequestPart): string {
  const escaped = String(member).replaceAll("~", "~0").replaceAll("/", "~1");
  return fieldName(`${instancePath}/${escaped}`, part);
}
