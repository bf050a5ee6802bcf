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
    /** The person whose data the request concerns. */
    userId: string;
    /** Language of the answer's texts. */
    readonly locale: Locale;
    readonly trace: Trace;
    /** Set when the answer is a problem document, for the request's log line. */
    errorCode: ErrorCode | undefined;
  }
  interface FastifySchema {
    /** Omits the route from the OpenAPI document. */
    hide?: boolean;
    operationId?: string;
    tags?: readonly string[];
    summary?: string;
    description?: string;
  }
  interface FastifyContextConfig {
    /** Logs requests at DEBUG and does not measure them: probes arrive every few seconds. */
    quiet?: boolean;
    /** The metrics label of the prediction that the route makes. */
    predictionType?: string;
    /** Records the metrics of the route's requests; set when the route is registered. */
    record?: Recorder;
    /** The scope that a credential must grant; derived from method and URL when absent. */
    scope?: RouteScope;
    /** Accepts a read-only key in the query, for clients that cannot send headers. */
    hasKeyInAddress?: boolean;
    /** Accepts the credential in the pages' cookie. */
    takesCookie?: boolean;
    /** The rate-limit budget of the route; set when the route is registered. */
    budget?: Budget | undefined;
    /** The cache policy of the route's answers; a GET route without one computes every answer. */
    cache?: CachePolicy;
  }
}
