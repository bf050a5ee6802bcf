import type { Selection } from "./selection.ts";

/** A message between replicas: a user's write with the replica that received it, or a deletion. */
export interface Message extends Selection {
  readonly written?: string | undefined;
  readonly by?: string | undefined;
}

/** Parses a message; nothing for an unknown one. */
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
