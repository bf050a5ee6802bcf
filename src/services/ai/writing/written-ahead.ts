import type { TextRequest, WrittenTexts } from "../text-request.ts";
import type { AnswerPlace } from "./answer-entry.ts";
import { answerKey } from "./answer-key.ts";
import type { CheckText } from "./check-texts.ts";

/** When a larger share of the texts written ahead is out of date, a model is asked again. */
const MAX_OUTDATED_SHARE = 0.5;

/** Storage location of texts written ahead: one per day, whatever becomes known within it. */
export function aheadPlace(request: TextRequest, models: readonly string[]): AnswerPlace {
  const { userId, capability, lifetime } = request;
  const ofDay = { ...request, lifetime: { ...lifetime, fixedFor: "day" } } as const;
  return { userId, capability, key: `ahead ${answerKey(ofDay, models)}` };
}

/** Texts stored for a later request, with their templates. */
export function keptAhead({ members }: TextRequest, written: WrittenTexts): WrittenTexts {
  const drafts = Object.fromEntries(members.map(({ key, template }) => [key, template]));
  return { ...written, drafts };
}

/**
 * Updates texts that were written ahead. A text whose template has changed since, with the time of day or a check-in,
 * is replaced by its template.
 *
 * @returns `undefined` when most of them are out of date
 */
export function stillTrue(
  request: TextRequest,
  { drafts = {}, ...ahead }: WrittenTexts,
  check: CheckText,
): WrittenTexts | undefined {
  const texts: Record<string, string> = {};
  let outdated = 0;
  for (const { key, template } of request.members) {
    const text = drafts[key] === template ? ahead.texts[key] : undefined;
    const isTrue =
      text !== undefined && (text === template || check(request, key, text).length === 0);
    if (!isTrue) outdated += 1;
    texts[key] = isTrue ? text : template;
  }
  if (outdated > MAX_OUTDATED_SHARE * request.members.length) return undefined;
  return { ...ahead, texts, source: outdated === 0 ? ahead.source : "mixed" };
}
