import { translate } from "../../messages/translate.ts";
import type { Written, WrittenWithFallback } from "../../schemas/ai-common.ts";
import { formatDay } from "../../time/calendar.ts";
import { formatInstant } from "../../time/format-instant.ts";
import type { Zone } from "../../time/zone.ts";
import type { Person } from "./person.ts";
import type { WrittenTexts } from "./text-request.ts";

/** Members that state who wrote an answer, when, and from which history. */
export function writtenMembers(person: Person, written: WrittenTexts): Written {
  const { zone } = person.view.cut;
  const first = person.firstDay();
  const { source, model, promptVersion, cachedAtMs } = written;
  return {
    source,
    ai_generated: source !== "template",
    generated_at: localTime(written.generatedAtMs, zone),
    from_cache: cachedAtMs !== undefined,
    ...(cachedAtMs !== undefined && { cached_at: formatInstant(cachedAtMs, zone) }),
    ...(model !== undefined && { model }),
    ...(promptVersion !== undefined && { prompt_version: promptVersion }),
    based_on: {
      sessions: person.view.sessions,
      from: first === null ? null : formatDay(first),
      to: first === null ? null : formatDay(person.day),
    },
  };
}

/** The same, with the members by which older clients detect a model's answer. */
export function fallbackMembers(person: Person, written: WrittenTexts): WrittenWithFallback {
  const members = writtenMembers(person, written);
  const isTemplate = written.source === "template";
  const reason = written.templateReason ?? "unavailable";
  const message = translate(person.locale, "ai.fallback.message", { reason });
  return {
    ...members,
    ai_available: !isTemplate,
    fallback: isTemplate,
    ...(isTemplate && { error: message, message }),
    timestamp: members.generated_at,
  };
}

/** An instant in the format of `generated_at`: local time without an offset. */
export function localTime(ms: number, zone: Zone): string {
  return formatInstant(Math.floor(ms), zone).replace(/(Z|[+-]\d{2}:\d{2})$/, "");
}
