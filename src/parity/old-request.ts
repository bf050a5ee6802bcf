import type { Method, OldRoute } from "./old-routes.ts";

/** A request sent to both services. */
export interface OldRequest {
  readonly route: OldRoute;
  readonly method: Method;
  /** Path and query. */
  readonly target: string;
  /** JSON as text. */
  readonly body?: string;
}

/** Bodies are truncated to this many characters in a report. */
const MAX_SHOWN_BODY = 300;

/** A request in one line. */
export function lineOf({ method, target, body }: OldRequest): string {
  if (body === undefined) return `${method} ${target}`;
  const shown = body.length > MAX_SHOWN_BODY ? `${body.slice(0, MAX_SHOWN_BODY)}…` : body;
  return `${method} ${target} ${shown}`;
}
