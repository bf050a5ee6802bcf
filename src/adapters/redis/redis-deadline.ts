import { ReplyError } from "ioredis";

/**
 * Time for a reply. The service's commands take Redis less than a millisecond, and a slow Redis harms requests more than
 * an unavailable one.
 */
export const DEADLINE_MS = 100;

/** A reply did not arrive in time. A later one is dropped. */
export class RedisTimeout extends Error {
  constructor(deadlineMs: number) {
    super(`no answer within ${deadlineMs} ms`);
    this.name = "RedisTimeout";
  }
}

/** Whether Redis replied with an error. */
export function isRefusal(error: unknown): error is Error {
  return error instanceof Error && error instanceof ReplyError;
}

/** @throws RedisTimeout when the reply is late */
export async function withinDeadline<Value>(
  answer: Promise<Value>,
  deadlineMs: number,
): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  let turn: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => {
    // If the event loop was blocked, the reply may have arrived unread, so one more turn reads it first.
    turn = setImmediate(() => reject(new RedisTimeout(deadlineMs)));
  }, deadlineMs);
  answer.catch(() => {});
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
    clearImmediate(turn);
  }
}
