import { matchesGlob } from "node:path";
import type { CacheRequest } from "./cache-request.ts";

/** Which answers are meant; what is absent does not narrow. */
export interface Selection {
  readonly userId?: string | undefined;
  /** As registered: `/api/sessions/:id`. */
  readonly route?: string | undefined;
  /** `*` stands for any part of a route between slashes, `**` for any number of them. */
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
