import Negotiator from "negotiator";
import { LOCALES, type Locale } from "../messages/translate.ts";
import { rememberByHeader } from "./remember-by-header.ts";

const MAX_LENGTH = 499;

/** What a request's Accept-Language prefers of what we speak; nothing when it has no preference among that. */
export type Negotiate = (acceptLanguage: string | undefined) => Locale | undefined;

export function localeNegotiator(): Negotiate {
  const preferred = rememberByHeader(preferenceOf, MAX_LENGTH);
  return (header) => (header === undefined || header === "" ? undefined : preferred(header));
}

/** `*` means whatever stands first. */
function preferenceOf(header: string): Locale | undefined {
  const negotiator = new Negotiator({ headers: { "accept-language": header } });
  const preferred = negotiator.language([...LOCALES]);
  const isIndifferent = preferred !== negotiator.language(LOCALES.toReversed());
  return isIndifferent ? undefined : LOCALES.find((locale) => locale === preferred);
}
