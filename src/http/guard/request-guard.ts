import type { FastifyInstance } from "fastify";
import type { Config } from "../../config/config.ts";
import { type ErrorCode, ServiceError } from "../../errors.ts";
import type { PlainRequest } from "../response-cache/ready-answer.ts";
import { createHostCheck } from "./host-check.ts";
import { createOriginCheck } from "./origin-check.ts";

/** The error of a request that is refused regardless of its route; nothing when it passes. */
export type RequestGuard = (request: PlainRequest) => ErrorCode | undefined;

export function createRequestGuard(
  config: Pick<Config, "host" | "allowedHosts" | "corsOrigins">,
): RequestGuard {
  const checkHost = createHostCheck(config);
  const checkOrigin = createOriginCheck(config.corsOrigins);
  return (request) => checkHost(request) ?? checkHeaders(request) ?? checkOrigin(request);
}

/** The largest number of headers. node:http limits their total size to 16 KiB. */
export const MAX_HEADERS = 100;

function checkHeaders({ headers, rawHeaders = [] }: PlainRequest): ErrorCode | undefined {
  // The list holds names and values in turn.
  if (rawHeaders.length > 2 * MAX_HEADERS) return "headers_too_large";
  const { expect } = headers;
  const isKnown = expect === undefined || expect.toLowerCase() === "100-continue";
  return isKnown ? undefined : "expectation_failed";
}

/** Refuses with a problem document. The cached handler calls the guard itself for the requests that it answers. */
export function addRequestGuard(app: FastifyInstance, guard: RequestGuard): void {
  app.addHook("onRequest", (request, _reply, done) => {
    const code = guard(request.raw);
    if (code === undefined) done();
    else done(new ServiceError(code));
  });
}
