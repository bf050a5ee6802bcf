import type { TextRequest, WrittenTexts } from "../text-request.ts";
import type { AnswerPlace } from "./answer-entry.ts";
import { answerKey } from "./answer-key.ts";
import type { CheckText } from "./check-texts.ts";

/** Of what was written ahead, no more than this share may be out of date; else a model is asked anew. */
const MAX_OUTDATED_SHARE = 0.5;

/** Where texts are kept that were written before anybody asked: one for the day, whatever becomes known in it. */
export function aheadPlace(request: TextRequest, models: readonly string[]): AnswerPlace {
  const { userId, capability, lifetime } = request;
  const ofDay = { ...request, lifetime: { ...lifetime, fixedFor: "day" } } as const;
  return { userId, capability, key: `ahead ${answerKey(ofDay, models)}` };
}

/** Texts that are kept for a later request, beside what each was made of. */
export function keptAhead({ members }: TextRequest, written: WrittenTexts): WrittenTexts {
  const drafts = Object.fromEntries(members.map(({ key, template }) => [key, template]));
  return { ...written, drafts };
}

/**
 * What was written ahead as it may be said now: a text whose draft has changed since, as the hours pass or a check-in comes,
 * gives way to its template.
 *
 * @returns nothing when most of it is out of date
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
