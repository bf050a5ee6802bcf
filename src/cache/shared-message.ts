import type { Selection } from "./selection.ts";

/** What replicas tell one another: a user who has written and the replica that took it, or what was deleted. */
export interface Message extends Selection {
  readonly written?: string | undefined;
  readonly by?: string | undefined;
}

/** Nothing for what is not ours. */
export function parseMessage(text: string): Message | undefined {
  try {
    const { userId, route, pattern, written, by } = Object(JSON.parse(text));
    const known = [userId, route, pattern, written, by];
    const isMessage = known.every((part) => part === undefined || typeof part === "string");
    return isMessage ? { userId, route, pattern, written, by } : undefined;
  } catch {
    return undefined;
  }
}
