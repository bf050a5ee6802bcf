import { createHash } from "node:crypto";
import { Type } from "typebox";
import type { Database, Executor } from "../db/database.ts";
import { noteWrite } from "../db/own-writes.ts";
import { ServiceError } from "../errors.ts";
import type { Clock } from "../ports.ts";
import { idempotencyRepository } from "../repositories/idempotency-repository.ts";
import { compileCheck } from "../schemas/validate.ts";

/** Transaction in which a write and its idempotency record are stored together. */
export type Transaction = Executor;

/** An answer that can be replayed verbatim. */
export interface StoredAnswer {
  readonly status: number;
  readonly language: string;
  /** Path of the created resource. */
  readonly location?: string;
  readonly body: unknown;
}

/** A request that its sender may repeat. */
export interface RepeatableRequest {
  readonly userId: string;
  /** Method and path; the same key may be used on another route. */
  readonly route: string;
  readonly key: string;
  readonly body: unknown;
}

export interface IdempotencyService {
  /**
   * Runs `work` in one transaction and stores its answer under the request's key. A repetition within 24 hours gets
   * that answer and changes nothing. Two concurrent requests run one after the other. Without a repeatable request,
   * `work` simply runs.
   *
   * @throws ServiceError idempotency_key_reused when the key was used with another body
   */
  once(
    request: RepeatableRequest | undefined,
    work: (transaction: Transaction) => Promise<StoredAnswer>,
  ): Promise<{ readonly answer: StoredAnswer; readonly replayed: boolean }>;
}

export interface IdempotencyServiceParts {
  readonly database: Database;
  readonly clock: Clock;
}

/** Time for which an answer is kept for repetitions. */
const KEPT_MS = 24 * 3_600_000;

/** Shortest interval between deletions of expired answers. A deletion is one statement next to a write. */
const CLEARING_INTERVAL_MS = 60_000;

const checkKept = compileCheck(
  Type.Object({
    language: Type.String(),
    location: Type.Optional(Type.String()),
    body: Type.Unknown(),
  }),
);

export function idempotencyService({
  database,
  clock,
}: IdempotencyServiceParts): IdempotencyService {
  const records = idempotencyRepository(database.executor);
  let clearedAtMs = Number.NEGATIVE_INFINITY;

  async function clearOld(nowMs: number): Promise<void> {
    if (nowMs - clearedAtMs < CLEARING_INTERVAL_MS) return;
    clearedAtMs = nowMs;
    await records.expire(nowMs - KEPT_MS);
  }

  return {
    async once(request, work) {
      if (request === undefined) {
        return { answer: await database.transaction(work), replayed: false };
      }
      const nowMs = clock.now();
      await clearOld(nowMs);
      const { userId } = request;
      const key = `${request.route} ${request.key}`;
      const fingerprint = fingerprintOf(request.body);
      return database.transaction(async (tx) => {
        const claim = await records.claim(tx, { userId, key, fingerprint, nowMs });
        if (claim.claimed) {
          const answer = await work(tx);
          const { status, ...kept } = answer;
          await records.complete(tx, { userId, key, status, body: JSON.stringify(kept) });
          return { answer, replayed: false };
        }
        // The first request may have been handled by another process, or this process may have missed that it was
        // stored.
        noteWrite(tx, userId);
        if (claim.fingerprint !== fingerprint) throw new ServiceError("idempotency_key_reused");
        return { answer: readAnswer(claim.status, claim.body), replayed: true };
      });
    },
  };
}

function readAnswer(status: number | null, body: string | null): StoredAnswer {
  const kept = checkKept(body === null ? undefined : JSON.parse(body));
  if (status === null || !("value" in kept)) {
    // Claim and completion share one transaction, so this happens only when the table was changed by hand.
    throw new ServiceError("internal_error", {
      privateDetail: "idempotency record without answer",
    });
  }
  return { status, ...kept.value };
}

/** Fingerprint that is equal for equivalent bodies: it ignores the order of members and white space. */
function fingerprintOf(body: unknown): string {
  return createHash("sha256").update(canonical(body)).digest("base64url");
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
