import type { Executor } from "../db/database.ts";

export interface IdempotencyClaim {
  readonly userId: string;
  /** The client's Idempotency-Key. */
  readonly key: string;
  /** A hash of the request, which distinguishes a retry from another request with the same key. */
  readonly fingerprint: string;
  readonly nowMs: number;
}

export type ClaimResult =
  | { readonly claimed: true }
  | {
      readonly claimed: false;
      readonly fingerprint: string;
      /** Status and body of the stored answer; null while the first request has not completed. */
      readonly status: number | null;
      readonly body: string | null;
    };

export interface IdempotencyAnswer {
  readonly userId: string;
  readonly key: string;
  readonly status: number;
  readonly body: string;
}

/**
 * Stored answers for retries. Claim, effect and completion belong in one transaction. A key is then claimed exactly when
 * its effect is stored, and a second request with the key waits for the end of the first.
 */
export interface IdempotencyRepository {
  claim(tx: Executor, claim: IdempotencyClaim): Promise<ClaimResult>;
  complete(tx: Executor, answer: IdempotencyAnswer): Promise<void>;
  /** Deletes records that were claimed before the instant. Returns their number. */
  expire(olderThanMs: number): Promise<number>;
}

export function idempotencyRepository(executor: Executor): IdempotencyRepository {
  return {
    async claim(tx, { userId, key, fingerprint, nowMs }) {
      const inserted = await tx
        .insertInto("idempotency_records")
        .values({
          user_id: userId,
          key,
          fingerprint,
          status: null,
          body: null,
          created_at_ms: nowMs,
        })
        .onConflict((conflict) => conflict.columns(["user_id", "key"]).doNothing())
        .returning("key")
        .executeTakeFirst();
      if (inserted !== undefined) return { claimed: true };
      const existing = await tx
        .selectFrom("idempotency_records")
        .select(["fingerprint", "status", "body"])
        .where("user_id", "=", userId)
        .where("key", "=", key)
        .executeTakeFirstOrThrow();
      return { claimed: false, ...existing };
    },

    async complete(tx, { userId, key, status, body }) {
      await tx
        .updateTable("idempotency_records")
        .set({ status, body })
        .where("user_id", "=", userId)
        .where("key", "=", key)
        .execute();
    },

    async expire(olderThanMs) {
      const { numDeletedRows } = await executor
        .deleteFrom("idempotency_records")
        .where("created_at_ms", "<", olderThanMs)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}
