import type { ServiceError } from "../errors.ts";
import type { Locale } from "../messages/translate.ts";
import { problemDocument } from "./hooks/problem.ts";

/** Placeholders for the values of a request. */
const PATH = "<path>";
const REQUEST_ID = "<request-id>";

/**
 * Prepares the problem document of an error, because a refusal must cost a fraction of an answer.
 *
 * @returns makes the document for a path and a request id, one character per byte
 */
export function refusalDocument(
  error: ServiceError,
  locale: Locale,
): (path: string, requestId: string) => string {
  const trace = { requestId: REQUEST_ID, traceparent: "" };
  const text = problemDocument(error, { locale, trace, instance: PATH });
  const [start, rest = ""] = text.split(JSON.stringify(PATH));
  const [middle, end] = rest.split(JSON.stringify(REQUEST_ID));
  return (path, requestId) =>
    wireOf(`${start}${JSON.stringify(path)}${middle}${JSON.stringify(requestId)}${end}`);
}

function wireOf(text: string): string {
  return Buffer.from(text).toString("latin1");
}
