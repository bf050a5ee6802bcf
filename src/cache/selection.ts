import { matchesGlob } from "node:path";
import type { CacheRequest } from "./cache-request.ts";

/** A selection of cached answers; an absent member selects all. */
export interface Selection {
  readonly userId?: string | undefined;
  /** The registered pattern, such as `/api/sessions/:id`. */
  readonly route?: string | undefined;
  /** A glob over routes: `*` matches one segment between slashes, `**` any number of segments. */
  readonly pattern?: string | undefined;
}

export function selects(
  { userId, route, pattern }: Selection,
  request: { readonly userId: string; readonly route: Pick<CacheRequest["route"], "url"> },
): boolean {
  if (userId !== undefined && request.userId !== userId) return false;
  return selectsRoute({ route, pattern }, request.route.url);
}

export function selectsRoute({ route, pattern }: Selection, url: string): boolean {
  if (route !== undefined && url !== route) return false;
  return pattern === undefined || matchesGlob(url, pattern);
}
