import Negotiator from "negotiator";
import { LOCALES, type Locale } from "../messages/translate.ts";

/** Browsers send a few hundred different headers in all; a client that invents more is not remembered. */
const MAX_REMEMBERED = 1000;

/** What a request's Accept-Language prefers of what we speak; nothing when it has no preference among that. */
export type Negotiate = (acceptLanguage: string | undefined) => Locale | undefined;

export function localeNegotiator(): Negotiate {
  const remembered = new Map<string, Locale | undefined>();
  return (header) => {
    if (header === undefined || header === "") return undefined;
    const known = remembered.get(header);
    if (known !== undefined || remembered.has(header)) return known;
    const locale = preferenceOf(header);
    if (remembered.size < MAX_REMEMBERED && header.length < 500) remembered.set(header, locale);
    return locale;
  };
}

/** `*` means whatever stands first. */
function preferenceOf(header: string): Locale | undefined {
  const negotiator = new Negotiator({ headers: { "accept-language": header } });
  const preferred = negotiator.language([...LOCALES]);
  const isIndifferent = preferred !== negotiator.language(LOCALES.toReversed());
  return isIndifferent ? undefined : LOCALES.find((locale) => locale === preferred);
}
