import type { FastifyInstance } from "fastify";
import type { Config } from "../../config/config.ts";
import { type ErrorCode, ServiceError } from "../../errors.ts";
import type { PlainRequest } from "../response-cache/ready-answer.ts";
import { createHostCheck } from "./host-check.ts";
import { createOriginCheck } from "./origin-check.ts";

/** Why a request is to be refused whatever it asks for; nothing when it is not. */
export type RequestGuard = (request: PlainRequest) => ErrorCode | undefined;

export function createRequestGuard(
  config: Pick<Config, "host" | "allowedHosts" | "corsOrigins">,
): RequestGuard {
  const checkHost = createHostCheck(config);
  const checkOrigin = createOriginCheck(config.corsOrigins);
  return (request) => checkHost(request) ?? checkOrigin(request);
}

/** Refuses with a problem document. What is answered before the framework is asked about by the cached handler. */
export function addRequestGuard(app: FastifyInstance, guard: RequestGuard): void {
  app.addHook("onRequest", (request, _reply, done) => {
    const code = guard(request.raw);
    if (code === undefined) done();
    else done(new ServiceError(code));
  });
}
