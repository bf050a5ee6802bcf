import type { CachePolicy } from "../../cache/cache-policy.ts";
import type { Budget } from "../../config/limit-settings.ts";
import type { ErrorCode } from "../../errors.ts";
import type { Locale } from "../../messages/translate.ts";
import type { Trace } from "../../telemetry/trace.ts";
import type { RequestContext } from "../request-context.ts";
import type { Recorder } from "../request-metrics.ts";
import type { RouteScope } from "../route-scope.ts";

declare module "fastify" {
  interface FastifyRequest {
    context: RequestContext;
    /** Whose data this request is about. */
    userId: string;
    /** Language of the answer's texts. */
    readonly locale: Locale;
    readonly trace: Trace;
    /** Set when the answer is a problem document, for the request's log line. */
    errorCode: ErrorCode | undefined;
  }
  interface FastifySchema {
    /** Left out of the API's description: the description itself, and its page. */
    hide?: boolean;
    operationId?: string;
    tags?: readonly string[];
    summary?: string;
    description?: string;
  }
  interface FastifyContextConfig {
    /** Requests to this route are logged at DEBUG and not measured: probes come every few seconds. */
    quiet?: boolean;
    /** What the models are asked for here, as the metrics name it. */
    predictionType?: string;
    /** Counts requests to this route; put here when the route is registered. */
    record?: Recorder;
    /** What a credential must allow; by method and address when absent. */
    scope?: RouteScope;
    /** Whether the address may hold a key that may only read, for clients that send no headers. */
    hasKeyInAddress?: boolean;
    /** Whether the key may be the one that a browser keeps for the pages. */
    takesCookie?: boolean;
    /** What its requests are counted by; put here when the route is registered. */
    budget?: Budget | undefined;
    /** How this route's answers are kept; a GET route without it is worked out for every request. */
    cache?: CachePolicy;
  }
}
