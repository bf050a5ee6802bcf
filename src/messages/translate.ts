import { IntlMessageFormat } from "intl-messageformat";
import { cs } from "./cs.ts";
import { en, type MessageKey } from "./en.ts";
import type { Locale } from "./locale.ts";

export type { MessageKey } from "./en.ts";
export { LOCALES, type Locale } from "./locale.ts";

export type MessageParameters = Readonly<Record<string, string | number | boolean | null>>;

export const CATALOGUES: Readonly<Record<Locale, Readonly<Record<MessageKey, string>>>> = {
  en,
  cs,
};

type Format = (parameters: MessageParameters) => string;

/** A format per message that was used; bounded by the size of the catalogues. */
const formats: Readonly<Record<Locale, Map<MessageKey, Format>>> = { en: new Map(), cs: new Map() };

/**
 * The text of a message in one language.
 *
 * @throws Error when a placeholder of the message has no value in `parameters`
 * @example translate("en", "field.maximum", { limit: 100 }) // => "Must be at most 100."
 */
export function translate(
  locale: Locale,
  key: MessageKey,
  parameters: MessageParameters = {},
): string {
  const known = formats[locale].get(key);
  if (known !== undefined) return known(parameters);
  const format = parse(locale, CATALOGUES[locale][key]);
  formats[locale].set(key, format);
  return format(parameters);
}

/** Whether a text that a model made up of its codes is in the catalogue. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}

function parse(locale: Locale, text: string): Format {
  // A text without syntax is its own answer; parsing it would cost and change nothing.
  if (!/[{}'#]/.test(text)) return () => text;
  const message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
  return (parameters) => String(message.format({ ...parameters }));
}
