import type { Budget } from "../../config/limit-settings.ts";
import { ERRORS, ServiceError } from "../../errors.ts";
import { LOCALES } from "../../messages/translate.ts";
import type { Standing } from "../../services/limits/standing.ts";
import { PROBLEM_HEADERS } from "../hooks/problem.ts";
import { refusalDocument } from "../refusal-document.ts";
import type { RequestContext } from "../request-context.ts";
import type { RequestPipeline } from "../request-pipeline.ts";
import type { ReadyAnswer } from "../response-cache/ready-answer.ts";
import { secondsUntilMore } from "./limit-headers.ts";

/** The refusal of one request too many. */
export function rateLimited(standing: Standing): ServiceError {
  return new ServiceError("rate_limited", {
    retryAfterSeconds: secondsUntilMore(standing),
    members: { "violated-policies": [standing.limit.budget] },
  });
}

/** The same as an answer that has only to be sent: who sends too much is not to cost more than who does not. */
export function createLimitRefusal(
  pipeline: Pick<RequestPipeline, "constants" | "headersOf">,
): (context: RequestContext, standing: Standing) => ReadyAnswer {
  const constants = [...pipeline.constants, ...PROBLEM_HEADERS];
  const documents = new Map<Budget, ReturnType<typeof documentsOf>>();

  function documentsOf(standing: Standing) {
    const error = rateLimited(standing);
    return new Map(LOCALES.map((locale) => [locale, refusalDocument(error, locale)]));
  }

  function documentOf(standing: Standing, { locale, instance, trace }: RequestContext): string {
    const known = documents.get(standing.limit.budget) ?? documentsOf(standing);
    documents.set(standing.limit.budget, known);
    return known.get(locale)?.(instance, trace.requestId) ?? "";
  }

  return (context, standing) => {
    const body = documentOf(standing, context);
    const headers = pipeline.headersOf(context);
    headers.push("retry-after", String(secondsUntilMore(standing)));
    headers.push("content-length", String(body.length));
    const { status } = ERRORS.rate_limited;
    const isHead = context.request.method === "HEAD";
    return { status, constants, headers, body: isHead ? undefined : body };
  };
}
