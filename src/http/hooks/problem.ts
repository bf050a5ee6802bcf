import { ERRORS, type FieldProblem, type ServiceError } from "../../errors.ts";
import { type Locale, translate } from "../../messages/translate.ts";
import type { Trace } from "../../telemetry/trace.ts";

export const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

/** Names and values in turn that every problem document is sent with; a failure of now is none of later. */
export const PROBLEM_HEADERS = ["content-type", PROBLEM_TYPE, "cache-control", "no-store"] as const;

/** What an answer about a failure needs to know of the request. */
export interface ProblemContext {
  readonly locale: Locale;
  readonly trace: Trace;
  /** The path asked for, without the query. */
  readonly instance: string;
}

/** Names listed in the detail; `errors` has them all. */
const MAX_NAMES_IN_DETAIL = 5;

/** The RFC 9457 document of an error, as JSON text. Holds nothing that only the log may know. */
export function problemDocument(error: ServiceError, context: ProblemContext): string {
  const { locale, trace, instance } = context;
  const detail = translate(locale, `error.${error.code}.detail`, detailParameters(error));
  return JSON.stringify({
    ...error.members,
    type: `urn:pomodoro-ml:error:${error.code}`,
    title: translate(locale, `error.${error.code}.title`),
    status: ERRORS[error.code].status,
    detail,
    instance,
    code: error.code,
    errors: error.fields.length === 0 ? undefined : describeFields(error.fields, locale),
    request_id: trace.requestId,
    // What the old service's clients read.
    error: detail,
  });
}

/** What is wrong with each value, in words. */
export function describeFields(
  problems: readonly FieldProblem[],
  locale: Locale,
): { field: string; code: string; message: string }[] {
  return problems.map(({ field, code, params }) => ({
    field,
    code,
    message: translate(locale, `field.${code}`, params),
  }));
}

/** What the placeholders of an error's detail are filled with. */
export function detailParameters(
  error: ServiceError,
): Record<string, string | number | boolean | null> {
  const names = error.fields.slice(0, MAX_NAMES_IN_DETAIL).map(({ field }) => field);
  if (error.fields.length > names.length) names.push("…");
  return { count: error.fields.length, fields: names.join(", "), ...error.params };
}
