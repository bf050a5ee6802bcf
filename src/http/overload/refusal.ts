import { ERRORS, ServiceError } from "../../errors.ts";
import { LOCALES, type Locale } from "../../messages/translate.ts";
import { requestIdOf, traceOf } from "../hooks/correlation.ts";
import { VARY_BY_LANGUAGE } from "../hooks/locale.ts";
import { PROBLEM_TYPE, problemDocument } from "../hooks/problem.ts";
import { SECURITY_HEADERS } from "../hooks/security-headers.ts";
import type { PlainRequest, ReadyAnswer } from "../response-cache/ready-answer.ts";

/** Clients that were refused together must not come back together. */
const RETRY_AFTER_SECONDS = ["1", "2", "3"] as const;

/** A body longer than this is not worth reading only to throw it away: the connection ends with the refusal. */
const MAX_UNREAD_BODY = 65_536;

const { status: STATUS } = ERRORS.overloaded;

const CONSTANT_HEADERS: readonly string[] = [
  ...Object.entries(SECURITY_HEADERS).flat(),
  ...["content-type", PROBLEM_TYPE, "cache-control", "no-store"],
];

export interface RefusalParts {
  readonly negotiate: (acceptLanguage: string | undefined) => Locale;
  /** Pages of these origins may read the refusal. */
  readonly corsOrigins: readonly string[];
  /** Whether clients are to let go of their connections. */
  readonly isDraining: () => boolean;
}

/**
 * Says "not now" at once: the same problem document and headers as any other failure, put together from texts that are
 * ready, because a refusal must cost a fraction of an answer.
 */
export function createRefusal(parts: RefusalParts): (request: PlainRequest) => ReadyAnswer {
  const documents = new Map(LOCALES.map((locale) => [locale, documentMaker(locale)]));
  const origins = new Set(parts.corsOrigins);
  let refused = 0;

  return (request) => {
    refused += 1;
    const { headers, url = "" } = request;
    const locale = parts.negotiate(headers["accept-language"]);
    const trace = traceOf(requestIdOf(headers["x-request-id"]), headers.traceparent);
    const body = wireOf(documents.get(locale)?.(pathOf(url), trace.requestId) ?? "");
    const retryAfter = RETRY_AFTER_SECONDS[refused % RETRY_AFTER_SECONDS.length] ?? "1";
    const head = ["x-request-id", trace.requestId, "traceparent", trace.traceparent];
    head.push("content-language", locale, "retry-after", retryAfter);
    head.push("content-length", String(body.length));
    const { origin } = headers;
    head.push("vary", origins.size === 0 ? VARY_BY_LANGUAGE : `${VARY_BY_LANGUAGE}, Origin`);
    if (origin !== undefined && origins.has(origin)) {
      head.push("access-control-allow-origin", origin);
      head.push("access-control-expose-headers", "Retry-After, X-Request-ID");
    }
    if (parts.isDraining() || hasLongBody(request)) head.push("connection", "close");
    return {
      ...{ status: STATUS, constants: CONSTANT_HEADERS, headers: head },
      body: request.method === "HEAD" ? undefined : body,
    };
  };
}

/** One character per byte. */
function wireOf(text: string): string {
  return Buffer.from(text).toString("latin1");
}

function hasLongBody({ headers }: PlainRequest): boolean {
  const length = headers["content-length"];
  return (
    headers["transfer-encoding"] !== undefined ||
    (length !== undefined && Number(length) > MAX_UNREAD_BODY)
  );
}

/** The path asked for, without the query, which may be private. */
function pathOf(url: string): string {
  const query = url.indexOf("?");
  return (query < 0 ? url : url.slice(0, query)).slice(0, 500);
}

/** Stand where values of a request will stand in the document. */
const PATH = "<path>";
const REQUEST_ID = "<request-id>";

function documentMaker(locale: Locale): (path: string, requestId: string) => string {
  const trace = { requestId: REQUEST_ID, traceparent: "" };
  const context = { locale, trace, path: PATH };
  const text = problemDocument(new ServiceError("overloaded"), context);
  const [start, rest = ""] = text.split(JSON.stringify(PATH));
  const [middle, end] = rest.split(JSON.stringify(REQUEST_ID));
  return (path, requestId) =>
    `${start}${JSON.stringify(path)}${middle}${JSON.stringify(requestId)}${end}`;
}
