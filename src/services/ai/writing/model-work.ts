import { onceAmongReplicas } from "../../../cache/replica-flight.ts";
import type { Clock, Pause } from "../../../ports.ts";
import type { TextRequest, WriteOptions } from "../text-request.ts";
import type { AnswerPlace } from "./answer-entry.ts";
import { type AnswerLeases, takeAnswerLease } from "./answer-lease.ts";
import type { AnswerStore } from "./answer-store.ts";
import type { ModelTexts, ModelWriter } from "./model-writer.ts";

export interface ModelWorkParts {
  readonly write: ModelWriter;
  readonly store: AnswerStore;
  /** Absent when no other process works on this database. */
  readonly leases: AnswerLeases | undefined;
  readonly clock: Clock;
  readonly pause: Pause;
  /** A call may take this long in all, whatever the caller's deadline. */
  readonly maxCallMs: number;
}

/** How a model is asked one question. */
export interface ModelTask {
  readonly request: TextRequest;
  readonly place: AnswerPlace;
  readonly answerByMs: number;
  /** The texts are wanted as they come. */
  readonly isReadAlong: boolean;
}

type Work = (
  signal: AbortSignal,
  onText: NonNullable<WriteOptions["onText"]>,
) => Promise<ModelTexts>;

/**
 * Asks a model, keeps what it says. Among the processes on this database one does so, the others wait for it.
 */
export function createModelWork(parts: ModelWorkParts): (task: ModelTask) => Work {
  const { store, clock, leases } = parts;
  return ({ request, place, answerByMs, isReadAlong }) =>
    (signal, onText) => {
      const make = async (lease?: { release(): void }): Promise<ModelTexts> => {
        const time = { answerByMs, endByMs: clock.now() + parts.maxCallMs, signal };
        // A stream costs more than a whole answer; who joins later without one gets its texts at the end.
        const result = await parts.write(request, time, isReadAlong ? onText : undefined);
        const expiresAtMs = expiryOf(request, clock.now());
        // Nobody waits for the database; another process finds the answer once the lease is given back.
        const kept =
          "written" in result ? store.keep(place, result.written, expiresAtMs) : undefined;
        void Promise.resolve(kept).finally(() => lease?.release());
        return result;
      };
      if (request.bypassCache || leases === undefined) return make();
      const find = async (): Promise<ModelTexts | undefined> => {
        const written = await store.findAfresh(place);
        return written && { written };
      };
      return onceAmongReplicas<ModelTexts>(
        { leaseMs: parts.maxCallMs, maxWaitMs: answerByMs - clock.now() },
        parts,
        {
          lease: () =>
            takeAnswerLease(leases, place, { nowMs: clock.now(), lifeMs: parts.maxCallMs }),
          find,
          make,
        },
      );
    };
}

export function expiryOf({ lifetime }: TextRequest, nowMs: number): number {
  return Math.min(nowMs + lifetime.ttlMs, lifetime.endsAtMs);
}
