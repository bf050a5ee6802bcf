import { ERRORS, type FieldProblem, type ServiceError } from "../../errors.ts";
import { type Locale, translate } from "../../messages/translate.ts";
import type { Trace } from "../../telemetry/trace.ts";

export const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

/**
 * Headers of every problem document, names and values in turn. A failure may be over at the next request, so it is not
 * stored.
 */
export const PROBLEM_HEADERS = ["content-type", PROBLEM_TYPE, "cache-control", "no-store"] as const;

/** The properties of a request in its problem document. */
export interface ProblemContext {
  readonly locale: Locale;
  readonly trace: Trace;
  /** The path without the query. */
  readonly instance: string;
}

/** Fields named in the detail; `errors` has all of them. */
const MAX_NAMES_IN_DETAIL = 5;

/** The RFC 9457 document of an error, as JSON text. It omits everything that only the log may contain. */
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
    // Clients of the old service read this member.
    error: detail,
  });
}

/** Describes the problem of each value in words. */
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

/** The values for the placeholders of an error's detail. */
export function detailParameters(
  error: ServiceError,
): Record<string, string | number | boolean | null> {
  const names = error.fields.slice(0, MAX_NAMES_IN_DETAIL).map(({ field }) => field);
  if (error.fields.length > names.length) names.push("…");
  return { count: error.fields.length, fields: names.join(", "), ...error.params };
}
