import Negotiator from "negotiator";
import { LOCALES, type Locale } from "../messages/translate.ts";
import { rememberByHeader } from "./remember-by-header.ts";

const MAX_LENGTH = 499;

/** The supported language that `Accept-Language` prefers; nothing when it prefers none. */
export type Negotiate = (acceptLanguage: string | undefined) => Locale | undefined;

export function localeNegotiator(): Negotiate {
  const preferred = rememberByHeader(preferenceOf, MAX_LENGTH);
  return (header) => (header === undefined || header === "" ? undefined : preferred(header));
}

/** A header such as `*`, whose result depends on the order of our languages, has no preference. */
function preferenceOf(header: string): Locale | undefined {
  const negotiator = new Negotiator({ headers: { "accept-language": header } });
  const preferred = negotiator.language([...LOCALES]);
  const isIndifferent = preferred !== negotiator.language(LOCALES.toReversed());
  return isIndifferent ? undefined : LOCALES.find((locale) => locale === preferred);
}
