import { ServiceError } from "../../../errors.ts";
import type { TakenSession } from "../../../sessions/session-service.ts";
import type { Origin } from "../../../sessions/session-writer.ts";

/** The field in which a page carries a deleted session. */
export const CARRIED = "session";

/** The session as JSON, to be stored again. It keeps its id, so that restoring it twice stores it once. */
export function carriedSession({ session, origin }: TakenSession): string {
  const { created_at: _created, updated_at: _updated, end: _end, ...content } = session;
  return JSON.stringify({ content, origin });
}

/**
 * Parses the session that a page has carried. The caller validates it like any input.
 * @throws ServiceError bad_request when the text is not what a page carries
 */
export function readCarriedSession(text: string): { content: unknown; origin: Origin } {
  const { content, origin } = objectIn(text);
  const { createdAtMs, importId } = Object(origin);
  if (!Number.isSafeInteger(createdAtMs) || createdAtMs < 0) throw new ServiceError("bad_request");
  return {
    content,
    origin: { createdAtMs, importId: typeof importId === "string" ? importId : undefined },
  };
}

function objectIn(text: string): { readonly content?: unknown; readonly origin?: unknown } {
  try {
    return Object(JSON.parse(text));
  } catch (error) {
    throw new ServiceError("bad_request", { cause: error });
  }
}
