import { ServiceError } from "../../../errors.ts";
import type { SessionBody } from "../../../schemas/sessions.ts";

/** The field in which a page carries a deleted session. */
export const CARRIED = "session";

/** The session as JSON, to be stored again. It keeps its id, so that restoring it twice stores it once. */
export function carriedSession(session: SessionBody): string {
  const { created_at: _created, updated_at: _updated, end: _end, ...content } = session;
  return JSON.stringify(content);
}

/**
 * Parses the session that a page has carried. The caller validates it like any input.
 * @throws ServiceError bad_request when the text is not JSON
 */
export function readCarriedSession(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ServiceError("bad_request", { cause: error });
  }
}
