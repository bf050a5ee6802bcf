import { hash } from "node:crypto";
import { isoWeekday } from "../../../time/calendar.ts";
import type { TextRequest } from "../text-request.ts";
import { PROMPT_VERSION } from "./system-prompt.ts";

/**
 * Key of an answer. It contains everything the answer depends on, so nothing has to be deleted when data change.
 *
 * @param models names of all models that may be asked, in order
 */
export function answerKey(request: TextRequest, models: readonly string[]): string {
  const { userId, capability, parameters, locale, asked } = request;
  const sorted = Object.entries(parameters).sort(([one], [other]) => (one < other ? -1 : 1));
  const parts = [
    userId,
    capability,
    sorted,
    asked,
    locale,
    factsOf(request),
    PROMPT_VERSION,
    models,
  ];
  return hash("sha256", JSON.stringify(parts), "base64url");
}

/** A text fixed for a day or a week does not depend on later facts. */
function factsOf({ lifetime, day, factsFingerprint }: TextRequest): string {
  if (lifetime.fixedFor === "day") return `day ${day}`;
  if (lifetime.fixedFor === "week") return `week from ${day - isoWeekday(day) + 1}`;
  return factsFingerprint;
}
