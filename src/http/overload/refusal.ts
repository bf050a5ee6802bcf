import { ServiceError } from "../../errors.ts";
import { createReadyRefusal } from "../ready-refusal.ts";
import type { RequestPipeline } from "../request-pipeline.ts";
import type { PlainRequest, ReadyAnswer } from "../response-cache/ready-answer.ts";

/** Clients that were refused together must not come back together. */
const MAX_RETRY_AFTER_SECONDS = 3;

/** A body longer than this is not worth reading only to throw it away: the connection ends with the refusal. */
const MAX_UNREAD_BODY = 65_536;

export interface RefusalParts {
  readonly pipeline: Pick<RequestPipeline, "open" | "constants" | "headersOf">;
  /** Whether clients are to let go of their connections. */
  readonly isDraining: () => boolean;
}

/** Says "not now" at once. */
export function createRefusal(parts: RefusalParts): (request: PlainRequest) => ReadyAnswer {
  const refuse = createReadyRefusal(parts.pipeline, new ServiceError("overloaded"));
  let refused = 0;
  return (request) => {
    refused += 1;
    const retryAfterSeconds = 1 + (refused % MAX_RETRY_AFTER_SECONDS);
    const isLast = parts.isDraining() || hasLongBody(request);
    return { ...refuse(parts.pipeline.open(request), retryAfterSeconds), isLast };
  };
}

function hasLongBody({ headers }: PlainRequest): boolean {
  const length = Number(headers["content-length"] ?? 0);
  return headers["transfer-encoding"] !== undefined || length > MAX_UNREAD_BODY;
}
