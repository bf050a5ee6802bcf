import { ServiceError } from "../../../errors.ts";
import type { SessionBody } from "../../../schemas/sessions.ts";

/** The field in which a page carries a session that was deleted. */
export const CARRIED = "session";

/** As it is stored again: with its own id, so that doing it twice stores one. */
export function carriedSession(session: SessionBody): string {
  const { created_at: _created, updated_at: _updated, end: _end, ...content } = session;
  return JSON.stringify(content);
}

/**
 * What a page has carried, to be checked like any session that comes from outside.
 * @throws ServiceError bad_request when it is none
 */
export function readCarriedSession(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ServiceError("bad_request", { cause: error });
  }
}
