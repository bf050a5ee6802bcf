import { randomUUID } from "node:crypto";
import { onceAmongReplicas } from "../../../cache/replica-flight.ts";
import { userKey } from "../../../domain/user-key.ts";
import type { Alarm, Clock, Pause } from "../../../ports.ts";
import type { AiAnswerRepository } from "../../../repositories/ai-answer-repository.ts";
import type {
  TemplateReason,
  TextRequest,
  TextWriter,
  WriteOptions,
  WrittenTexts,
} from "../text-request.ts";
import { answerKey } from "./answer-key.ts";
import type { AnswerPlace, AnswerStore } from "./answer-store.ts";
import type { CallRecorder } from "./call-recorder.ts";
import type { CheckText } from "./check-texts.ts";
import type { Flights } from "./flights.ts";
import type { ModelTexts, ModelWriter } from "./model-writer.ts";
import { delivery } from "./text-delivery.ts";

export interface CachedWriterParts {
  readonly write: ModelWriter;
  readonly store: AnswerStore;
  /** Absent when no other process works on this database. */
  readonly leases: Pick<AiAnswerRepository, "lease" | "release"> | undefined;
  readonly flights: Flights;
  /** Names of the models that may be asked, in order; without any, templates speak. */
  readonly models: readonly string[];
  readonly check: CheckText;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly after: Alarm;
  readonly recorder: CallRecorder;
  /** A call may take this long in all, whatever the caller's deadline. */
  readonly maxCallMs: number;
}

/** The answer of a model, of the cache, or of the templates: in time in any case, and from one call for equal questions. */
export function cachedWriter(parts: CachedWriterParts): TextWriter {
  const { store, clock, leases } = parts;

  function template(request: TextRequest, templateReason: TemplateReason): WrittenTexts {
    const texts: Record<string, string> = {};
    for (const { key, template } of request.members) texts[key] = template;
    return { texts, source: "template", generatedAtMs: clock.now(), templateReason };
  }

  /** Asks a model, keeps what it says. Among the processes on this database one does so, the others wait for it. */
  function work(
    request: TextRequest,
    place: AnswerPlace,
    { answerByMs, isReadAlong }: { readonly answerByMs: number; readonly isReadAlong: boolean },
  ) {
    return (signal: AbortSignal, onText: NonNullable<WriteOptions["onText"]>) => {
      const make = async (lease?: { release(): void }): Promise<ModelTexts> => {
        const time = { answerByMs, endByMs: clock.now() + parts.maxCallMs, signal };
        // A stream costs more than a whole answer; who joins later without one gets its texts at the end.
        const result = await parts.write(request, time, isReadAlong ? onText : undefined);
        // Nobody waits for the database; another process finds the answer once the lease is given back.
        const kept =
          "written" in result ? store.keep(place, result.written, expiryOf(request)) : undefined;
        void Promise.resolve(kept).finally(() => lease?.release());
        return result;
      };
      if (request.bypassCache || leases === undefined) return make();
      return onceAmongReplicas<ModelTexts>(
        { leaseMs: parts.maxCallMs, maxWaitMs: answerByMs - clock.now() },
        parts,
        {
          lease: () => takeLease(leases, place),
          find: async () => asModelTexts(await store.findAfresh(place)),
          make,
        },
      );
    };
  }

  async function takeLease(
    leases: Pick<AiAnswerRepository, "lease" | "release">,
    { userId, key }: AnswerPlace,
  ) {
    const name = userKey(userId, key);
    const holder = randomUUID();
    try {
      const now = clock.now();
      const isMine = await leases.lease(name, holder, now, now + parts.maxCallMs);
      const release = () => {
        if (isMine) leases.release(name, holder).catch(() => {});
      };
      return { isMine, fence: 0, release };
    } catch {
      return undefined;
    }
  }

  function expiryOf({ lifetime }: TextRequest): number {
    return Math.min(clock.now() + lifetime.ttlMs, lifetime.endsAtMs);
  }

  /** Whether kept texts fit what is asked now. Those that are fixed for a day may say what is no longer so. */
  function fits(request: TextRequest, { texts }: WrittenTexts): boolean {
    return request.members.every(({ key, template }) => {
      const text = texts[key];
      if (text === undefined) return false;
      if (request.lifetime.fixedFor === "facts" || text === template) return true;
      return parts.check(request, key, text).length === 0;
    });
  }

  /** The flight's result, or nothing when the deadline passes or the caller leaves first. */
  function inTime(
    result: Promise<ModelTexts>,
    answerByMs: number,
    signal: AbortSignal | undefined,
    leave: (reason: "left" | "too_late") => void,
  ): Promise<ModelTexts> {
    return new Promise((resolve) => {
      const finish = (texts: ModelTexts) => {
        stop();
        signal?.removeEventListener("abort", onAbort);
        resolve(texts);
      };
      const onAbort = () => {
        leave("left");
        finish({ templateReason: "unavailable" });
      };
      const stop = parts.after(answerByMs - clock.now(), () => {
        leave("too_late");
        finish({ templateReason: "too_slow" });
      });
      result.then(finish, () => finish({ templateReason: "unavailable" }));
      signal?.addEventListener("abort", onAbort, { once: true });
      if (signal?.aborted) onAbort();
    });
  }

  async function asked(request: TextRequest, options: WriteOptions): Promise<WrittenTexts> {
    const { userId, capability } = request;
    const place = { userId, capability, key: answerKey(request, parts.models) };
    const kept = request.bypassCache ? undefined : await store.find(place);
    if (kept !== undefined && fits(request, kept)) return kept;
    const answerByMs = clock.now() + Math.min(request.deadlineMs, parts.maxCallMs);
    const isReadAlong = options.onText !== undefined;
    const flight = parts.flights.board(place, work(request, place, { answerByMs, isReadAlong }));
    const leave = flight.join(options.onText);
    const result = await inTime(flight.result, answerByMs, options.signal, leave);
    return "written" in result ? result.written : template(request, result.templateReason);
  }

  return {
    async write(request, { signal, onText } = {}) {
      const deliver = delivery(onText);
      const options = {
        ...(signal === undefined ? {} : { signal }),
        ...(onText === undefined ? {} : { onText: deliver.early }),
      };
      const written =
        parts.models.length === 0
          ? template(request, "not_configured")
          : await asked(request, options);
      deliver.final(written.texts);
      parts.recorder.answered(request.capability, written.source);
      return written;
    },
  };
}

function asModelTexts(written: WrittenTexts | undefined): ModelTexts | undefined {
  return written && { written };
}
