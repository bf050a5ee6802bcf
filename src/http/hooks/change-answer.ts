import type { onSendHookHandler, RouteOptions } from "fastify";

/**
 * Adds a hook that changes the bytes of a route's answers. For HEAD the framework has a hook of its own, which counts and
 * drops the bytes; that hook stays last.
 */
export function addAnswerHook(route: RouteOptions, hook: onSendHookHandler): void {
  const hooks = [route.onSend ?? []].flat();
  const end = route.method === "HEAD" ? Math.max(0, hooks.length - 1) : hooks.length;
  route.onSend = hooks.toSpliced(end, 0, hook);
}
