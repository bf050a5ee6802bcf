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
  /** Absent when no other process uses this database. */
  readonly leases: AnswerLeases | undefined;
  readonly clock: Clock;
  readonly pause: Pause;
  /** Maximum total duration of a call, independent of the caller's deadline. */
  readonly maxCallMs: number;
}

/** How to ask a model one question. */
export interface ModelTask {
  readonly request: TextRequest;
  readonly place: AnswerPlace;
  readonly answerByMs: number;
  /** Whether the texts are streamed to the caller. */
  readonly isReadAlong: boolean;
}

type Work = (
  signal: AbortSignal,
  onText: NonNullable<WriteOptions["onText"]>,
) => Promise<ModelTexts>;

/** Asks a model and stores its answer. Of the processes on this database one asks and the others wait for it. */
export function createModelWork(parts: ModelWorkParts): (task: ModelTask) => Work {
  const { store, clock, leases } = parts;
  return ({ request, place, answerByMs, isReadAlong }) =>
    (signal, onText) => {
      const make = async (lease?: { release(): void }): Promise<ModelTexts> => {
        const time = { answerByMs, endByMs: clock.now() + parts.maxCallMs, signal };
        // A stream costs more than a whole answer, so it is used only when the first caller wants one. A later caller
        // gets the texts at the end.
        const result = await parts.write(request, time, isReadAlong ? onText : undefined);
        const expiresAtMs = expiryOf(request, clock.now());
        // Runs in the background; another process finds the answer once the lease is released.
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
