import { randomUUID } from "node:crypto";
import { userKey } from "../../../domain/user-key.ts";
import type { AiAnswerRepository } from "../../../repositories/ai-answer-repository.ts";
import type { AnswerPlace } from "./answer-entry.ts";

/** Database leases, by which only one process asks a model for an answer. */
export type AnswerLeases = Pick<AiAnswerRepository, "lease" | "release">;

/**
 * Tries to take the lease of an answer.
 *
 * @returns `undefined` when the database does not respond
 */
export async function takeAnswerLease(
  leases: AnswerLeases,
  { userId, key }: AnswerPlace,
  time: { readonly nowMs: number; readonly lifeMs: number },
) {
  const name = userKey(userId, key);
  const holder = randomUUID();
  try {
    const isMine = await leases.lease(name, holder, time.nowMs, time.nowMs + time.lifeMs);
    const release = () => {
      if (isMine) leases.release(name, holder).catch(() => {});
    };
    return { isMine, fence: 0, release };
  } catch {
    return undefined;
  }
}
