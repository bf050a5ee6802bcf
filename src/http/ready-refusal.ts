import { ERRORS, type ServiceError } from "../errors.ts";
import { LOCALES } from "../messages/translate.ts";
import { PROBLEM_HEADERS } from "./hooks/problem.ts";
import { refusalDocument } from "./refusal-document.ts";
import type { RequestContext } from "./request-context.ts";
import type { RequestPipeline } from "./request-pipeline.ts";
import type { ReadyAnswer } from "./response-cache/ready-answer.ts";

/**
 * Refuses requests without the framework. Problem document and headers are the same as those of any other failure, but
 * made from prepared texts, because a refusal must cost a fraction of an answer.
 */
export function createReadyRefusal(
  { constants: usual, headersOf }: Pick<RequestPipeline, "constants" | "headersOf">,
  error: ServiceError,
): (context: RequestContext, retryAfterSeconds: number) => ReadyAnswer {
  const documents = new Map(LOCALES.map((locale) => [locale, refusalDocument(error, locale)]));
  const constants = [...usual, ...PROBLEM_HEADERS];
  return (context, retryAfterSeconds) => {
    const { locale, trace, instance, request } = context;
    const document = documents.get(locale)?.(instance, trace.requestId) ?? "";
    const headers = headersOf(context);
    headers.push("retry-after", String(retryAfterSeconds));
    headers.push("content-length", String(document.length));
    const body = request.method === "HEAD" ? undefined : document;
    return { status: ERRORS[error.code].status, constants, headers, body };
  };
}
