import type { ServiceError } from "../errors.ts";
import type { Locale } from "../messages/translate.ts";
import { problemDocument } from "./hooks/problem.ts";

/** Stand where values of a request will stand in the document. */
const PATH = "<path>";
const REQUEST_ID = "<request-id>";

/**
 * The problem document of an error whose texts are ready, because a refusal must cost a fraction of an answer.
 *
 * @returns makes it for a path and a request id, one character per byte
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
