import { ERRORS, ServiceError } from "../../errors.ts";
import { LOCALES } from "../../messages/translate.ts";
import { createReadyRefusal } from "../ready-refusal.ts";
import type { RequestPipeline } from "../request-pipeline.ts";
import type { PlainRequest, ReadyAnswer } from "../response-cache/ready-answer.ts";
import { REFUSAL_PAGE_HEADERS, refusalPage } from "./refusal-page.ts";

/** Clients that were refused together must not come back together. */
const MAX_RETRY_AFTER_SECONDS = 3;

/** A body longer than this is not worth reading only to throw it away: the connection ends with the refusal. */
const MAX_UNREAD_BODY = 65_536;

export interface RefusalParts {
  readonly pipeline: Pick<RequestPipeline, "open" | "constants" | "headersOf">;
  /** Whether clients are to let go of their connections. */
  readonly isDraining: () => boolean;
}

/** Says "not now" at once; to browsers in a page that asks again by itself. */
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
