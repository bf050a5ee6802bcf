import type { Alarm } from "../../../ports.ts";
import type {
  TemplateReason,
  TextCapability,
  TextRequest,
  TextWriter,
  WriteOptions,
  WrittenTexts,
} from "../text-request.ts";
import type { AnswerPlace } from "./answer-entry.ts";
import { answerKey } from "./answer-key.ts";
import type { CallRecorder } from "./call-recorder.ts";
import type { CheckText } from "./check-texts.ts";
import type { Flights } from "./flights.ts";
import { inTime } from "./in-time.ts";
import { createModelWork, expiryOf, type ModelWorkParts } from "./model-work.ts";
import { delivery } from "./text-delivery.ts";
import { aheadPlace, keptAhead, stillTrue } from "./written-ahead.ts";

export interface CachedWriterParts extends ModelWorkParts {
  readonly flights: Flights;
  /** Names of the models that may be asked, in order; without any, templates are used. */
  readonly models: readonly string[];
  readonly check: CheckText;
  readonly after: Alarm;
  readonly recorder: CallRecorder;
  /** Capabilities whose texts may have been written ahead. */
  readonly writtenAhead: readonly TextCapability[];
}

/**
 * Answers from a model, the cache or templates, always within the deadline. Equal concurrent questions share one call.
 */
export function createCachedWriter(parts: CachedWriterParts): TextWriter {
  const { store, clock } = parts;
  const workOn = createModelWork(parts);

  function template(request: TextRequest, templateReason: TemplateReason): WrittenTexts {
    const texts: Record<string, string> = {};
    for (const { key, template } of request.members) texts[key] = template;
    return { texts, source: "template", generatedAtMs: clock.now(), templateReason };
  }

  /** Whether stored texts match the current request. Texts fixed for a day may contradict newer facts. */
  function fits(request: TextRequest, { texts }: WrittenTexts): boolean {
    return request.members.every(({ key, template }) => {
      const text = texts[key];
      if (text === undefined) return false;
      if (request.lifetime.fixedFor === "facts" || text === template) return true;
      return parts.check(request, key, text).length === 0;
    });
  }

  async function findAhead(request: TextRequest): Promise<WrittenTexts | undefined> {
    if (!parts.writtenAhead.includes(request.capability)) return undefined;
    const ahead = await store.find(aheadPlace(request, parts.models));
    return ahead && stillTrue(request, ahead, parts.check);
  }

  async function findKept(
    request: TextRequest,
    place: AnswerPlace,
  ): Promise<WrittenTexts | undefined> {
    if (request.bypassCache) return undefined;
    const kept = await store.find(place);
    return kept !== undefined && fits(request, kept) ? kept : findAhead(request);
  }

  async function asked(request: TextRequest, options: WriteOptions): Promise<WrittenTexts> {
    const { userId, capability } = request;
    const place = { userId, capability, key: answerKey(request, parts.models) };
    const kept = await findKept(request, place);
    if (kept !== undefined) return kept;
    const answerByMs = clock.now() + Math.min(request.deadlineMs, parts.maxCallMs);
    const isReadAlong = options.onText !== undefined;
    const flight = parts.flights.board(place, workOn({ request, place, answerByMs, isReadAlong }));
    const leave = flight.join(options.onText);
    const time = { waitMs: answerByMs - clock.now(), signal: options.signal };
    const result = await inTime(parts.after, flight.result, time, leave);
    return "written" in result ? result.written : template(request, result.templateReason);
  }

  return {
    async write(request, { signal, onText, isAhead = false } = {}) {
      const deliver = delivery(onText);
      const options = {
        ...(signal === undefined ? {} : { signal }),
        ...(onText === undefined ? {} : { onText: deliver.early }),
      };
      const written =
        parts.models.length === 0
          ? template(request, "not_configured")
          : await asked(request, options);
      if (isAhead && written.source !== "template") {
        const expiresAtMs = expiryOf(request, clock.now());
        await store.keep(
          aheadPlace(request, parts.models),
          keptAhead(request, written),
          expiresAtMs,
        );
      }
      deliver.final(written.texts);
      parts.recorder.answered(request.capability, written.source);
      return written;
    },
  };
}
