import { createHash } from "node:crypto";
import { Type } from "typebox";
import type { Database, Executor } from "../db/database.ts";
import { noteWrite } from "../db/own-writes.ts";
import { ServiceError } from "../errors.ts";
import type { Clock } from "../ports.ts";
import { idempotencyRepository } from "../repositories/idempotency-repository.ts";
import { compileCheck } from "../schemas/validate.ts";

/** The unit in which a write and the memory of it are stored: both or neither. */
export type Transaction = Executor;

/** An answer that can be given again word for word. */
export interface StoredAnswer {
  readonly status: number;
  readonly language: string;
  /** Path of what was created. */
  readonly location?: string;
  readonly body: unknown;
}

/** A request that its sender may send again. */
export interface RepeatableRequest {
  readonly userId: string;
  /** Method and path: the same key may be used on another route. */
  readonly route: string;
  readonly key: string;
  readonly body: unknown;
}

export interface IdempotencyService {
  /**
   * Runs `work` in one transaction and remembers its answer under the request's key; a repetition within
   * 24 hours gets that answer and changes nothing. Two at the same time run one after the other.
   * Without a request to remember, `work` only runs.
   *
   * @throws ServiceError idempotency_key_reused when the key came with another body
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

const KEPT_MS = 24 * 3_600_000;

/** How often old answers are cleared away, at most: it is one statement, beside a write. */
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
        // Another process may have taken the first one, or this one not have learned that it was stored.
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
    // Claim and completion are one transaction, so this needs a hand in the table.
    throw new ServiceError("internal_error", {
      privateDetail: "idempotency record without answer",
    });
  }
  return { status, ...kept.value };
}

/** The same for bodies that mean the same: member order and white space do not count. */
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
