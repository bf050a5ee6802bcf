import type { Principal, Scope } from "../domain/principal.ts";

/** The scope that a route requires of a credential; `none` for a route without authentication. */
export type RouteScope = Scope | "none";

/** Briefings and suggestions, which may use a paid language model. */
const WORDED = /^\/api\/ai\//;

/** The scope of a route that declares none. */
export function usualScope(method: string | readonly string[], url: string): Scope {
  if (WORDED.test(url)) return "ai";
  const methods = typeof method === "string" ? [method] : method;
  return methods.every((name) => name === "GET" || name === "HEAD") ? "read" : "write";
}

export function allows({ scopes }: Principal, scope: RouteScope): boolean {
  return scope === "none" || scopes.has(scope);
}
