import type { Budget } from "../../config/limit-settings.ts";
import { ServiceError } from "../../errors.ts";
import type { Standing } from "../../services/limits/standing.ts";
import { createReadyRefusal } from "../ready-refusal.ts";
import type { RequestContext } from "../request-context.ts";
import type { RequestPipeline } from "../request-pipeline.ts";
import type { ReadyAnswer } from "../response-cache/ready-answer.ts";
import { secondsUntilMore } from "./limit-headers.ts";

/** The error of a request beyond the rate limit. */
export function rateLimited(standing: Standing): ServiceError {
  return new ServiceError("rate_limited", {
    retryAfterSeconds: secondsUntilMore(standing),
    members: { "violated-policies": [standing.limit.budget] },
  });
}

/** The same error as a prepared answer: a refused request must not cost more than an answered one. */
export function createLimitRefusal(
  pipeline: Pick<RequestPipeline, "constants" | "headersOf">,
): (context: RequestContext, standing: Standing) => ReadyAnswer {
  const refusals = new Map<Budget, ReturnType<typeof createReadyRefusal>>();
  return (context, standing) => {
    const { budget } = standing.limit;
    const refuse = refusals.get(budget) ?? createReadyRefusal(pipeline, rateLimited(standing));
    refusals.set(budget, refuse);
    return refuse(context, secondsUntilMore(standing));
  };
}
