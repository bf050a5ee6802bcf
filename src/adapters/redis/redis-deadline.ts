import { ReplyError } from "ioredis";

/**
 * A command that takes longer is given up: what is asked for here takes less than a millisecond in memory, and a
 * slow Redis hurts more than none.
 */
export const DEADLINE_MS = 100;

/** An answer did not come in time; when it comes, it is dropped. */
export class RedisTimeout extends Error {
  constructor(deadlineMs: number) {
    super(`no answer within ${deadlineMs} ms`);
    this.name = "RedisTimeout";
  }
}

/** Whether Redis answered, and said no. */
export function isRefusal(error: unknown): error is Error {
  return error instanceof Error && error instanceof ReplyError;
}

/** @throws RedisTimeout when the answer is late */
export async function withinDeadline<Value>(
  answer: Promise<Value>,
  deadlineMs: number,
): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  let turn: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => {
    // When this process was busy for so long, the answer has come and was not read yet.
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
