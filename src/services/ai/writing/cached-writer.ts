import type { Alarm } from "../../../ports.ts";
import type {
  TemplateReason,
  TextRequest,
  TextWriter,
  WriteOptions,
  WrittenTexts,
} from "../text-request.ts";
import { answerKey } from "./answer-key.ts";
import type { CallRecorder } from "./call-recorder.ts";
import type { CheckText } from "./check-texts.ts";
import type { Flights } from "./flights.ts";
import { inTime } from "./in-time.ts";
import { createModelWork, type ModelWorkParts } from "./model-work.ts";
import { delivery } from "./text-delivery.ts";

export interface CachedWriterParts extends ModelWorkParts {
  readonly flights: Flights;
  /** Names of the models that may be asked, in order; without any, templates speak. */
  readonly models: readonly string[];
  readonly check: CheckText;
  readonly after: Alarm;
  readonly recorder: CallRecorder;
}

/** The answer of a model, of the cache, or of the templates: in time in any case, and from one call for equal questions. */
export function createCachedWriter(parts: CachedWriterParts): TextWriter {
  const { store, clock } = parts;
  const workOn = createModelWork(parts);

  function template(request: TextRequest, templateReason: TemplateReason): WrittenTexts {
    const texts: Record<string, string> = {};
    for (const { key, template } of request.members) texts[key] = template;
    return { texts, source: "template", generatedAtMs: clock.now(), templateReason };
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

  async function asked(request: TextRequest, options: WriteOptions): Promise<WrittenTexts> {
    const { userId, capability } = request;
    const place = { userId, capability, key: answerKey(request, parts.models) };
    const kept = request.bypassCache ? undefined : await store.find(place);
    if (kept !== undefined && fits(request, kept)) return kept;
    const answerByMs = clock.now() + Math.min(request.deadlineMs, parts.maxCallMs);
    const isReadAlong = options.onText !== undefined;
    const flight = parts.flights.board(place, workOn({ request, place, answerByMs, isReadAlong }));
    const leave = flight.join(options.onText);
    const time = { waitMs: answerByMs - clock.now(), signal: options.signal };
    const result = await inTime(parts.after, flight.result, time, leave);
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
