import { APICallError } from "@ai-sdk/provider";
import type { Clock } from "../../ports.ts";

/** How an answer's shape is asked for, the strictest form first. */
const FORMS = ["json_schema", "json_object", "prompt"] as const;
export type AnswerForm = (typeof FORMS)[number];

export const OPTIONAL_PARAMETERS = ["temperature", "max_tokens"] as const;
export type OptionalParameter = (typeof OPTIONAL_PARAMETERS)[number];

/** What one model at one address accepts; learned from its refusals. */
export interface RequestForm {
  readonly answerForm: AnswerForm;
  accepts(parameter: OptionalParameter): boolean;
  /** Takes a refusal into account; whether the same question can be put another way now. */
  adapt(error: unknown): boolean;
}

/** A provider may learn something new meanwhile. */
const REMEMBERED_MS = 24 * 3_600_000;

export function requestForm(clock: Clock, strictest: AnswerForm = "json_schema"): RequestForm {
  let step = FORMS.indexOf(strictest);
  let refused = new Set<OptionalParameter>();
  let untilMs = Number.POSITIVE_INFINITY;

  function forgetWhatIsOld(): void {
    if (clock.now() < untilMs) return;
    step = FORMS.indexOf(strictest);
    refused = new Set();
    untilMs = Number.POSITIVE_INFINITY;
  }

  return {
    get answerForm() {
      forgetWhatIsOld();
      return FORMS[step] ?? "prompt";
    },
    accepts(parameter) {
      forgetWhatIsOld();
      return !refused.has(parameter);
    },
    adapt(error) {
      const body = refusalOf(error);
      if (body === undefined) return false;
      const parameter = OPTIONAL_PARAMETERS.find(
        (name) => !refused.has(name) && new RegExp(`\\b${name}\\b`).test(body),
      );
      if (parameter !== undefined) refused.add(parameter);
      else if (step < FORMS.length - 1 && namesFormat(body)) step += 1;
      else return false;
      untilMs = clock.now() + REMEMBERED_MS;
      return true;
    },
  };
}

/** The text of a refusal of the request's form; nothing for any other failure, a prompt that is too long included. */
function refusalOf(error: unknown): string | undefined {
  if (!APICallError.isInstance(error)) return undefined;
  if (error.statusCode !== 400 && error.statusCode !== 422) return undefined;
  const body = error.responseBody ?? "";
  return /context_length|maximum context/i.test(body) ? undefined : body;
}

function namesFormat(body: string): boolean {
  return /\b(response_format|json_schema|json_object|format)\b/.test(body);
}
