import type { FastifyInstance } from "fastify";
import { ServiceError, validationError } from "../../../errors.ts";
import { isSafeText } from "../../../schemas/safe-text.ts";

/** More fields than any form has. */
const MAX_FIELDS = 500;
const MAX_FORM_BYTES = 64 * 1024;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The fields of a sent form. */
export class FormFields {
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(values: ReadonlyMap<string, readonly string[]>) {
    this.#values = values;
  }

  /** The first value of a field, trimmed; empty without one. */
  get(name: string): string {
    return this.#values.get(name)?.[0] ?? "";
  }

  /** All values of a field, in the order of the form. */
  all(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }
}

/**
 * @throws ServiceError validation_failed naming a field with an unsafe text, or when there are too many fields
 */
export function formFields(pairs: Iterable<readonly [string, string]>): FormFields {
  const values = new Map<string, string[]>();
  let count = 0;
  for (const [name, value] of pairs) {
    count += 1;
    if (count > MAX_FIELDS) {
      const params = { limit: MAX_FIELDS };
      throw validationError([{ field: "body", code: "too_many_values", params }]);
    }
    if (!isSafeText(name)) throw validationError([{ field: "body", code: "text" }]);
    if (!isSafeText(value)) throw validationError([{ field: name, code: "text" }]);
    values.set(name, [...(values.get(name) ?? []), value.trim()]);
  }
  return new FormFields(values);
}

/** Makes the routes of a plugin accept forms only. */
export function addFormParser(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const type = "application/x-www-form-urlencoded";
  app.addContentTypeParser(
    type,
    { parseAs: "buffer", bodyLimit: MAX_FORM_BYTES },
    (_request, body, done) => {
      try {
        const text = typeof body === "string" ? body : utf8.decode(body);
        done(null, formFields(new URLSearchParams(text)));
      } catch (error) {
        done(error instanceof ServiceError ? error : new ServiceError("bad_request"));
      }
    },
  );
  // A request without a body is a form without fields.
  app.addHook("preValidation", async (request) => {
    if (request.method === "POST") request.body ??= formFields([]);
  });
}
