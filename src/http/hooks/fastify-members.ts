import type { CachePolicy } from "../../cache/cache-policy.ts";
import type { ErrorCode } from "../../errors.ts";
import type { Locale } from "../../messages/translate.ts";
import type { Trace } from "../../telemetry/trace.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Whose data this request is about. */
    userId: string;
    /** Language of the answer's texts. */
    locale: Locale;
    trace: Trace;
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
    /** How this route's answers are kept; a GET route without it is worked out for every request. */
    cache?: CachePolicy;
  }
}
