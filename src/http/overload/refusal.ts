import { ERRORS, ServiceError } from "../../errors.ts";
import { LOCALES } from "../../messages/translate.ts";
import { PROBLEM_HEADERS } from "../hooks/problem.ts";
import { refusalDocument } from "../refusal-document.ts";
import type { RequestPipeline } from "../request-pipeline.ts";
import type { PlainRequest, ReadyAnswer } from "../response-cache/ready-answer.ts";

/** Clients that were refused together must not come back together. */
const RETRY_AFTER_SECONDS = ["1", "2", "3"] as const;

/** A body longer than this is not worth reading only to throw it away: the connection ends with the refusal. */
const MAX_UNREAD_BODY = 65_536;

const { status: STATUS } = ERRORS.overloaded;

export interface RefusalParts {
  readonly pipeline: Pick<RequestPipeline, "open" | "constants" | "headersOf">;
  /** Whether clients are to let go of their connections. */
  readonly isDraining: () => boolean;
}

/**
 * Says "not now" at once: the same problem document and headers as any other failure, put together from texts that are
 * ready, because a refusal must cost a fraction of an answer.
 */
export function createRefusal(parts: RefusalParts): (request: PlainRequest) => ReadyAnswer {
  const { pipeline } = parts;
  const documents = new Map(
    LOCALES.map((locale) => [locale, refusalDocument(new ServiceError("overloaded"), locale)]),
  );
  const constants = [...pipeline.constants, ...PROBLEM_HEADERS];
  let refused = 0;

  return (request) => {
    refused += 1;
    const context = pipeline.open(request);
    const { locale, trace, instance } = context;
    const body = documents.get(locale)?.(instance, trace.requestId) ?? "";
    const retryAfter = RETRY_AFTER_SECONDS[refused % RETRY_AFTER_SECONDS.length] ?? "1";
    const headers = pipeline.headersOf(context);
    headers.push("retry-after", retryAfter, "content-length", String(body.length));
    return {
      ...{ status: STATUS, constants, headers },
      body: request.method === "HEAD" ? undefined : body,
      isLast: parts.isDraining() || hasLongBody(request),
    };
  };
}

function hasLongBody({ headers }: PlainRequest): boolean {
  const length = headers["content-length"];
  return (
    headers["transfer-encoding"] !== undefined ||
    (length !== undefined && Number(length) > MAX_UNREAD_BODY)
  );
}
