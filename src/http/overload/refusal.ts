import { ERRORS, ServiceError } from "../../errors.ts";
import { LOCALES } from "../../messages/translate.ts";
import { createReadyRefusal } from "../ready-refusal.ts";
import type { RequestPipeline } from "../request-pipeline.ts";
import type { PlainRequest, ReadyAnswer } from "../response-cache/ready-answer.ts";
import { REFUSAL_PAGE_HEADERS, refusalPage } from "./refusal-page.ts";

/** Spreads the retries: clients that are refused together must not return together. */
const MAX_RETRY_AFTER_SECONDS = 3;

/**
 * Bytes of an unread body up to which a connection is kept. A longer body is not read to be thrown away: the connection
 * ends.
 */
const MAX_UNREAD_BODY = 65_536;

export interface RefusalParts {
  readonly pipeline: Pick<RequestPipeline, "open" | "constants" | "headersOf">;
  /** Whether the server drains and asks clients to close their connections. */
  readonly isDraining: () => boolean;
}

/**
 * Refuses requests with 503 and `Retry-After`: browsers get a page that retries by itself, other clients a problem
 * document.
 */
export function createRefusal(parts: RefusalParts): (request: PlainRequest) => ReadyAnswer {
  const { pipeline } = parts;
  const refuse = createReadyRefusal(pipeline, new ServiceError("overloaded"));
  const pages = new Map(LOCALES.map((locale) => [locale, refusalPage(locale)]));
  const pageConstants = [...pipeline.constants, ...REFUSAL_PAGE_HEADERS];
  let refused = 0;
  return (request) => {
    refused += 1;
    const retryAfterSeconds = 1 + (refused % MAX_RETRY_AFTER_SECONDS);
    const isLast = parts.isDraining() || hasLongBody(request);
    const context = pipeline.open(request);
    const page = isForPeople(request) ? pages.get(context.locale) : undefined;
    if (page === undefined) return { ...refuse(context, retryAfterSeconds), isLast };
    const body = page(context.trace.requestId);
    const seconds = String(retryAfterSeconds);
    const headers = pipeline.headersOf(context);
    headers.push("retry-after", seconds, "refresh", seconds);
    headers.push("content-length", String(body.length));
    return { status: ERRORS.overloaded.status, constants: pageConstants, headers, body, isLast };
  };
}

function isForPeople({ method, headers }: PlainRequest): boolean {
  return method === "GET" && headers.accept?.includes("text/html") === true;
}

function hasLongBody({ headers }: PlainRequest): boolean {
  const length = Number(headers["content-length"] ?? 0);
  return headers["transfer-encoding"] !== undefined || length > MAX_UNREAD_BODY;
}
