import type { Principal, Scope } from "../domain/principal.ts";

/** What a credential must allow for a route; `none` for one that needs no credential. */
export type RouteScope = Scope | "none";

/** Briefings and suggestions, which a language model may have to be paid for. */
const WORDED = /^\/api\/ai\//;

/** What a route asks for that does not say so itself. */
export function usualScope(method: string | readonly string[], url: string): Scope {
  if (WORDED.test(url)) return "ai";
  const methods = typeof method === "string" ? [method] : method;
  return methods.every((name) => name === "GET" || name === "HEAD") ? "read" : "write";
}

export function allows({ scopes }: Principal, scope: RouteScope): boolean {
  return scope === "none" || scopes.has(scope);
}
