import type { Locale } from "./locale.ts";
import { isMessageKey, type MessageKey, type MessageParameters, translate } from "./translate.ts";

/** Something to say, before it is known in which language. */
export interface Said {
  readonly key: MessageKey;
  readonly params: MessageParameters;
}

export function say(key: MessageKey, params: MessageParameters = {}): Said {
  return { key, params };
}

/** Several are sentences, one after the other. */
export function inWords(said: Said | readonly Said[], locale: Locale): string {
  const sentences = "key" in said ? [said] : said;
  return sentences.map(({ key, params }) => translate(locale, key, params)).join(" ");
}

/** What somebody gave cannot be used. `message` is English; the edge says it in the configured language. */
export class InputError extends RangeError {
  readonly said: Said;

  constructor(key: MessageKey, params: MessageParameters = {}) {
    super(translate("en", key, params));
    this.said = { key, params };
  }
}

/** What an error says in a language; English for those of libraries and of the runtime. */
export function errorText(error: unknown, locale: Locale): string {
  if (!(error instanceof Error)) return String(error);
  if (!("said" in error)) return error.message;
  const said: unknown[] = [error.said].flat();
  return said.every(isSaid) ? inWords(said, locale) : error.message;
}

function isSaid(value: unknown): value is Said {
  if (typeof value !== "object" || value === null) return false;
  return "params" in value && "key" in value && isMessageKey(String(value.key));
}
