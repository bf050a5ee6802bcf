import { APICallError } from "@ai-sdk/provider";
import type { Clock } from "../../ports.ts";

/** The ways to request a structured answer, the strictest first. */
const FORMS = ["json_schema", "json_object", "prompt"] as const;
export type AnswerForm = (typeof FORMS)[number];

export const OPTIONAL_PARAMETERS = ["temperature", "max_tokens"] as const;
export type OptionalParameter = (typeof OPTIONAL_PARAMETERS)[number];

/** The request form that a model accepts, learned from its refusals. */
export interface RequestForm {
  readonly answerForm: AnswerForm;
  accepts(parameter: OptionalParameter): boolean;
  /** Learns from a refusal. Returns whether the call can be repeated in another form. */
  adapt(error: unknown): boolean;
}

/** After this time the strictest form is tried again, because the provider may have changed. */
const REMEMBERED_MS = 24 * 3_600_000;

export function requestForm(clock: Clock, strictest: AnswerForm = "json_schema"): RequestForm {
  let step = FORMS.indexOf(strictest);
  let refused = new Set<OptionalParameter>();
  let untilMs = Number.POSITIVE_INFINITY;

  function expire(): void {
    if (clock.now() < untilMs) return;
    step = FORMS.indexOf(strictest);
    refused = new Set();
    untilMs = Number.POSITIVE_INFINITY;
  }

  return {
    get answerForm() {
      expire();
      return FORMS[step] ?? "prompt";
    },
    accepts(parameter) {
      expire();
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

/** The text of a refusal of the request's form; nothing for other failures, including a prompt that is too long. */
function refusalOf(error: unknown): string | undefined {
  if (!APICallError.isInstance(error)) return undefined;
  if (error.statusCode !== 400 && error.statusCode !== 422) return undefined;
  const body = error.responseBody ?? "";
  return /context_length|maximum context/i.test(body) ? undefined : body;
}

function namesFormat(body: string): boolean {
  return /\b(response_format|json_schema|json_object|format)\b/.test(body);
}
